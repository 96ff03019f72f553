import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { extentOf } from './extent-of.ts';
import { mapPositions } from './map-positions.ts';
import { roundDegrees } from './round.ts';
import type { Geometry, Position } from './types.ts';

/** Web Mercator ends here; drawing beyond it is not possible. */
const MAX_LATITUDE = 90;

/**
 * A shape as drawn on a map that goes on beyond ±180° → the same shape with longitudes in ±180,
 * rounded to 7 decimals: whole turns are taken off all positions alike. A shape that truly crosses
 * the date line is refused; `toMapFrame` shows it unbroken again.
 */
export function settleLongitudes(geometry: Geometry): Parsed<Geometry, 'crosses-date-line'> {
	const extent = extentOf([geometry]);
	if (!extent) return ok(geometry);
	// What lies on +180 is there already: a whole turn would take it to −180.
	const within = extent[0] >= -180 && extent[2] <= 180;
	const turns = within ? 0 : Math.round((extent[0] + extent[2]) / 720);
	const settled = mapPositions(geometry, (position) => shift(position, -360 * turns));
	const [west, , east] = extentOf([settled]) ?? extent;
	return west < -180 || east > 180 ? refuse('crosses-date-line') : ok(settled);
}

/** Longitudes moved by whole turns so that they lie nearest to `lng`, where the camera is. */
export function turnsTowards(geometry: Geometry, lng: number): number {
	const extent = extentOf([geometry]);
	return extent ? Math.round((lng - (extent[0] + extent[2]) / 2) / 360) : 0;
}

/** Moves a geometry by whole turns of longitude, for showing; not rounded. */
export function turned(geometry: Geometry, turns: number): Geometry {
	if (turns === 0) return geometry;
	return mapPositions(geometry, ([lng, lat, ...rest]) => [lng + 360 * turns, lat, ...rest]);
}

function shift(position: Position, degrees: number): Position {
	const lng = roundDegrees(position[0] + degrees);
	const lat = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, roundDegrees(position[1])));
	return position.length === 3 ? [lng, lat, position[2]] : [lng, lat];
}
