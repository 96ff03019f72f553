import type { Geometry, Position } from './types.ts';
import { unreachable } from '../util/unreachable.ts';

/** Calls `visit` for every position of the geometry, in order of storage. */
export function eachPosition(geometry: Geometry, visit: (position: Position) => void): void {
	switch (geometry.type) {
		case 'Point':
			return visit(geometry.coordinates);
		case 'MultiPoint':
		case 'LineString':
			return geometry.coordinates.forEach(visit);
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates.forEach((line) => line.forEach(visit));
		case 'MultiPolygon':
			return geometry.coordinates.forEach((rings) => rings.forEach((ring) => ring.forEach(visit)));
		case 'GeometryCollection':
			return geometry.geometries.forEach((part) => eachPosition(part, visit));
		default:
			return unreachable(geometry);
	}
}
