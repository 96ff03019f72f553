import { RasterError } from './raster-fault.ts';
import type { TiffDecoder } from './tiff-file.ts';

/**
 * LERC keeps NaN as a bit mask beside the numbers, and the decoder leaves 0 in its place, which would
 * be drawn as a value. Here the mask is read too.
 */
export function keepNaN(
	decoder: TiffDecoder,
	{ addCompression, isDouble }: { addCompression: number; isDouble: boolean }
): TiffDecoder {
	return {
		async decode(buffer) {
			// The decoder cannot be asked for what it unpacked.
			if (addCompression > 1) throw new RasterError('compression', 'LERC with ZSTD');
			const blob = addCompression === 1 ? await inflate(buffer) : buffer;
			const decoded = await decoder.decode(buffer);
			const mask = readLercMask(new Uint8Array(blob));
			if (mask !== undefined) setNaN(decoded, mask, isDouble);
			return decoded;
		}
	};
}

async function inflate(buffer: ArrayBufferLike): Promise<ArrayBuffer> {
	const packed = new Blob([new Uint8Array(buffer).slice()]).stream();
	return new Response(packed.pipeThrough(new DecompressionStream('deflate'))).arrayBuffer();
}

interface LercMask {
	readonly bits: Uint8Array;
	readonly pixels: number;
}

const MAGIC = [0x4c, 0x65, 0x72, 0x63, 0x32, 0x20];
const END_OF_MASK = -32768;

/** `undefined`: every pixel has a value. */
function readLercMask(bytes: Uint8Array): LercMask | undefined {
	if (!MAGIC.every((code, i) => bytes[i] === code)) throw new RasterError('damaged');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const version = view.getInt32(6, true);
	let at = version >= 3 ? 14 : 10;
	const pixels = view.getUint32(at, true) * view.getUint32(at + 4, true);
	at += version >= 4 ? 12 : 8;
	const valid = view.getUint32(at, true);
	if (valid === pixels) return undefined;
	const bits = new Uint8Array(Math.ceil(pixels / 8));
	if (valid > 0) unpack(view, at + 40, bits);
	return { bits, pixels };
}

/** Runs: a positive count of bytes as they are, a negative one of the same byte. */
function unpack(view: DataView, start: number, bits: Uint8Array): void {
	let at = start + 4;
	for (let write = 0; write < bits.length;) {
		const count = view.getInt16(at, true);
		at += 2;
		if (count === END_OF_MASK) return;
		for (let i = 0; i < Math.abs(count); i++) bits[write++] = view.getUint8(count > 0 ? at++ : at);
		if (count < 0) at++;
	}
}

function setNaN(data: ArrayBufferLike, { bits, pixels }: LercMask, isDouble: boolean): void {
	const values = isDouble ? new Float64Array(data) : new Float32Array(data);
	const samples = values.length / pixels;
	for (let i = 0; i < pixels; i++) {
		const isThere = ((bits[i >> 3] ?? 0) & (128 >> (i & 7))) !== 0;
		if (!isThere) values.fill(NaN, i * samples, (i + 1) * samples);
	}
}
