import type { Extent, Position } from '../geometry/types.ts';
import { apply, invert } from './affine.ts';
import { bandStatistics, suitingRange } from './band-statistics.ts';
import type { BandStatistics } from './band-statistics.ts';
import { BlockReader } from './block-reader.ts';
import type { BlockCache } from './block-reader.ts';
import { colourise } from './colourise.ts';
import type { Bands, Pixels } from './colourise.ts';
import { evaluate } from './expression.ts';
import { extentOf, maxZoomOf } from './mercator-zooms.ts';
import { nodataTest } from './nodata.ts';
import { paletteClasses } from './palette-classes.ts';
import type { PaletteClass } from './palette-classes.ts';
import { planWindow } from './plan-window.ts';
import type { ReadPlan } from './plan-window.ts';
import type { Projector } from './projector.ts';
import { RasterError } from './raster-fault.ts';
import { isPicture } from './raster-header.ts';
import type { RasterHeader } from './raster-header.ts';
import type { RasterStyle, ValueRange } from './raster-style.ts';
import { readWindow } from './read-window.ts';
import type { Window } from './read-window.ts';
import { sampleWindow } from './sample-window.ts';
import type { Sampled } from './sample-window.ts';
import type { TiffFile } from './tiff-file.ts';
import { lngLatToMercator } from './tile-grid.ts';
import type { TileAddress } from './tile-grid.ts';
import { placesOfTile, placesOfWhole, placesWithin } from './warp-mesh.ts';
import type { PixelPlaces } from './warp-mesh.ts';
import { mixYCbCr } from './ycbcr.ts';

interface ReaderOptions {
	/** Of the file, in the cache that all share. */
	readonly name: string;
	readonly cache: BlockCache;
	readonly projector: Projector;
}

const STATISTICS_SIZE = 1024;
const VIEW_SIZE = 512;
const WIDE_TYPES = new Set(['int32', 'uint32', 'float64']);

/** Draws tiles of one raster, and answers about its values: the same in the browser and on the server. */
export class RasterReader {
	readonly header: RasterHeader;
	/** `[west, south, east, north]` in degrees. */
	readonly extent: Extent;
	readonly maxZoom: number;
	readonly #blocks: BlockReader;
	readonly #projector: Projector;
	readonly #ranges = new Map<string, Promise<ValueRange[]>>();

	constructor(file: TiffFile, header: RasterHeader, { name, cache, projector }: ReaderOptions) {
		const extent = extentOf(header, projector);
		if (extent === undefined) throw new RasterError('no-place');
		this.header = header;
		this.extent = extent;
		this.maxZoom = maxZoomOf(header, extent);
		this.#projector = projector;
		this.#blocks = new BlockReader(file, { name, cache, nodata: header.nodata });
	}

	/** `undefined`: nothing of the raster is there. */
	async tile(
		tile: TileAddress,
		style: RasterStyle,
		{ size, signal }: { size: number; signal: AbortSignal }
	): Promise<Pixels | undefined> {
		const { period } = this.#projector;
		const turns = period === undefined ? [0] : [0, period, -period];
		let whole: Bands | undefined;
		for (const turn of turns) {
			const places = placesOfTile(this.header, this.#projector, tile, { size, turn });
			const bands = await this.#read(places, style, signal);
			if (bands?.valid.includes(1) === true)
				whole = whole === undefined ? bands : merge(whole, bands);
			// Without a mask, what lies around the data is drawn too.
			else if (bands !== undefined && !style.hasMask) whole ??= bands;
		}
		return whole === undefined ? undefined : this.#colour(whole, style, signal);
	}

	/** The raster as it lies in its file, no larger than so many pixels. */
	async preview(
		maxSize: number,
		style: RasterStyle,
		signal: AbortSignal
	): Promise<{ pixels: Pixels; width: number; height: number }> {
		const places = this.#wholePlaces(maxSize);
		const bands = await this.#read(places, style, signal);
		if (bands === undefined) throw new RasterError('no-place');
		const { width, height } = places;
		return { pixels: await this.#colour(bands, style, signal), width, height };
	}

	/**
	 * Of the bands that a style shows; by a level of at most 1,024 pixels, so of a large file roughly.
	 * `within`: of a part only, degrees.
	 */
	async statistics(
		style: RasterStyle,
		signal: AbortSignal,
		within?: Extent
	): Promise<Map<string, BandStatistics | undefined>> {
		const places =
			within === undefined ? this.#wholePlaces(STATISTICS_SIZE) : this.#placesWithin(within);
		const bands = await this.#read(places, style, signal);
		const names = this.bandNames(style);
		return new Map(
			names.map((name, i) => [
				name,
				bands === undefined ? undefined : bandStatistics(bands.values[i] ?? [], bands.valid)
			])
		);
	}

	/**
	 * What the colours of a file with a palette stand for; none of them when there are too many to be
	 * classes. `undefined`: the file has no palette, or the style has other colours.
	 */
	async classes(style: RasterStyle, signal: AbortSignal): Promise<PaletteClass[] | undefined> {
		const { palette, nodata } = this.header;
		const isOwn = style.colormap === undefined && style.expression === undefined;
		if (palette === undefined || !isOwn) return undefined;
		const plain = { ...style, resampling: 'nearest' } as const;
		const bands = await this.#read(this.#wholePlaces(STATISTICS_SIZE), plain, signal);
		const values = bands?.values[0]?.filter((_, i) => bands.valid[i] === 1);
		return paletteClasses(palette, new Set(values), style.nodata ?? nodata);
	}

	/** Of each band that a style shows; `null`: no data. `undefined`: the point lies outside. */
	async valueAt(
		[lng, lat]: Position,
		style: RasterStyle,
		signal: AbortSignal
	): Promise<(number | null)[] | undefined> {
		const inverse = invert(this.header.affine);
		const [x, y] = this.#projector.fromLngLat(lng, lat);
		const { period } = this.#projector;
		for (const turn of period === undefined ? [0] : [0, period, -period]) {
			const [column, row] = inverse === undefined ? [NaN, NaN] : apply(inverse, x + turn, y);
			const { width, height } = this.header;
			if (!(column >= 0 && column < width && row >= 0 && row < height)) continue;
			const places = {
				width: 1,
				height: 1,
				columns: Float64Array.of(column),
				rows: Float64Array.of(row)
			};
			const bands = await this.#read(places, { ...style, resampling: 'nearest' }, signal);
			if (bands === undefined) return undefined;
			const isThere = bands.valid[0] === 1;
			return bands.values.map((values) => (isThere ? (values[0] ?? null) : null));
		}
		return undefined;
	}

	/** `b1` …, or the parts of an expression. */
	bandNames(style: RasterStyle): string[] {
		if (style.expression !== undefined) return style.expression.parts.map((_, i) => `b${i + 1}`);
		return this.#bandsOf(style).map((band) => `b${band}`);
	}

	#wholePlaces(maxSize: number): PixelPlaces {
		const { width, height } = this.header;
		const scale = Math.min(1, maxSize / Math.max(width, height));
		const size = (pixels: number) => Math.max(1, Math.round(pixels * scale));
		return placesOfWhole(this.header, size(width), size(height));
	}

	#placesWithin([west, south, east, north]: Extent): PixelPlaces {
		const corners = [lngLatToMercator(west, south), lngLatToMercator(east, north)];
		const [left, bottom, right, top] = corners.flat();
		const extent: Extent = [left ?? NaN, bottom ?? NaN, right ?? NaN, top ?? NaN];
		const options = { size: VIEW_SIZE, turn: 0 };
		return placesWithin(this.header, this.#projector, extent, options);
	}

	/** 1-based. */
	#bandsOf(style: RasterStyle): readonly number[] {
		if (style.bands !== undefined) return style.bands;
		return isPicture(this.header) && style.colormap === undefined ? [1, 2, 3] : [1];
	}

	async #read(
		places: PixelPlaces,
		style: RasterStyle,
		signal: AbortSignal
	): Promise<Bands | undefined> {
		const plan = planWindow(this.header, places);
		if (plan === undefined) return undefined;
		const wanted = style.expression?.bands ?? this.#bandsOf(style);
		const missing = wanted.find((band) => band > this.header.bands.length);
		if (missing !== undefined) {
			throw new BandError(`The file has no band ${missing}, only ${this.header.bands.length}.`);
		}
		const mask = await this.#mask(plan, signal);
		const sampled = await this.#sample(wanted, { plan, mask, places, style }, signal);
		const valid = validEverywhere([...sampled.values()], places.width * places.height);
		const { expression } = style;
		if (expression === undefined) {
			return { values: wanted.map((band) => valuesOf(sampled, band)), valid };
		}
		const values = expression.parts.map((part) =>
			evaluate(part, (band) => valuesOf(sampled, band), valid.length)
		);
		for (const part of values)
			part.forEach((value, i) => (Number.isNaN(value) ? (valid[i] = 0) : 0));
		return { values, valid };
	}

	async #sample(
		wanted: readonly number[],
		from: { plan: ReadPlan; mask: Window | undefined; places: PixelPlaces; style: RasterStyle },
		signal: AbortSignal
	): Promise<Map<number, Sampled>> {
		const { plan, mask, places, style } = from;
		const { dataType: type, nodata, isYCbCr } = this.header;
		const isNodata = nodataTest(style.nodata ?? nodata, type);
		const bands = isYCbCr ? [1, 2, 3] : [...new Set(wanted)];
		const sampled = new Map<number, Sampled>();
		const windows = await Promise.all(
			bands.map((band) => readWindow(plan, this.#readBlock, { sample: band - 1, type }, signal))
		);
		const isWide = WIDE_TYPES.has(type);
		windows.forEach((window, i) => {
			const options = { resampling: style.resampling, isWide };
			sampled.set(bands[i] ?? 0, sampleWindow({ window, plan, isNodata, mask }, places, options));
		});
		if (isYCbCr) mixYCbCr(bands.map((band) => valuesOf(sampled, band)));
		if (style.unscale) for (const [band, { values }] of sampled) this.#unscale(band, values);
		return sampled;
	}

	#unscale(band: number, values: Float32Array | Float64Array): void {
		const { scale, offset } = this.header.bands[band - 1] ?? { scale: 1, offset: 0 };
		if (scale === 1 && offset === 0) return;
		for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? NaN) * scale + offset;
	}

	readonly #readBlock: BlockReader['read'] = (address, signal) =>
		this.#blocks.read(address, signal);

	async #mask(plan: ReadPlan, signal: AbortSignal): Promise<Window | undefined> {
		const { alphaSample, dataType: type } = this.header;
		if (alphaSample !== undefined) {
			return readWindow(plan, this.#readBlock, { sample: alphaSample, type }, signal);
		}
		const { maskImage: image } = plan.level;
		if (image === undefined) return undefined;
		return readWindow(plan, this.#readBlock, { sample: 0, type: 'uint8', image }, signal);
	}

	async #colour(bands: Bands, style: RasterStyle, signal: AbortSignal): Promise<Pixels> {
		const ranges = await this.#rangesFor(style, signal);
		const palette = style.expression === undefined ? this.header.palette : undefined;
		return colourise(bands, { ...style, ranges, palette });
	}

	/** Bytes and values that are coloured one by one are taken as they are; others need a range. */
	async #rangesFor(style: RasterStyle, signal: AbortSignal): Promise<readonly ValueRange[]> {
		const isExact = style.colormap !== undefined && style.colormap.kind !== 'table';
		const isByte = this.header.dataType === 'uint8' && style.expression === undefined;
		const isPaletted = style.colormap === undefined && this.header.palette !== undefined;
		if (style.ranges.length > 0 || isExact || isByte || isPaletted) return style.ranges;
		const key = JSON.stringify([style.bands, style.expression, style.unscale, style.nodata]);
		let ranges = this.#ranges.get(key);
		if (ranges === undefined) {
			// Not under the caller's signal: the next tiles need it too.
			ranges = this.#suitingRanges(style, new AbortController().signal);
			this.#ranges.set(key, ranges);
			ranges.catch(() => this.#ranges.delete(key));
		}
		signal.throwIfAborted();
		return ranges;
	}

	/** What the file says, else what it holds without the outermost 2 %. */
	async #suitingRanges(style: RasterStyle, signal: AbortSignal): Promise<ValueRange[]> {
		const statistics = await this.statistics(style, signal);
		return [...statistics.values()].map((band) => (band ? suitingRange(band) : [0, 1]));
	}
}

/** A style asks for what the file has not. */
export class BandError extends Error {
	override readonly name = 'BandError';
}

function valuesOf(sampled: ReadonlyMap<number, Sampled>, band: number): Sampled['values'] {
	return sampled.get(band)?.values ?? new Float32Array();
}

/** Data is where every band has some. */
function validEverywhere(bands: readonly Sampled[], length: number): Uint8Array {
	const [first, ...rest] = bands;
	const valid = first?.valid ?? new Uint8Array(length);
	for (const { valid: other } of rest) {
		for (let i = 0; i < valid.length; i++) if (other[i] === 0) valid[i] = 0;
	}
	return valid;
}

function merge(below: Bands, above: Bands): Bands {
	for (let i = 0; i < below.valid.length; i++) {
		if (above.valid[i] === 0) continue;
		below.valid[i] = 1;
		below.values.forEach((values, band) => (values[i] = above.values[band]?.[i] ?? NaN));
	}
	return below;
}
