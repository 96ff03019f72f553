import type { Affine } from './affine.ts';
import { shifted } from './affine.ts';
import { epsgOf, pixelIsPoint } from './geokeys.ts';
import { RasterError } from './raster-fault.ts';
import type { DataType, RasterBand, RasterHeader, RasterLevel } from './raster-header.ts';
import type { TiffDirectory, TiffFile, TiffImage } from './tiff-file.ts';

const PALETTE = 3;
const MASK = 4;
const YCBCR = 6;
const UNASSOCIATED_ALPHA = 2;
const ASSOCIATED_ALPHA = 1;

const COMPRESSIONS: Readonly<Record<number, string>> = {
	1: 'NONE',
	5: 'LZW',
	7: 'JPEG',
	8: 'DEFLATE',
	32773: 'PACKBITS',
	32946: 'DEFLATE',
	34887: 'LERC',
	50000: 'ZSTD',
	50001: 'WEBP'
};

/** Reads what a file says of its raster; throws `RasterError`. */
export async function readHeader(file: TiffFile): Promise<RasterHeader> {
	const [main] = file.images;
	if (main === undefined) throw new RasterError('not-a-tiff');
	const keys = main.getGeoKeys();
	const epsg = epsgOf(keys);
	if (!epsg.ok) throw new RasterError(epsg.reason);
	const affine = await affineOf(main.fileDirectory);
	const samples = main.getSamplesPerPixel();
	const alphaSample = await alphaOf(main, samples);
	const photometric = main.fileDirectory.getValue('PhotometricInterpretation');
	const compression = numberOf(main.fileDirectory.getValue('Compression')) ?? 1;
	const name = COMPRESSIONS[compression];
	if (name === undefined) throw new RasterError('compression', String(compression));
	return {
		width: main.getWidth(),
		height: main.getHeight(),
		dataType: dataTypeOf(main, samples),
		bands: await bandsOf(main, alphaSample === undefined ? samples : samples - 1),
		epsg: epsg.value,
		affine: pixelIsPoint(keys) ? shifted(affine, -0.5, -0.5) : affine,
		nodata: nodataOf(main.fileDirectory),
		alphaSample,
		palette: photometric === PALETTE ? await paletteOf(main.fileDirectory) : undefined,
		isYCbCr: photometric === YCBCR && name === 'JPEG',
		levels: levelsOf(file.images),
		isTiled: main.isTiled,
		compression: name
	};
}

async function affineOf(directory: TiffDirectory): Promise<Affine> {
	if (directory.hasTag('ModelTransformation')) {
		const [a, b, , c, d, e, , f] = await numbersOf(directory, 'ModelTransformation');
		return checked([a, b, c, d, e, f]);
	}
	const tie = await numbersOf(directory, 'ModelTiepoint');
	const [scaleX = NaN, scaleY = NaN] = await numbersOf(directory, 'ModelPixelScale');
	if (tie.length > 6 && Number.isNaN(scaleX)) throw new RasterError('control-points');
	const [column = NaN, row = NaN, , x = NaN, y = NaN] = tie;
	return checked([scaleX, 0, x - column * scaleX, 0, -scaleY, y + row * scaleY]);
}

function checked(values: readonly (number | undefined)[]): Affine {
	const [a, b, c, d, e, f] = values.map((value) => value ?? NaN);
	const affine = [a, b, c, d, e, f] as Affine;
	const isFlat = affine[0] * affine[4] - affine[1] * affine[3] === 0;
	if (isFlat || !affine.every(Number.isFinite)) throw new RasterError('no-place');
	return affine;
}

async function alphaOf(image: TiffImage, samples: number): Promise<number | undefined> {
	const extra = image.fileDirectory.getValue('ExtraSamples');
	const kinds = typeof extra === 'number' ? [extra] : isNumbers(extra) ? Array.from(extra) : [];
	const last = kinds.at(-1);
	// Opacity between bands would shift the numbers of those after it.
	if (samples === 1 || (last !== UNASSOCIATED_ALPHA && last !== ASSOCIATED_ALPHA)) return undefined;
	// GDAL writes four plain bands as RGBA, and beside it what they are.
	const items = await image.getGDALMetadata(samples - 1);
	const meaning = items?.['COLORINTERP'] ?? 'Alpha';
	return meaning === 'Alpha' ? samples - 1 : undefined;
}

const INTEGERS: Readonly<Record<string, DataType>> = {
	'1:8': 'uint8',
	'1:16': 'uint16',
	'1:32': 'uint32',
	'2:8': 'int8',
	'2:16': 'int16',
	'2:32': 'int32',
	'3:16': 'float16',
	'3:32': 'float32',
	'3:64': 'float64'
};

function dataTypeOf(image: TiffImage, samples: number): DataType {
	const bits = image.getBitsPerSample(0);
	const format = image.getSampleFormat(0);
	for (let i = 1; i < samples; i++) {
		if (image.getBitsPerSample(i) !== bits || image.getSampleFormat(i) !== format) {
			throw new RasterError('mixed-samples');
		}
	}
	// Fewer bits are spread to whole bytes by the reader.
	if (format === 1 && bits < 8) return 'uint8';
	if (format === 1 && bits > 8 && bits < 16) return 'uint16';
	const type = INTEGERS[`${format}:${bits}`];
	if (type === undefined) throw new RasterError('bits', `${bits} bits, format ${format}`);
	return type;
}

async function bandsOf(image: TiffImage, count: number): Promise<RasterBand[]> {
	const bands: RasterBand[] = [];
	for (let i = 0; i < count; i++) {
		const items = (await image.getGDALMetadata(i)) ?? {};
		const scale = finite(items['SCALE']);
		const range = [
			finite(items['STATISTICS_MINIMUM']),
			finite(items['STATISTICS_MAXIMUM'])
		] as const;
		bands.push({
			name: `b${i + 1}`,
			description: text(items['DESCRIPTION']),
			...(text(items['UNITTYPE']) === '' ? {} : { unit: text(items['UNITTYPE']) }),
			scale: scale === undefined || scale === 0 ? 1 : scale,
			offset: finite(items['OFFSET']) ?? 0,
			...(range[0] === undefined || range[1] === undefined ? {} : { range: [range[0], range[1]] })
		});
	}
	return bands;
}

function nodataOf(directory: TiffDirectory): number | undefined {
	const value = directory.hasTag('GDAL_NODATA') ? directory.getValue('GDAL_NODATA') : undefined;
	if (typeof value !== 'string') return undefined;
	const word = value.replaceAll('\0', '').trim().toLowerCase();
	if (word === '') return undefined;
	if (/^[+-]?nan$/.test(word)) return NaN;
	if (/^[+-]?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
	const number = Number(word);
	return Number.isNaN(number) ? undefined : number;
}

/** 16-bit colours, all reds first, then greens and blues. */
async function paletteOf(directory: TiffDirectory): Promise<Uint8Array | undefined> {
	const map = await numbersOf(directory, 'ColorMap');
	const count = Math.floor(map.length / 3);
	if (count === 0) return undefined;
	const palette = new Uint8Array(Math.max(256, count) * 4);
	for (let i = 0; i < count; i++) {
		for (let c = 0; c < 3; c++) palette[i * 4 + c] = Math.floor((map[c * count + i] ?? 0) / 257);
		palette[i * 4 + 3] = 255;
	}
	return palette;
}

function levelsOf(images: readonly TiffImage[]): RasterLevel[] {
	const [main] = images;
	if (main === undefined) return [];
	const masks = new Map<string, number>();
	images.forEach((image, i) => {
		if ((subfileType(image) & MASK) !== 0) masks.set(sizeOf(image), i);
	});
	return images
		.map((image, i) => ({ image, i }))
		.filter(({ image, i }) => (i === 0 || isOverview(image)) && isSameShape(image, main))
		.map(({ image, i }) => {
			const mask = masks.get(sizeOf(image));
			return {
				image: i,
				width: image.getWidth(),
				height: image.getHeight(),
				blockWidth: image.getTileWidth(),
				blockHeight: image.getTileHeight(),
				...(mask === undefined ? {} : { maskImage: mask })
			};
		})
		.sort((one, other) => other.width - one.width);
}

function isOverview(image: TiffImage): boolean {
	const type = subfileType(image);
	return (type & 1) !== 0 && (type & MASK) === 0;
}

function isSameShape(image: TiffImage, main: TiffImage): boolean {
	return (
		image.getSamplesPerPixel() === main.getSamplesPerPixel() &&
		image.getBitsPerSample(0) === main.getBitsPerSample(0)
	);
}

function sizeOf(image: TiffImage): string {
	return `${image.getWidth()}×${image.getHeight()}`;
}

function subfileType(image: TiffImage): number {
	return numberOf(image.fileDirectory.getValue('NewSubfileType')) ?? 0;
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

async function numbersOf(directory: TiffDirectory, tag: string): Promise<number[]> {
	if (!directory.hasTag(tag)) return [];
	const value = await directory.loadValue(tag);
	return isNumbers(value) ? Array.from(value) : [];
}

function isNumbers(value: unknown): value is ArrayLike<number> {
	return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

/** Values of metadata are text. */
function finite(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
	return Number.isFinite(number) ? number : undefined;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
