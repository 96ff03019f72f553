import { unreachable } from '../util/unreachable.ts';
import { geodesicArea } from './geodesic-area.ts';
import { geodesicLength } from './geodesic-length.ts';
import type { Geometry } from './types.ts';

/** `lengthMetres`: of lines, and of the outlines of areas with their holes. `null`: has none. */
export interface Measure {
	readonly lengthMetres: number | null;
	readonly areaSquareMetres: number | null;
}

/** Geodesic size of a geometry; see `geodesicLength` and `geodesicArea`. */
export function measureGeometry(geometry: Geometry): Measure {
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return { lengthMetres: null, areaSquareMetres: null };
		case 'LineString':
			return { lengthMetres: geodesicLength(geometry.coordinates), areaSquareMetres: null };
		case 'MultiLineString':
			return {
				lengthMetres: sum(geometry.coordinates.map(geodesicLength)),
				areaSquareMetres: null
			};
		case 'Polygon':
			return {
				lengthMetres: sum(geometry.coordinates.map(geodesicLength)),
				areaSquareMetres: geodesicArea(geometry.coordinates)
			};
		case 'MultiPolygon':
			return total(
				geometry.coordinates.map((coordinates) => measureGeometry({ type: 'Polygon', coordinates }))
			);
		case 'GeometryCollection':
			return total(geometry.geometries.map(measureGeometry));
		default:
			return unreachable(geometry);
	}
}

function total(measures: readonly Measure[]): Measure {
	return {
		lengthMetres: sumKnown(measures.map((measure) => measure.lengthMetres)),
		areaSquareMetres: sumKnown(measures.map((measure) => measure.areaSquareMetres))
	};
}

function sumKnown(values: readonly (number | null)[]): number | null {
	const known = values.filter((value) => value !== null);
	return known.length > 0 ? sum(known) : null;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
