import { crc32, deflateSync } from 'node:zlib';

export type Rgb = readonly [number, number, number];

/** A picture whose pixels are told by their place. */
export function png(
	width: number,
	height: number,
	colourAt: (x: number, y: number) => Rgb
): Buffer {
	const rows = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0, i = 0; y < height; y += 1) {
		i += 1;
		for (let x = 0; x < width; x += 1, i += 3) rows.set(colourAt(x, y), i);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
