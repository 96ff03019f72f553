/** Pixels over which the field rises from nothing to full, as MapLibre's shader reads it. */
const RADIUS = 8;
/** Where in that rise the outline lies. */
const CUTOFF = 0.25;
const FAR = 1e10;

/** How far outside the outline the field still falls; beyond, it is nothing. */
export const OUTSIDE_PIXELS = RADIUS * (1 - CUTOFF);

/**
 * Coverage of a square picture (one byte per pixel) → RGBA whose alpha tells the distance to the
 * outline: what MapLibre calls an SDF image. Distances are exact (Felzenszwalb and Huttenlocher,
 * 2012), with partly covered pixels read as parts of a pixel.
 */
export function distanceField(coverage: ArrayLike<number>, size: number): Uint8ClampedArray {
	const outside = new Float64Array(size * size);
	const inside = new Float64Array(size * size);
	for (let i = 0; i < outside.length; i++) {
		const part = (coverage[i] ?? 0) / 255;
		outside[i] = part === 1 ? 0 : part === 0 ? FAR : Math.max(0, 0.5 - part) ** 2;
		inside[i] = part === 1 ? FAR : part === 0 ? 0 : Math.max(0, part - 0.5) ** 2;
	}
	squaredDistances(outside, size);
	squaredDistances(inside, size);
	const rgba = new Uint8ClampedArray(4 * size * size);
	for (let i = 0; i < outside.length; i++) {
		const distance = Math.sqrt(outside[i] ?? 0) - Math.sqrt(inside[i] ?? 0);
		rgba[4 * i + 3] = Math.round(255 - 255 * (distance / RADIUS + CUTOFF));
	}
	return rgba;
}

function squaredDistances(grid: Float64Array, size: number): void {
	const line = new Float64Array(size);
	for (let x = 0; x < size; x++) alongLine(grid, line, x, size);
	for (let y = 0; y < size; y++) alongLine(grid, line, y * size, 1);
}

/** One line of the grid: `values` by pixel, and where the parabola on each foot is the lowest. */
interface Envelope {
	readonly feet: number[];
	/** `borders[k]` is where foot `k` begins to be the lowest. */
	readonly borders: number[];
}

/** Lower envelope of the parabolas that stand on each pixel of one line of the grid. */
function alongLine(grid: Float64Array, line: Float64Array, offset: number, stride: number): void {
	for (let i = 0; i < line.length; i++) line[i] = valueAt(grid, offset + i * stride);
	const { feet, borders } = envelope(line);
	for (let i = 0, k = 0; i < line.length; i++) {
		while (k + 1 < feet.length && (borders[k + 1] ?? Infinity) < i) k += 1;
		const foot = feet[k] ?? 0;
		grid[offset + i * stride] = (i - foot) ** 2 + valueAt(line, foot);
	}
}

function envelope(line: Float64Array): Envelope {
	const feet = [0];
	const borders = [-Infinity];
	for (let i = 1; i < line.length; i++) {
		let border = meeting(line, lastOf(feet), i);
		while (feet.length > 1 && border <= lastOf(borders)) {
			feet.pop();
			borders.pop();
			border = meeting(line, lastOf(feet), i);
		}
		feet.push(i);
		borders.push(border);
	}
	return { feet, borders };
}

/** Where the parabolas on pixels `a` and `b` are equally low. */
function meeting(line: Float64Array, a: number, b: number): number {
	return (valueAt(line, b) - valueAt(line, a) + b * b - a * a) / (2 * (b - a));
}

function lastOf(values: readonly number[]): number {
	return values[values.length - 1] ?? 0;
}

function valueAt(values: Float64Array, i: number): number {
	return values[i] ?? 0;
}
