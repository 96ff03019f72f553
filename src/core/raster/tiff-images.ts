import { keepNaN } from './lerc-mask.ts';
import { RasterError } from './raster-fault.ts';
import type { TiffDecoder, TiffFile, TiffImage } from './tiff-file.ts';

/** What opened the file. */
interface OpenTiff {
	getImageCount(): Promise<number>;
	getImage(index: number): Promise<TiffImage>;
}

export type GetDecoder = (
	compression: number,
	parameters: Readonly<Record<string, unknown>>
) => Promise<TiffDecoder>;

/** Overviews and masks of both; more would be a book, or an attack. */
const MAX_IMAGES = 64;
const LERC = 34887;
const FLOAT = 3;

/** The images of an open file, with decoders for their blocks. */
export async function tiffImages(tiff: OpenTiff, getDecoder: GetDecoder): Promise<TiffFile> {
	const count = Math.min(MAX_IMAGES, await tiff.getImageCount());
	const images = await Promise.all(Array.from({ length: count }, (_, i) => tiff.getImage(i)));
	return {
		images,
		async decoderOf(image) {
			const compression = Number((await image.fileDirectory.loadValue('Compression')) ?? 1);
			try {
				const decoder = await getDecoder(compression, await parametersOf(image));
				const isFloat = image.getSampleFormat(0) === FLOAT;
				return compression === LERC && isFloat
					? keepNaN(decoder, {
							addCompression: await addCompressionOf(image),
							isDouble: image.getBitsPerSample(0) === 64
						})
					: decoder;
			} catch (error) {
				throw new RasterError('compression', String(compression), { cause: error });
			}
		}
	};
}

async function addCompressionOf(image: TiffImage): Promise<number> {
	const parameters = await image.fileDirectory.loadValue('LercParameters');
	return ArrayBuffer.isView(parameters) || Array.isArray(parameters)
		? ((parameters as unknown as ArrayLike<number>)[1] ?? 0)
		: 0;
}

async function parametersOf(image: TiffImage): Promise<Record<string, unknown>> {
	const directory = image.fileDirectory;
	const load = (tag: string) =>
		directory.hasTag(tag) ? directory.loadValue(tag) : Promise.resolve(undefined);
	return {
		tileWidth: image.getTileWidth(),
		tileHeight: image.getTileHeight(),
		planarConfiguration: image.planarConfiguration,
		bitsPerSample: await load('BitsPerSample'),
		predictor: (await load('Predictor')) ?? 1,
		samplesPerPixel: image.getSamplesPerPixel(),
		JPEGTables: await load('JPEGTables'),
		LercParameters: await load('LercParameters')
	};
}
