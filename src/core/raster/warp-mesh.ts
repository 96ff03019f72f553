import { apply, invert } from './affine.ts';
import type { Extent, Position } from '../geometry/types.ts';
import type { Projector } from './projector.ts';
import type { RasterHeader } from './raster-header.ts';
import { mercatorBounds } from './tile-grid.ts';
import type { TileAddress } from './tile-grid.ts';

/**
 * Where the pixels of an output fall in the finest level of a raster. Projecting each takes 10–40 ms a
 * tile; a mesh with straight lines between its points half a millisecond, and errs by less than a
 * hundredth of a pixel (0.4 at zoom 0).
 */
export interface PixelPlaces {
	readonly width: number;
	readonly height: number;
	/** Fractional columns and rows, 0 at the outer edge; NaN: nowhere. */
	readonly columns: Float64Array;
	readonly rows: Float64Array;
}

const CELLS = 16;
const CELLS_OF_SMALL_ZOOMS = 32;
const SMALL_ZOOM = 4;

export interface WarpOptions {
	readonly size: number;
	/** Added to x: the same place on the next turn around the earth. */
	readonly turn: number;
}

export function placesOfTile(
	header: Pick<RasterHeader, 'affine'>,
	projector: Projector,
	tile: TileAddress,
	options: WarpOptions
): PixelPlaces {
	const cells = tile.z < SMALL_ZOOM ? CELLS_OF_SMALL_ZOOMS : CELLS;
	return placesWithin(header, projector, mercatorBounds(tile), { ...options, cells });
}

/** Of an extent in metres of EPSG:3857. */
export function placesWithin(
	header: Pick<RasterHeader, 'affine'>,
	projector: Projector,
	[west, south, east, north]: Extent,
	{ size, turn, cells = CELLS_OF_SMALL_ZOOMS }: WarpOptions & { readonly cells?: number }
): PixelPlaces {
	const inverse = invert(header.affine);
	const at = (u: number, v: number): Position => {
		if (inverse === undefined) return [NaN, NaN];
		const [x, y] = projector.fromMercator(west + (east - west) * u, north + (south - north) * v);
		const [column, row] = apply(inverse, x + turn, y);
		return Number.isFinite(column) && Number.isFinite(row) ? [column, row] : [NaN, NaN];
	};
	return spread(at, cells, size);
}

/** The raster as it lies in its file, scaled to an output. */
export function placesOfWhole(
	{ width: across, height: down }: Pick<RasterHeader, 'width' | 'height'>,
	width: number,
	height: number
): PixelPlaces {
	const columns = new Float64Array(width * height);
	const rows = new Float64Array(width * height);
	for (let y = 0, i = 0; y < height; y++) {
		for (let x = 0; x < width; x++, i++) {
			columns[i] = ((x + 0.5) * across) / width;
			rows[i] = ((y + 0.5) * down) / height;
		}
	}
	return { width, height, columns, rows };
}

type PlaceAt = (u: number, v: number) => Position;

function spread(at: PlaceAt, cells: number, size: number): PixelPlaces {
	const stride = cells + 1;
	const nodeColumns = new Float64Array(stride * stride);
	const nodeRows = new Float64Array(stride * stride);
	for (let j = 0, n = 0; j <= cells; j++) {
		for (let i = 0; i <= cells; i++, n++) {
			const [column, row] = at(i / cells, j / cells);
			nodeColumns[n] = column;
			nodeRows[n] = row;
		}
	}
	const columns = interpolate(nodeColumns, cells, size);
	const rows = interpolate(nodeRows, cells, size);
	mendGaps(at, { width: size, height: size, columns, rows }, nodeColumns, cells);
	return { width: size, height: size, columns, rows };
}

function interpolate(nodes: Float64Array, cells: number, size: number): Float64Array {
	const out = new Float64Array(size * size);
	const pixels = size / cells;
	const stride = cells + 1;
	for (let y = 0; y < size; y++) {
		const j = Math.floor(y / pixels);
		const v = (y + 0.5) / pixels - j;
		for (let i = 0; i < cells; i++) {
			const n = j * stride + i;
			const left = lerp(nodes[n] ?? NaN, nodes[n + stride] ?? NaN, v);
			const right = lerp(nodes[n + 1] ?? NaN, nodes[n + stride + 1] ?? NaN, v);
			const slope = (right - left) / pixels;
			const start = y * size + i * pixels;
			for (let x = 0; x < pixels; x++) out[start + x] = left + slope * (x + 0.5);
		}
	}
	return out;
}

/** Cells at the rim of what a projection can show are projected pixel by pixel. */
function mendGaps(at: PlaceAt, places: PixelPlaces, nodes: Float64Array, cells: number): void {
	const pixels = places.width / cells;
	const stride = cells + 1;
	for (let n = 0; n < cells * stride; n++) {
		if (n % stride === cells) continue;
		const corners = [nodes[n], nodes[n + 1], nodes[n + stride], nodes[n + stride + 1]];
		const missing = corners.filter((corner) => Number.isNaN(corner)).length;
		if (missing === 0 || missing === 4) continue;
		exactly(at, places, (n % stride) * pixels, Math.floor(n / stride) * pixels, pixels);
	}
}

function exactly(
	at: PlaceAt,
	{ width, height, columns, rows }: PixelPlaces,
	left: number,
	top: number,
	pixels: number
): void {
	for (let y = top; y < top + pixels; y++) {
		for (let x = left; x < left + pixels; x++) {
			const [column, row] = at((x + 0.5) / width, (y + 0.5) / height);
			columns[y * width + x] = column;
			rows[y * width + x] = row;
		}
	}
}

function lerp(a: number, b: number, t: number): number {
	return a + (b - a) * t;
}
