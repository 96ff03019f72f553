import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

export interface TiffSize {
	readonly width: number;
	readonly height: number;
	readonly bands: number;
}

const WIDTH = 256;
const HEIGHT = 257;
const BANDS = 277;
/** Types of numbers that a size is written in, with their bytes. */
const NUMBER_BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 16: 8 };
const MAX_ENTRIES = 4_096;

/** What the first image of a TIFF says of its size, without reading more of it. `undefined`: it is none. */
export async function readTiffSize(path: string): Promise<TiffSize | undefined> {
	const file = await open(path);
	try {
		return await sizeIn(file);
	} finally {
		await file.close();
	}
}

async function sizeIn(file: FileHandle): Promise<TiffSize | undefined> {
	const start = await bytesAt(file, 0, 4);
	const order = start.toString('latin1', 0, 2);
	if (order !== 'II' && order !== 'MM') return undefined;
	const numbers = new Numbers(order === 'II');
	const version = numbers.read(start, 2, 2);
	if (version !== 42 && version !== 43) return undefined;
	const found = await readEntries(file, numbers, version === 43 ? BIG : CLASSIC);
	const [width, height] = [found.get(WIDTH) ?? 0, found.get(HEIGHT) ?? 0];
	return width > 0 && height > 0 ? { width, height, bands: found.get(BANDS) ?? 1 } : undefined;
}

/** Where what stands, in bytes. */
const CLASSIC = { first: 4, address: 4, count: 2, entry: 12, value: 8 };
const BIG = { first: 8, address: 8, count: 8, entry: 20, value: 12 };

/** Of the first image: numbers by their tags. */
async function readEntries(
	file: FileHandle,
	numbers: Numbers,
	form: typeof CLASSIC
): Promise<Map<number, number>> {
	const at = numbers.read(await bytesAt(file, form.first, form.address), 0, form.address);
	const count = numbers.read(await bytesAt(file, at, form.count), 0, form.count);
	const length = Math.min(count, MAX_ENTRIES) * form.entry;
	const entries = await bytesAt(file, at + form.count, length);
	const found = new Map<number, number>();
	for (let i = 0; i + form.entry <= entries.length; i += form.entry) {
		const bytes = NUMBER_BYTES[numbers.read(entries, i + 2, 2)];
		const tag = numbers.read(entries, i, 2);
		if (bytes !== undefined) found.set(tag, numbers.read(entries, i + form.value, bytes));
	}
	return found;
}

/** What is not there is nothing. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const buffer = Buffer.alloc(length);
	if (!Number.isSafeInteger(position)) return buffer;
	await file.read(buffer, 0, length, position);
	return buffer;
}

class Numbers {
	readonly #isLittle: boolean;

	constructor(isLittle: boolean) {
		this.#isLittle = isLittle;
	}

	read(bytes: Buffer, at: number, length: number): number {
		if (at + length > bytes.length) return 0;
		if (length === 8) {
			return Number(this.#isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
		}
		return this.#isLittle ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
	}
}
