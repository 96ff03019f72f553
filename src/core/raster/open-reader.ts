import type { BlockCache } from './block-reader.ts';
import { faultsOf } from './check-raster.ts';
import { knownCrs } from './crs-table.ts';
import { projectorOf } from './projector.ts';
import { RasterError } from './raster-fault.ts';
import { RasterReader } from './raster-reader.ts';
import { readHeader } from './read-header.ts';
import type { TiffImage } from './tiff-file.ts';
import { tiffImages } from './tiff-images.ts';
import type { GetDecoder } from './tiff-images.ts';

interface OpenReaderOptions {
	readonly getDecoder: GetDecoder;
	/** Of the file, in the cache that all share. */
	readonly name: string;
	readonly cache: BlockCache;
	/** The proj4 definition of an EPSG code that our own table does not have. */
	readonly definitionOf: (code: number) => Promise<string | undefined>;
}

/** What opened the file. Its own types are narrower in what they ask and wider in what they give. */
interface AnyTiff {
	getImageCount(): Promise<number>;
	getImage(index: number): Promise<unknown>;
}

/** A reader of an open file, in the browser and on the server. Rejects with RasterError. */
export async function openReader(
	tiff: AnyTiff,
	{ getDecoder, name, cache, definitionOf }: OpenReaderOptions
): Promise<RasterReader> {
	const images = {
		getImageCount: () => tiff.getImageCount(),
		getImage: (index: number) => tiff.getImage(index) as Promise<TiffImage>
	};
	const file = await tiffImages(images, getDecoder);
	const header = await readHeader(file);
	if (faultsOf(header).includes('striped')) throw new RasterError('striped');
	const code = header.epsg;
	const definition = knownCrs(code) === undefined ? await definitionOf(code) : undefined;
	const projector = projectorOf(code, definition);
	if (projector === undefined) throw new RasterError('unknown-crs', `EPSG:${code}`);
	return new RasterReader(file, header, { name, cache, projector });
}
