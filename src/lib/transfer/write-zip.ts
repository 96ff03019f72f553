interface ZipEntry {
	readonly name: string;
	readonly bytes: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
/** Bit 11: names are UTF-8. */
const UTF8 = 0x0800;
/** 1 January 1980, the earliest date a ZIP knows: files of the same content are then the same. */
const DATE = 0x0021;

/**
 * Files side by side in a ZIP, not compressed (APPNOTE 6.3.10). GeoJSON is small next to what the
 * browser would need to compress it, and every system opens this.
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
	const parts: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const { name, bytes } of entries) {
		const label = new TextEncoder().encode(name);
		const shared = describe(label, bytes);
		const local = join([numbers([LOCAL_HEADER, 4]), shared, numbers([0, 2]), label]);
		const rest = numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
		directory.push(join([numbers([CENTRAL_HEADER, 4], [20, 2]), shared, rest, label]));
		parts.push(local, bytes);
		offset += local.length + bytes.length;
	}
	const index = join(directory);
	const count = entries.length;
	const end = numbers(
		[END, 4],
		[0, 2],
		[0, 2],
		[count, 2],
		[count, 2],
		[index.length, 4],
		[offset, 4],
		[0, 2]
	);
	return join([...parts, index, end]);
}

/** The fields that stand alike in both headers, up to the length of the name. */
function describe(label: Uint8Array, bytes: Uint8Array): Uint8Array {
	const size = bytes.length;
	return numbers(
		[20, 2],
		[UTF8, 2],
		[0, 2],
		[0, 2],
		[DATE, 2],
		[crc32(bytes), 4],
		[size, 4],
		[size, 4],
		[label.length, 2]
	);
}

/** Little-endian numbers, each with its width in bytes. */
function numbers(...fields: readonly (readonly [number, 2 | 4])[]): Uint8Array {
	const bytes = new Uint8Array(fields.reduce((sum, [, width]) => sum + width, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const [value, width] of fields) {
		if (width === 2) view.setUint16(at, value, true);
		else view.setUint32(at, value, true);
		at += width;
	}
	return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
	return (crc ^ 0xffffffff) >>> 0;
}
