import { metresPerRadian, RADIANS } from './ellipsoid.ts';
import { mean } from './integrate.ts';
import type { Position } from './types.ts';

/** Pieces of an edge that five nodes integrate to better than a millimetre per 1,000 km. */
const PIECE_DEGREES = 5;

/**
 * Length on the WGS 84 ellipsoid in metres of a line whose edges are straight in longitude and
 * latitude (RFC 7946), the same as `ST_Length(ST_Segmentize(geom, 0.025)::geography)` in PostGIS.
 * Integrated along each edge, which is the limit that splitting it into ever shorter geodesics
 * tends to. Positions are `[lng, lat]` in degrees; longitudes are taken as they stand.
 */
export function geodesicLength(line: readonly Position[]): number {
	let metres = 0;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1], line[i]];
		if (a && b) metres += edgeLength(a, b);
	}
	return metres;
}

function edgeLength(a: Position, b: Position): number {
	const [dLng, dLat] = [(b[0] - a[0]) * RADIANS, (b[1] - a[1]) * RADIANS];
	const pieces = Math.max(1, Math.ceil(Math.abs(b[1] - a[1]) / PIECE_DEGREES));
	return mean((t) => {
		const { north, east } = metresPerRadian(a[1] * RADIANS + t * dLat);
		return Math.hypot(north * dLat, east * dLng);
	}, pieces);
}
