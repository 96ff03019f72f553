import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED = 3;
const MAX_COLOURS = 256;
/** Tiles are made once and kept; more effort would shrink them by a tenth and take thrice the time. */
const LEVEL = 2;

interface IndexedImage {
	readonly indexes: Uint16Array;
	/** RGBA. */
	readonly colours: Uint8Array;
	readonly width: number;
	readonly height: number;
}

/**
 * A PNG with a palette: a byte for each pixel instead of four, and no loss, since a tile of one band
 * has few colours. `undefined`: it has too many.
 */
export function encodeIndexedPng({
	indexes,
	colours,
	width,
	height
}: IndexedImage): Buffer | undefined {
	const places = new Int16Array(colours.length / 4).fill(-1);
	const used: number[] = [];
	const rows = Buffer.allocUnsafe((width + 1) * height);
	for (let y = 0, read = 0, write = 0; y < height; y++) {
		rows[write++] = 0;
		for (let x = 0; x < width; x++) {
			const index = indexes[read++] as number;
			let place = places[index] as number;
			if (place < 0) {
				if (used.length === MAX_COLOURS) return undefined;
				place = used.length;
				places[index] = place;
				used.push(index);
			}
			rows[write++] = place;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, INDEXED, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', pick(colours, used, 0, 3)),
		chunk('tRNS', pick(colours, used, 3, 1)),
		chunk('IDAT', deflateSync(rows, { level: LEVEL })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function pick(colours: Uint8Array, used: readonly number[], start: number, count: number): Buffer {
	return Buffer.concat(
		used.map((index) => colours.subarray(index * 4 + start, index * 4 + start + count))
	);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
