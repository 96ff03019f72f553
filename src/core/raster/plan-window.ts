import { RasterError } from './raster-fault.ts';
import type { RasterHeader, RasterLevel } from './raster-header.ts';
import type { PixelPlaces } from './warp-mesh.ts';

/** What to read for an output: a level of the raster, and a window of it. */
export interface ReadPlan {
	readonly level: RasterLevel;
	/** Pixels of the level: `right` and `bottom` are one past the last. */
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	/** From columns and rows of the finest level to those of this one. */
	readonly scaleX: number;
	readonly scaleY: number;
}

/** Room for interpolation. */
const MARGIN = 2;
/** A level may be this much coarser than wanted: grids that fit differ by rounding. */
const TOLERANCE = 1.01;
/** More than a plain view of a well made file ever needs; without overviews it is soon reached. */
const MAX_WINDOW_PIXELS = 16 * 1024 * 1024;

/** `undefined`: the output lies outside. Throws where too much would have to be read. */
export function planWindow(header: RasterHeader, places: PixelPlaces): ReadPlan | undefined {
	const bounds = boundsOf(places);
	if (bounds === undefined) return undefined;
	const level = levelFor(header, pixelsPerPixel(places));
	const scaleX = level.width / header.width;
	const scaleY = level.height / header.height;
	const left = Math.max(0, Math.floor(bounds.left * scaleX) - MARGIN);
	const top = Math.max(0, Math.floor(bounds.top * scaleY) - MARGIN);
	const right = Math.min(level.width, Math.ceil(bounds.right * scaleX) + MARGIN);
	const bottom = Math.min(level.height, Math.ceil(bounds.bottom * scaleY) + MARGIN);
	if (left >= right || top >= bottom) return undefined;
	if ((right - left) * (bottom - top) > MAX_WINDOW_PIXELS) {
		throw new RasterError('too-many-pixels');
	}
	return { level, left, top, right, bottom, scaleX, scaleY };
}

/** The coarsest level that is fine enough. */
function levelFor({ levels, width }: RasterHeader, ratio: number): RasterLevel {
	let [best] = levels;
	for (const level of levels) {
		if (width / level.width <= ratio * TOLERANCE) best = level;
	}
	if (best === undefined) throw new RasterError('not-a-tiff');
	return best;
}

function boundsOf({ columns, rows }: PixelPlaces) {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < columns.length; i++) {
		const [column, row] = [columns[i] ?? NaN, rows[i] ?? NaN];
		// NaN compares false.
		if (column < left) left = column;
		if (column > right) right = column;
		if (row < top) top = row;
		if (row > bottom) bottom = row;
	}
	return left <= right && top <= bottom ? { left, top, right, bottom } : undefined;
}

/** How many pixels of the finest level one of the output spans, in the middle of what is there. */
function pixelsPerPixel({ width, height, columns, rows }: PixelPlaces): number {
	const ratios: number[] = [];
	const stepX = Math.max(1, Math.floor(width / 8));
	const stepY = Math.max(1, Math.floor(height / 8));
	for (let y = 0; y < height - 1; y += stepY) {
		for (let x = 0; x < width - 1; x += stepX) {
			const i = y * width + x;
			const across = distance(columns, rows, i, i + 1);
			const down = distance(columns, rows, i, i + width);
			// Of pixels that are not square, the side of a square as large: as GDAL chooses.
			const ratio = Math.sqrt(across * down);
			if (Number.isFinite(ratio)) ratios.push(ratio);
		}
	}
	ratios.sort((a, b) => a - b);
	return ratios[Math.floor(ratios.length / 2)] ?? 1;
}

function distance(columns: Float64Array, rows: Float64Array, from: number, to: number): number {
	return Math.hypot(
		(columns[to] ?? NaN) - (columns[from] ?? NaN),
		(rows[to] ?? NaN) - (rows[from] ?? NaN)
	);
}
