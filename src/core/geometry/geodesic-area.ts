import { areaBelow, RADIANS } from './ellipsoid.ts';
import { mean } from './integrate.ts';
import type { Ring } from './types.ts';

const PIECE_DEGREES = 5;

/**
 * Area on the WGS 84 ellipsoid in m² of a polygon (outer ring, then holes) whose edges are straight in
 * longitude and latitude (RFC 7946), the same as `ST_Area(ST_Segmentize(geom, 0.025)::geography)`
 * in PostGIS. Each edge adds the area between it and the equator. Ring directions do not matter.
 * Positions are `[lng, lat]` in degrees; longitudes are taken as they stand, so that a shape across
 * ±180° has to be given unbroken.
 */
export function geodesicArea(rings: readonly Ring[]): number {
	const [outer, ...holes] = rings.map((ring) => Math.abs(signedRingArea(ring)));
	return Math.max(0, (outer ?? 0) - holes.reduce((sum, hole) => sum + hole, 0));
}

function signedRingArea(ring: Ring): number {
	let area = 0;
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1], ring[i]];
		if (!a || !b || a[0] === b[0]) continue;
		const dLat = b[1] - a[1];
		const pieces = Math.max(1, Math.ceil(Math.abs(dLat) / PIECE_DEGREES));
		area += (b[0] - a[0]) * RADIANS * mean((t) => areaBelow((a[1] + t * dLat) * RADIANS), pieces);
	}
	return area;
}
