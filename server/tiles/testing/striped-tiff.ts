const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;
const SIZE: Readonly<Record<number, number>> = { [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 };

/** A GeoTIFF in one strip of nothing: as large as it says, and a few hundred bytes long. */
export function stripedTiff(side: number): Buffer {
	const tags: [tag: number, type: number, values: number[]][] = [
		[256, LONG, [side]],
		[257, LONG, [side]],
		[258, SHORT, [8]],
		[259, SHORT, [1]],
		[262, SHORT, [1]],
		[273, LONG, [0]],
		[277, SHORT, [1]],
		[278, LONG, [side]],
		[279, LONG, [0]],
		[33550, DOUBLE, [1 / side, 1 / side, 0]],
		[33922, DOUBLE, [0, 0, 0, 5, 58, 0]],
		// Geographic, pixels are areas, EPSG:4326.
		[34735, SHORT, [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]]
	];
	const directory = Buffer.alloc(2 + tags.length * 12 + 4);
	directory.writeUInt16LE(tags.length, 0);
	const parts: Buffer[] = [];
	let end = 8 + directory.length;
	for (const [i, [tag, type, values]] of tags.entries()) {
		const at = 2 + i * 12;
		const bytes = encode(type, values);
		directory.writeUInt16LE(tag, at);
		directory.writeUInt16LE(type, at + 2);
		directory.writeUInt32LE(values.length, at + 4);
		if (bytes.length <= 4) {
			bytes.copy(directory, at + 8);
		} else {
			directory.writeUInt32LE(end, at + 8);
			parts.push(bytes);
			end += bytes.length;
		}
	}
	const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
	header.writeUInt32LE(8, 4);
	return Buffer.concat([header, directory, ...parts]);
}

function encode(type: number, values: readonly number[]): Buffer {
	const size = SIZE[type] ?? 1;
	const bytes = Buffer.alloc(size * values.length);
	for (const [i, value] of values.entries()) {
		if (type === SHORT) bytes.writeUInt16LE(value, i * size);
		else if (type === LONG) bytes.writeUInt32LE(value, i * size);
		else bytes.writeDoubleLE(value, i * size);
	}
	return bytes;
}
