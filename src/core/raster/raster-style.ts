import type { Colormap } from './colormap.ts';
import { namedColormap, parseColormap } from './colormap.ts';
import { parseExpression } from './expression.ts';
import type { Expression } from './expression.ts';
import type { Resampling } from './sample-window.ts';
import type { GeotiffConfig, TileParams } from '../layer/source-config.ts';

export type ValueRange = readonly [number, number];

/** How values become colours, read from a layer's configuration. */
export interface RasterStyle {
	/** 1-based; absent: what suits the file. */
	readonly bands?: readonly number[];
	readonly expression?: Expression;
	/** Of each band, or one for all; empty: what suits the file. */
	readonly ranges: readonly ValueRange[];
	readonly scale: 'linear' | 'logarithmic';
	readonly colormap?: Colormap;
	/** Instead of what the file says. */
	readonly nodata?: number;
	/** Whether the scale and offset of the bands are applied first. */
	readonly unscale: boolean;
	readonly resampling: Resampling;
	/** `false`: where there is no data the tile is opaque. */
	readonly hasMask: boolean;
}

export type StyleResult =
	| { readonly ok: true; readonly value: RasterStyle }
	/** One sentence. */
	| { readonly ok: false; readonly detail: string };

class Refused extends Error {}

/** The style that `tileParams` say, with TiTiler's meaning. */
export function styleOfTileParams(params: TileParams): StyleResult {
	return attempt(() => {
		const expression =
			params.expression === undefined ? undefined : readExpression(params.expression);
		const bands = params.bidx === undefined ? undefined : readBands(params.bidx);
		const colormap = readColormap(params);
		const nodata = params.nodata === undefined ? undefined : readNumber(params.nodata);
		return {
			// An expression wins, as at TiTiler.
			...(expression === undefined ? (bands === undefined ? {} : { bands }) : { expression }),
			ranges: params.rescale === undefined ? [] : readRanges(params.rescale),
			scale: 'linear',
			...(colormap === undefined ? {} : { colormap }),
			...(nodata === undefined ? {} : { nodata }),
			unscale: params.unscale ?? false,
			resampling: readResampling(params.resampling ?? 'nearest'),
			hasMask: params.return_mask ?? true
		};
	});
}

type Processing = NonNullable<Extract<GeotiffConfig, { delivery: 'direct' }>['processing']>;

/** The style of a GeoTIFF that is read directly. */
export function styleOfProcessing(processing: Processing = {}): StyleResult {
	return attempt(() => {
		const { colorRamp, valueRange, noDataValue, band } = processing;
		return {
			...(band === undefined ? {} : { bands: [band] }),
			ranges: valueRange === undefined ? [] : [valueRange],
			scale: processing.scale ?? 'linear',
			...(colorRamp === undefined ? {} : { colormap: named(colorRamp) }),
			...(noDataValue === undefined ? {} : { nodata: Number(noDataValue) }),
			unscale: true,
			resampling: processing.resampling ?? 'nearest',
			hasMask: true
		};
	});
}

function attempt(read: () => RasterStyle): StyleResult {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		if (error instanceof Refused) return { ok: false, detail: error.message };
		throw error;
	}
}

function readExpression(text: string): Expression {
	const parsed = parseExpression(text);
	if (!parsed.ok) throw new Refused(parsed.detail);
	return parsed.value;
}

function readBands(bidx: NonNullable<TileParams['bidx']>): number[] {
	const list = [bidx].flat().flatMap((part) => String(part).split(','));
	const bands = list.map((part) => (part.trim() === '' ? NaN : Number(part)));
	const isList = bands.every((band) => Number.isInteger(band) && band >= 1 && band <= 1_000);
	if (bands.length === 0 || !isList)
		throw new Refused('The bands (bidx) must be whole numbers from 1.');
	return bands;
}

function readColormap({ colormap, colormap_name }: TileParams): Colormap | undefined {
	if (colormap !== undefined) {
		const parsed = parseColormap(colormap);
		if (parsed === undefined) {
			throw new Refused('The colormap is neither a list of intervals nor an object of colours.');
		}
		return parsed;
	}
	return colormap_name === undefined ? undefined : named(colormap_name);
}

function named(name: string): Colormap {
	const colormap = namedColormap(name);
	if (colormap === undefined) throw new Refused(`There is no colour ramp called “${name}”.`);
	return colormap;
}

/** `min,max`, several by `;` or as a list; six numbers are three pairs. */
function readRanges(rescale: NonNullable<TileParams['rescale']>): ValueRange[] {
	const numbers = [rescale]
		.flat()
		.flatMap((text) => text.split(/[;,]/))
		.map((part) => (part.trim() === '' ? NaN : Number(part)));
	if (numbers.length === 0 || numbers.length % 2 !== 0 || !numbers.every(Number.isFinite)) {
		throw new Refused('The range of values (rescale) must be min,max.');
	}
	const ranges: ValueRange[] = [];
	for (let i = 0; i < numbers.length; i += 2) ranges.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
	return ranges;
}

function readNumber(value: number | string): number {
	if (typeof value === 'number') return value;
	const number = /^[+-]?nan$/i.test(value.trim()) ? NaN : Number(value);
	if (Number.isNaN(number) && !/nan/i.test(value))
		throw new Refused('The value for “no data” must be a number or nan.');
	return number;
}

function readResampling(name: string): Resampling {
	if (name === 'nearest' || name === 'bilinear') return name;
	throw new Refused(`The resampling “${name}” is not known here: nearest or bilinear.`);
}
