import type { Extent, Position } from '../geometry/types.ts';

/** One tile of the Web Mercator grid: XYZ, origin top left. */
export interface TileAddress {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** Half the width of the Web Mercator plane, metres. */
const MERCATOR_HALF = 20037508.342789244;
export const MERCATOR_WIDTH = 2 * MERCATOR_HALF;
const EARTH_RADIUS = 6378137;
const DEGREE = Math.PI / 180;
const MAX_ZOOM = 30;

/** `[west, south, east, north]` of a tile, metres of EPSG:3857. */
export function mercatorBounds({ z, x, y }: TileAddress): Extent {
	const side = MERCATOR_WIDTH / 2 ** z;
	const west = -MERCATOR_HALF + x * side;
	const north = MERCATOR_HALF - y * side;
	return [west, north - side, west + side, north];
}

export function isTile({ z, x, y }: TileAddress): boolean {
	const across = 2 ** z;
	return (
		[z, x, y].every((n) => Number.isInteger(n) && n >= 0) &&
		z <= MAX_ZOOM &&
		x < across &&
		y < across
	);
}

export function mercatorToLngLat(x: number, y: number): Position {
	return [
		x / EARTH_RADIUS / DEGREE,
		(2 * Math.atan(Math.exp(y / EARTH_RADIUS)) - Math.PI / 2) / DEGREE
	];
}

export function lngLatToMercator(lng: number, lat: number): Position {
	return [
		lng * DEGREE * EARTH_RADIUS,
		EARTH_RADIUS * Math.log(Math.tan(Math.PI / 4 + (lat * DEGREE) / 2))
	];
}

/** The tile of zoom `z` that a point lies in. */
export function tileAt(lng: number, lat: number, z: number): TileAddress {
	const [x, y] = lngLatToMercator(lng, lat);
	const across = 2 ** z;
	const clamp = (value: number) => Math.min(across - 1, Math.max(0, Math.floor(value)));
	return {
		z,
		x: clamp(((x + MERCATOR_HALF) / MERCATOR_WIDTH) * across),
		y: clamp(((MERCATOR_HALF - y) / MERCATOR_WIDTH) * across)
	};
}

/** `[west, south, east, north]` of a tile in degrees. */
export function degreesOf(tile: TileAddress): Extent {
	const [west, south, east, north] = mercatorBounds(tile);
	const [left, bottom] = mercatorToLngLat(west, south);
	const [right, top] = mercatorToLngLat(east, north);
	return [left, bottom, right, top];
}
