import { RADIANS } from './ellipsoid.ts';
import { mapPositions } from './map-positions.ts';
import type { Geometry, Position } from './types.ts';

type LngLat = readonly [number, number] | Position;

/**
 * Moves a geometry so that what lay at `from` lies at `to` and it looks the same on the map: by one
 * distance in the plane of Web Mercator. Nothing is moved beyond ±85°. Not rounded.
 */
export function moveOnMap(geometry: Geometry, from: LngLat, to: LngLat): Geometry {
	const dLng = to[0] - from[0];
	const dY = mercatorY(to[1]) - mercatorY(from[1]);
	return mapPositions(geometry, ([lng, lat, ...height]) => [
		lng + dLng,
		dY === 0 ? lat : latitude(mercatorY(lat) + dY),
		...height
	]);
}

const MAX_LATITUDE = 85;

function mercatorY(lat: number): number {
	const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
	return Math.log(Math.tan(Math.PI / 4 + (clamped * RADIANS) / 2));
}

function latitude(y: number): number {
	const lat = (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RADIANS;
	return Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
}
