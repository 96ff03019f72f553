import { unreachable } from '../util/unreachable.ts';
import type { Geometry, Position } from './types.ts';

/** The same geometry with every position replaced by what `change` makes of it. */
export function mapPositions(
	geometry: Geometry,
	change: (position: Position) => Position
): Geometry {
	const line = (positions: readonly Position[]): Position[] => positions.map((p) => change(p));
	switch (geometry.type) {
		case 'Point':
			return { ...geometry, coordinates: change(geometry.coordinates) };
		case 'MultiPoint':
		case 'LineString':
			return { ...geometry, coordinates: line(geometry.coordinates) };
		case 'MultiLineString':
		case 'Polygon':
			return { ...geometry, coordinates: geometry.coordinates.map(line) };
		case 'MultiPolygon':
			return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(line)) };
		case 'GeometryCollection':
			return {
				...geometry,
				geometries: geometry.geometries.map((part) => mapPositions(part, change))
			};
		default:
			return unreachable(geometry);
	}
}
