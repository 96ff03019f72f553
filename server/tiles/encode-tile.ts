import sharp from 'sharp';
import { toRgba } from '#core/raster/colourise.ts';
import type { Pixels } from '#core/raster/colourise.ts';
import { encodeIndexedPng } from './encode-png.ts';
import type { TileFormat } from './raster-job.ts';

// Threads are ours: one picture on each.
sharp.concurrency(1);

interface Size {
	readonly width: number;
	readonly height: number;
}

export async function encodeTile(
	pixels: Pixels,
	{ width, height }: Size,
	format: TileFormat
): Promise<Uint8Array> {
	if (format === 'png' && pixels.kind === 'indexed') {
		const { indexes, colours } = pixels;
		const png = encodeIndexedPng({ indexes, colours, width, height });
		if (png !== undefined) return png;
	}
	const image = sharp(toRgba(pixels), { raw: { width, height, channels: 4 } });
	// Lossy colours would be read as other values.
	return format === 'webp'
		? image.webp({ lossless: true, effort: 1 }).toBuffer()
		: image.png({ compressionLevel: 3 }).toBuffer();
}
