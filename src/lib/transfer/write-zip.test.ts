import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeZip } from './write-zip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a ZIP the way programs do: from the directory at its end. */
function read(zip: Uint8Array): { name: string; text: string; crc: number; utf8: boolean }[] {
	const view = new DataView(zip.buffer, zip.byteOffset);
	const text = (at: number, length: number): string =>
		new TextDecoder().decode(zip.subarray(at, at + length));
	const end = zip.length - 22;
	expect(view.getUint32(end, true)).toBe(0x06054b50);
	let at = view.getUint32(end + 16, true);
	return Array.from({ length: view.getUint16(end + 10, true) }, () => {
		expect(view.getUint32(at, true)).toBe(0x02014b50);
		const nameLength = view.getUint16(at + 28, true);
		const local = view.getUint32(at + 42, true);
		expect(view.getUint32(local, true)).toBe(0x04034b50);
		const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
		const entry = {
			name: text(at + 46, nameLength),
			text: text(start, view.getUint32(at + 24, true)),
			crc: view.getUint32(at + 16, true),
			utf8: (view.getUint16(at + 8, true) & 0x0800) !== 0
		};
		at += 46 + nameLength;
		return entry;
	});
}

test('names and contents come back, with the checksum of another implementation', () => {
	const files = [
		['Ytor å.geojson', '{"å":1}'],
		['b', ''],
		['c.txt', '123456789']
	] as const;
	const zip = writeZip(files.map(([name, content]) => ({ name, bytes: bytes(content) })));
	expect(read(zip)).toEqual(
		files.map(([name, content]) => ({
			name,
			text: content,
			crc: crc32(bytes(content)),
			utf8: true
		}))
	);
});

test('a ZIP without files is a ZIP', () => {
	expect(read(writeZip([]))).toEqual([]);
});
