/** Pixels across: one tile of the file. */
const SIZE = 128;
const NODATA = -9999;

interface Made {
	/** `[west, south, east, north]` in degrees. */
	readonly extent: readonly [number, number, number, number];
	/** By column and row from the north-west, 0–1; `undefined`: no data. */
	readonly valueAt: (x: number, y: number) => number | undefined;
}

type Entry = readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]];
const BYTES = { 2: 1, 3: 2, 4: 4, 12: 8 } as const;

/** A GeoTIFF of one band of floats in EPSG:4326, tiled, so that it can be read by ranges. */
export function geotiff({ extent: [west, south, east, north], valueAt }: Made): Buffer {
	const pixels = Buffer.alloc(SIZE * SIZE * 4);
	for (let y = 0, at = 0; y < SIZE; y += 1) {
		for (let x = 0; x < SIZE; x += 1, at += 4) {
			pixels.writeFloatLE(valueAt((x + 0.5) / SIZE, (y + 0.5) / SIZE) ?? NODATA, at);
		}
	}
	const entries = (tileOffset: number): Entry[] => [
		[256, 3, [SIZE]],
		[257, 3, [SIZE]],
		[258, 3, [32]],
		[259, 3, [1]],
		[262, 3, [1]],
		[277, 3, [1]],
		[322, 3, [SIZE]],
		[323, 3, [SIZE]],
		[324, 4, [tileOffset]],
		[325, 4, [pixels.length]],
		[339, 3, [3]],
		[33550, 12, [(east - west) / SIZE, (north - south) / SIZE, 0]],
		[33922, 12, [0, 0, 0, west, north, 0]],
		// Geographic, pixels are areas, WGS 84.
		[34735, 3, [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]],
		[42113, 2, [...Buffer.from(`${NODATA}\0`)]]
	];
	const head = headOf(entries(0));
	return Buffer.concat([headOf(entries(head.length)), pixels]);
}

function headOf(entries: readonly Entry[]): Buffer {
	const directory = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
	directory.write('II*\0', 'latin1');
	directory.writeUInt32LE(8, 4);
	directory.writeUInt16LE(entries.length, 8);
	const beside: Buffer[] = [];
	let end = directory.length;
	entries.forEach(([tag, type, values], i) => {
		const at = 10 + i * 12;
		const bytes = bytesOf(type, values);
		directory.writeUInt16LE(tag, at);
		directory.writeUInt16LE(type, at + 2);
		directory.writeUInt32LE(values.length, at + 4);
		if (bytes.length <= 4) return void bytes.copy(directory, at + 8);
		directory.writeUInt32LE(end, at + 8);
		beside.push(bytes);
		end += bytes.length;
	});
	return Buffer.concat([directory, ...beside]);
}

function bytesOf(type: Entry[1], values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(values.length * BYTES[type]);
	values.forEach((value, i) => {
		if (type === 2) bytes.writeUInt8(value, i);
		else if (type === 3) bytes.writeUInt16LE(value, i * 2);
		else if (type === 4) bytes.writeUInt32LE(value, i * 4);
		else bytes.writeDoubleLE(value, i * 8);
	});
	return bytes;
}
