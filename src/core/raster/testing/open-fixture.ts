import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromArrayBuffer, getDecoder } from 'geotiff';
import type { BlockCache, Numbers } from '../block-reader.ts';
import { projectorOf } from '../projector.ts';
import { RasterError } from '../raster-fault.ts';
import { RasterReader } from '../raster-reader.ts';
import { readHeader } from '../read-header.ts';
import type { TiffFile, TiffImage } from '../tiff-file.ts';
import { tiffImages } from '../tiff-images.ts';

export function fixturePath(name: string): string {
	return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A fixture, or what was made of one. */
async function openFixture(
	name: string,
	change: (bytes: Uint8Array) => void = () => undefined
): Promise<TiffFile> {
	const bytes = new Uint8Array(readFileSync(fixturePath(name)));
	change(bytes);
	const tiff = await fromArrayBuffer(bytes.buffer);
	return tiffImages(
		{
			getImageCount: () => tiff.getImageCount(),
			getImage: (i) => tiff.getImage(i) as Promise<unknown> as Promise<TiffImage>
		},
		(compression, parameters) => getDecoder(compression, parameters as never)
	);
}

export async function fixtureReader(
	name: string,
	change?: (bytes: Uint8Array) => void
): Promise<RasterReader> {
	const file = await openFixture(name, change);
	const header = await readHeader(file);
	const projector = projectorOf(header.epsg);
	if (projector === undefined) throw new RasterError('unknown-crs', String(header.epsg));
	return new RasterReader(file, header, { name, cache: mapCache(), projector });
}

function mapCache(): BlockCache & { readonly size: number } {
	return new Map<string, Numbers>();
}

/** Values of the first band of a file, read by the library alone. */
export async function plainValues(name: string): Promise<Float64Array> {
	const bytes = new Uint8Array(readFileSync(fixturePath(name)));
	const tiff = await fromArrayBuffer(bytes.buffer);
	const rasters = await (await tiff.getImage()).readRasters({ interleave: false });
	return Float64Array.from(rasters[0] as unknown as ArrayLike<number>);
}
