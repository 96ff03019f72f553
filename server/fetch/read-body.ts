import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError } from './fetch-fault.ts';

const DECODERS: Readonly<Record<string, () => Transform>> = {
	gzip: createGunzip,
	'x-gzip': createGunzip,
	deflate: createInflate,
	br: createBrotliDecompress
};

/** Reads a body to its end, unpacked; counts what comes out, so that a small bomb stays small. */
export async function readBody(
	body: Readable,
	encoding: string | undefined,
	maxBytes: number
): Promise<Uint8Array<ArrayBuffer>> {
	const stream = unpacked(body, encoding);
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new FetchError('too-large');
			chunks.push(chunk);
		}
	} finally {
		body.on('error', () => undefined);
		body.destroy();
		stream.destroy();
	}
	const whole = new Uint8Array(bytes);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}

function unpacked(body: Readable, encoding = 'identity'): Readable {
	const name = encoding.trim().toLowerCase();
	if (name === 'identity' || name === '') return body;
	const decoder = DECODERS[name]?.();
	if (decoder === undefined) throw new FetchError('wrong-type');
	body.on('error', (error) => decoder.destroy(error));
	return body.pipe(decoder);
}
