import { RasterError } from './raster-fault.ts';
import type { DataType } from './raster-header.ts';
import type { TiffDecoder, TiffFile, TiffImage } from './tiff-file.ts';

export type Numbers =
	| Uint8Array
	| Int8Array
	| Uint16Array
	| Int16Array
	| Uint32Array
	| Int32Array
	| Float32Array
	| Float64Array;

/** Decoded numbers of one tile or strip. */
export interface Block {
	readonly values: Numbers;
	/** From one pixel to the next: samples may be interleaved. */
	readonly step: number;
	readonly start: number;
}

export interface BlockAddress {
	readonly image: number;
	readonly column: number;
	readonly row: number;
	/** 0-based. */
	readonly sample: number;
}

/** Keeps decoded blocks; an LRU by bytes. */
export interface BlockCache {
	get(key: string): Numbers | undefined;
	set(key: string, values: Numbers): unknown;
}

/** A file may claim blocks of any size; nobody makes them larger than this for maps. */
const MAX_BLOCK_NUMBERS = 64 * 1024 * 1024;

/** Decoded blocks of one file: each is fetched and decoded once, also when many ask at a time. */
export class BlockReader {
	readonly #file: TiffFile;
	/** Distinguishes files in a shared cache. */
	readonly #name: string;
	readonly #cache: BlockCache;
	readonly #nodata: number;
	readonly #pending = new Map<string, Promise<Numbers>>();
	readonly #decoders = new Map<number, Promise<TiffDecoder>>();

	constructor(
		file: TiffFile,
		{ name, cache, nodata }: { name: string; cache: BlockCache; nodata: number | undefined }
	) {
		this.#file = file;
		this.#name = name;
		this.#cache = cache;
		this.#nodata = nodata ?? 0;
	}

	async read(address: BlockAddress, signal: AbortSignal): Promise<Block> {
		const image = this.#image(address.image);
		const isInterleaved = image.planarConfiguration === 1;
		const plane = isInterleaved ? 0 : address.sample;
		const values = await this.#values({ ...address, sample: plane }, image, signal);
		return isInterleaved
			? { values, step: image.getSamplesPerPixel(), start: address.sample }
			: { values, step: 1, start: 0 };
	}

	async #values(address: BlockAddress, image: TiffImage, signal: AbortSignal): Promise<Numbers> {
		const { column, row, sample } = address;
		const key = `${this.#name}|${address.image}|${column}|${row}|${sample}`;
		for (;;) {
			signal.throwIfAborted();
			const known = this.#cache.get(key);
			if (known !== undefined) return known;
			let pending = this.#pending.get(key);
			if (pending === undefined) {
				pending = this.#decode(address, image, signal).finally(() => this.#pending.delete(key));
				this.#pending.set(key, pending);
			}
			try {
				const values = await pending;
				this.#cache.set(key, values);
				return values;
			} catch (error) {
				// Whoever asked first may have given up: then it is ours to ask.
				if (signal.aborted || !isAbort(error)) throw error;
			}
		}
	}

	async #decode(address: BlockAddress, image: TiffImage, signal: AbortSignal): Promise<Numbers> {
		const { column, row, sample } = address;
		const type = typeOf(image);
		const pixels =
			image.getTileWidth() *
			image.getBlockHeight(row) *
			(image.planarConfiguration === 1 ? image.getSamplesPerPixel() : 1);
		if (pixels > MAX_BLOCK_NUMBERS) throw new RasterError('too-many-pixels');
		// The reader fills blocks that are not stored with 0 where nodata is NaN.
		if ((await this.#bytesOf(address, image)) === 0)
			return this.#empty(address.image, type, pixels);
		const decoder = await this.#decoderOf(address.image, image);
		let data: ArrayBufferLike;
		try {
			({ data } = await image.getTileOrStrip(column, row, sample, decoder, signal));
		} catch (error) {
			if (isAbort(error) || signal.aborted) throw error;
			if (isDecoding(error)) throw new RasterError('damaged', '', { cause: error });
			throw error;
		}
		const values = numbersOf(data, type, image.littleEndian);
		if (values.length < pixels) throw new RasterError('damaged');
		return values;
	}

	async #bytesOf({ column, row, sample }: BlockAddress, image: TiffImage): Promise<number> {
		const across = Math.ceil(image.getWidth() / image.getTileWidth());
		const down = Math.ceil(image.getHeight() / image.getTileHeight());
		const plane = image.planarConfiguration === 1 ? 0 : sample * across * down;
		const tag = image.isTiled ? 'TileByteCounts' : 'StripByteCounts';
		return Number(await image.fileDirectory.loadValueIndexed(tag, plane + row * across + column));
	}

	#empty(image: number, type: DataType, pixels: number): Numbers {
		// A mask that is not stored says "no data".
		const isMask = image !== 0 && isMaskImage(this.#image(image));
		return make(type, pixels).fill(isMask ? 0 : this.#nodata);
	}

	#decoderOf(index: number, image: TiffImage): Promise<TiffDecoder> {
		let decoder = this.#decoders.get(index);
		if (decoder === undefined) {
			decoder = this.#file.decoderOf(image);
			this.#decoders.set(index, decoder);
		}
		return decoder;
	}

	#image(index: number): TiffImage {
		const image = this.#file.images[index];
		if (image === undefined) throw new RasterError('damaged');
		return image;
	}
}

function isMaskImage(image: TiffImage): boolean {
	const type = image.fileDirectory.getValue('NewSubfileType');
	return typeof type === 'number' && (type & 4) !== 0;
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}

/** Input errors carry the name of who threw them (`SourceError`, `FetchError`, `RasterJobError`). */
function isDecoding(error: unknown): boolean {
	if (!(error instanceof Error)) return true;
	return !['SourceError', 'FetchError', 'RasterJobError'].includes(error.name);
}

function typeOf(image: TiffImage): DataType {
	const bits = image.getBitsPerSample(0);
	const format = image.getSampleFormat(0);
	if (format === 3) return bits === 16 ? 'float16' : bits === 32 ? 'float32' : 'float64';
	const size = bits <= 8 ? 8 : bits <= 16 ? 16 : 32;
	return `${format === 2 ? 'int' : 'uint'}${size}`;
}

const ARRAYS = {
	uint8: Uint8Array,
	int8: Int8Array,
	uint16: Uint16Array,
	int16: Int16Array,
	uint32: Uint32Array,
	int32: Int32Array,
	float16: Float32Array,
	float32: Float32Array,
	float64: Float64Array
} as const;

export function make(type: DataType, length: number): Numbers {
	return new ARRAYS[type](length);
}

function numbersOf(data: ArrayBufferLike, type: DataType, isLittleEndian: boolean): Numbers {
	if (type === 'float16') return halves(data, isLittleEndian);
	const ByteArray = ARRAYS[type];
	const { BYTES_PER_ELEMENT: size } = ByteArray;
	const whole = data.byteLength - (data.byteLength % size);
	if (size > 1 && !isLittleEndian) swapBytes(new Uint8Array(data, 0, whole), size);
	// Decoders never give shared memory.
	return new ByteArray(data as ArrayBuffer, 0, whole / size);
}

function swapBytes(bytes: Uint8Array, size: number): void {
	for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
}

function halves(data: ArrayBufferLike, isLittleEndian: boolean): Float32Array {
	const view = new DataView(data);
	const values = new Float32Array(Math.floor(data.byteLength / 2));
	for (let i = 0; i < values.length; i++) values[i] = half(view.getUint16(i * 2, isLittleEndian));
	return values;
}

function half(bits: number): number {
	const sign = (bits & 0x8000) === 0 ? 1 : -1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
