const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;

type Entry = readonly [tag: number, type: number, values: readonly number[]];

/**
 * A plain tiled GeoTIFF of bytes in EPSG:4326, over 4° of the North Sea from 2° E 58° N: large
 * enough for many requests, which the fixtures are not. The directory stands at the end of the file.
 */
export function tiledTiff(side: number, tileSide: number): Uint8Array<ArrayBuffer> {
	const across = side / tileSide;
	const bytesOfTile = tileSide * tileSide;
	const count = across * across;
	const pixels = new Uint8Array(count * bytesOfTile).map((_, i) => 1 + (i % 251));
	const start = 8;
	const offsets = Array.from({ length: count }, (_, i) => start + i * bytesOfTile);
	const step = 4 / side;
	const directory = write(start + pixels.length, [
		[256, LONG, [side]],
		[257, LONG, [side]],
		[258, SHORT, [8]],
		[259, SHORT, [1]],
		[262, SHORT, [1]],
		[277, SHORT, [1]],
		[284, SHORT, [1]],
		[322, LONG, [tileSide]],
		[323, LONG, [tileSide]],
		[324, LONG, offsets],
		[325, LONG, offsets.map(() => bytesOfTile)],
		[339, SHORT, [1]],
		[33_550, DOUBLE, [step, step, 0]],
		[33_922, DOUBLE, [0, 0, 0, 2, 58, 0]],
		// Geographic, pixels are areas, EPSG:4326.
		[34_735, SHORT, [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]]
	]);
	const file = new Uint8Array(start + pixels.length + directory.length);
	new DataView(file.buffer).setUint32(0, 0x49492a00);
	new DataView(file.buffer).setUint32(4, start + pixels.length, true);
	file.set(pixels, start);
	file.set(directory, start + pixels.length);
	return file;
}

function write(at: number, entries: readonly Entry[]): Uint8Array {
	const fixed = 2 + entries.length * 12 + 4;
	const long = entries.map((entry) => bytesOf(entry)).filter((bytes) => bytes.length > 4);
	const out = new Uint8Array(fixed + long.reduce((sum, { length }) => sum + length, 0));
	const view = new DataView(out.buffer);
	view.setUint16(0, entries.length, true);
	let free = fixed;
	for (const [i, entry] of entries.entries()) {
		const [tag, type, values] = entry;
		const place = 2 + i * 12;
		view.setUint16(place, tag, true);
		view.setUint16(place + 2, type, true);
		view.setUint32(place + 4, values.length, true);
		const bytes = bytesOf(entry);
		if (bytes.length <= 4) {
			out.set(bytes, place + 8);
			continue;
		}
		view.setUint32(place + 8, at + free, true);
		out.set(bytes, free);
		free += bytes.length;
	}
	return out;
}

function bytesOf([, type, values]: Entry): Uint8Array {
	const array =
		type === SHORT
			? Uint16Array.from(values)
			: type === LONG
				? Uint32Array.from(values)
				: Float64Array.from(values);
	return new Uint8Array(array.buffer);
}
