import { SharedWork } from '../util/shared-work.ts';

/** Files are read by pieces of this size: a header of a few bytes is one request, not fifty. */
const PIECE_BYTES = 65_536;

/** A part of a file; `length` bytes from `offset`. */
export interface Slice {
	readonly offset: number;
	readonly length: number;
}

export interface RangeAnswer {
	/** Fewer than were asked for at the end of the file. */
	readonly bytes: ArrayBuffer;
	/** Of the whole file, where that is known. */
	readonly fileSize: number | undefined;
}

/** Keeps pieces of all files; an LRU by bytes. */
export interface PieceCache {
	get(key: string): ArrayBuffer | undefined;
	set(key: string, piece: ArrayBuffer): unknown;
}

interface FilePiecesOptions {
	readonly read: (slice: Slice, signal: AbortSignal) => Promise<RangeAnswer>;
	/** Distinguishes files in a shared cache. */
	readonly name: string;
	readonly cache: PieceCache;
}

/**
 * A file elsewhere, as a source for geotiff.js. What is asked of its server depends on nothing but
 * what is read: the same tile, in any order and with anything kept or not, asks for the same ranges. A
 * copy of the answers is therefore enough to read it again without the network. (The library's own
 * blocks are put together to whatever ranges happen to be missing.)
 */
export class FilePieces {
	readonly #options: FilePiecesOptions;
	readonly #fetching = new SharedWork<ArrayBuffer>();
	#fileSize: number | null = null;

	constructor(options: FilePiecesOptions) {
		this.#options = options;
	}

	/** Null while it is not known. */
	get fileSize(): number | null {
		return this.#fileSize;
	}

	fetch(slices: readonly Slice[], signal = new AbortController().signal): Promise<ArrayBuffer[]> {
		return Promise.all(slices.map((slice) => this.#slice(slice, signal)));
	}

	async fetchSlice(slice: Slice, signal?: AbortSignal): Promise<Slice & { data: ArrayBuffer }> {
		const [data = new ArrayBuffer(0)] = await this.fetch([slice], signal);
		return { ...slice, data };
	}

	close(): Promise<void> {
		return Promise.resolve();
	}

	/** What is larger than a piece is a picture's block: those are kept decoded, and asked for whole. */
	async #slice(slice: Slice, signal: AbortSignal): Promise<ArrayBuffer> {
		if (slice.length > PIECE_BYTES) return this.#read(slice, signal);
		const bytes = new Uint8Array(slice.length);
		const end = Math.min(slice.offset + slice.length, this.#fileSize ?? Infinity);
		const from = Math.floor(slice.offset / PIECE_BYTES);
		const count = Math.max(0, Math.ceil(end / PIECE_BYTES) - from);
		const pieces = await Promise.all(
			Array.from({ length: count }, (_, i) => this.#piece(from + i, signal))
		);
		let filled = 0;
		for (const [i, piece] of pieces.entries()) {
			const start = (from + i) * PIECE_BYTES - slice.offset;
			const part = new Uint8Array(piece).subarray(Math.max(0, -start), slice.length - start);
			bytes.set(part, Math.max(0, start));
			filled = Math.max(0, start) + part.length;
		}
		// Zeros in the place of what a file lacks would be read as if they stood there.
		return filled < slice.length ? bytes.buffer.slice(0, filled) : bytes.buffer;
	}

	async #piece(index: number, signal: AbortSignal): Promise<ArrayBuffer> {
		const { cache, name } = this.#options;
		const key = `${name}|${index}`;
		const kept = cache.get(key);
		if (kept !== undefined) return kept;
		const piece = await this.#fetching.run(key, signal, (shared) =>
			this.#read({ offset: index * PIECE_BYTES, length: PIECE_BYTES }, shared)
		);
		cache.set(key, piece);
		return piece;
	}

	async #read(slice: Slice, signal: AbortSignal): Promise<ArrayBuffer> {
		const { bytes, fileSize } = await this.#options.read(slice, signal);
		this.#fileSize = fileSize ?? this.#fileSize;
		return bytes;
	}
}

/** Of `bytes 0-9/1234`, where a server lets us read it. */
export function sizeInRange(contentRange: string | null | undefined): number | undefined {
	const size = /\/(\d+)\s*$/.exec(contentRange ?? '')?.[1];
	return size === undefined ? undefined : Number(size);
}

/** As the header `Range` says it. */
export function rangeOf({ offset, length }: Slice): string {
	return `bytes=${offset}-${offset + length - 1}`;
}
