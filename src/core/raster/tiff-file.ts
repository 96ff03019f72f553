import type { GeoKeys } from './geokeys.ts';

/** What we need of a directory of a TIFF; the reader's own types are wider. */
export interface TiffDirectory {
	hasTag(tag: string): boolean;
	getValue(tag: string): unknown;
	loadValue(tag: string): Promise<unknown>;
	loadValueIndexed(tag: string, index: number): Promise<unknown>;
}

/** An image of a TIFF. */
export interface TiffImage {
	readonly fileDirectory: TiffDirectory;
	readonly littleEndian: boolean;
	readonly isTiled: boolean;
	readonly planarConfiguration: 1 | 2;
	getWidth(): number;
	getHeight(): number;
	getTileWidth(): number;
	getTileHeight(): number;
	getBlockHeight(row: number): number;
	getSamplesPerPixel(): number;
	getSampleFormat(sample: number): number;
	getBitsPerSample(sample: number): number;
	getGeoKeys(): GeoKeys | null;
	getGDALMetadata(sample: number | null): Promise<Record<string, unknown> | null>;
	getTileOrStrip(
		x: number,
		y: number,
		sample: number,
		decoder: TiffDecoder,
		signal?: AbortSignal
	): Promise<{ readonly data: ArrayBufferLike }>;
}

export interface TiffDecoder {
	decode(buffer: ArrayBufferLike): Promise<ArrayBufferLike>;
}

/** An open TIFF: core reads it, who opened it does the input. */
export interface TiffFile {
	readonly images: readonly TiffImage[];
	decoderOf(image: TiffImage): Promise<TiffDecoder>;
}
