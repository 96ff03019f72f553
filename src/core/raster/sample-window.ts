import type { IsNodata } from './nodata.ts';
import type { ReadPlan } from './plan-window.ts';
import type { Window } from './read-window.ts';
import type { PixelPlaces } from './warp-mesh.ts';

export type Resampling = 'nearest' | 'bilinear';

/** Values of one band at the pixels of an output, and where there are any (1). */
export interface Sampled {
	readonly values: Float32Array | Float64Array;
	readonly valid: Uint8Array;
}

interface Source {
	readonly window: Window;
	readonly plan: ReadPlan;
	readonly isNodata: IsNodata;
	/** Where the file's own mask or opacity is 0 there is no data. */
	readonly mask: Window | undefined;
}

export function sampleWindow(
	source: Source,
	places: PixelPlaces,
	{ resampling, isWide }: { resampling: Resampling; isWide: boolean }
): Sampled {
	const count = places.width * places.height;
	// 32-bit integers do not fit a 32-bit float.
	const values = isWide ? new Float64Array(count) : new Float32Array(count);
	const sampled = { values, valid: new Uint8Array(count) };
	if (resampling === 'nearest') sampleNearest(source, places, sampled);
	else sampleBilinear(source, places, sampled);
	return sampled;
}

function sampleNearest(
	{ window, plan, isNodata, mask }: Source,
	{ columns, rows }: PixelPlaces,
	{ values, valid }: Sampled
): void {
	const { width, height, values: from } = window;
	const { scaleX, scaleY, left, top } = plan;
	const opacity = mask?.values;
	for (let i = 0; i < values.length; i++) {
		const x = Math.floor((columns[i] as number) * scaleX) - left;
		const y = Math.floor((rows[i] as number) * scaleY) - top;
		// NaN fails the comparison.
		if (!(x >= 0 && x < width && y >= 0 && y < height)) continue;
		const at = y * width + x;
		const value = from[at] as number;
		values[i] = value;
		if (!isNodata(value) && opacity?.[at] !== 0) valid[i] = 1;
	}
}

function sampleBilinear(
	source: Source,
	{ columns, rows }: PixelPlaces,
	{ values, valid }: Sampled
): void {
	const { scaleX, scaleY, level } = source.plan;
	for (let i = 0; i < values.length; i++) {
		const column = (columns[i] as number) * scaleX;
		const row = (rows[i] as number) * scaleY;
		if (!(column >= 0 && column < level.width && row >= 0 && row < level.height)) continue;
		const mean = meanAround(source, column, row);
		if (Number.isNaN(mean)) continue;
		values[i] = mean;
		// A pixel is there where the one it lies in is: borders stay where they are.
		if (isThere(source, Math.floor(column), Math.floor(row))) valid[i] = 1;
	}
}

/** Of the four pixels whose centres are nearest, without those that have no data; NaN: none has. */
function meanAround(source: Source, column: number, row: number): number {
	const { window, plan } = source;
	const x0 = Math.floor(column - 0.5);
	const y0 = Math.floor(row - 0.5);
	const fx = column - 0.5 - x0;
	const fy = row - 0.5 - y0;
	let sum = 0;
	let weights = 0;
	for (let k = 0; k < 4; k++) {
		const x = x0 + (k & 1);
		const y = y0 + (k >> 1);
		const weight = ((k & 1) === 1 ? fx : 1 - fx) * (k >> 1 === 1 ? fy : 1 - fy);
		if (weight === 0 || !isThere(source, x, y)) continue;
		const value = window.values[(y - plan.top) * window.width + x - plan.left] as number;
		sum += value * weight;
		weights += weight;
	}
	return weights === 0 ? NaN : sum / weights;
}

/** Whether a pixel of the level is in the window and holds data. */
function isThere({ window, plan, isNodata, mask }: Source, column: number, row: number): boolean {
	const x = column - plan.left;
	const y = row - plan.top;
	if (x < 0 || x >= window.width || y < 0 || y >= window.height) return false;
	const at = y * window.width + x;
	return !isNodata(window.values[at] as number) && mask?.values[at] !== 0;
}
