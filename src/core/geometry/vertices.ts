import { unreachable } from '../util/unreachable.ts';
import type { Geometry, Position } from './types.ts';

/**
 * Lines of positions that a geometry consists of, each with where it stands: `[]` in a LineString,
 * `[ring]` in a Polygon, `[polygon, ring]` in a MultiPolygon, `[part, …]` in a collection. Points
 * count as lines of their own positions.
 */
export interface Path {
	readonly at: readonly number[];
	readonly positions: readonly Position[];
	/** Rings are closed: the last position repeats the first. */
	readonly closed: boolean;
	/** Lone points have no edges between them. */
	readonly edges: boolean;
}

/** One position of a geometry. `index` never names the closing position of a ring. */
export interface VertexRef {
	readonly at: readonly number[];
	readonly index: number;
}

export function pathsOf(geometry: Geometry): Path[] {
	switch (geometry.type) {
		case 'Point':
			return [{ at: [], positions: [geometry.coordinates], closed: false, edges: false }];
		case 'MultiPoint':
			return [{ at: [], positions: geometry.coordinates, closed: false, edges: false }];
		case 'LineString':
			return [line([], geometry.coordinates)];
		case 'MultiLineString':
			return geometry.coordinates.map((positions, i) => line([i], positions));
		case 'Polygon':
			return geometry.coordinates.map((positions, i) => ring([i], positions));
		case 'MultiPolygon':
			return geometry.coordinates.flatMap((rings, i) =>
				rings.map((positions, j) => ring([i, j], positions))
			);
		case 'GeometryCollection':
			return geometry.geometries.flatMap((part, i) =>
				pathsOf(part).map((path) => ({ ...path, at: [i, ...path.at] }))
			);
		default:
			return unreachable(geometry);
	}
}

/** The same geometry with the line of positions at `at` replaced; all else is kept as it is. */
export function withPath(
	geometry: Geometry,
	at: readonly number[],
	positions: readonly Position[]
): Geometry {
	const first = at[0] ?? 0;
	const rest = at.slice(1);
	switch (geometry.type) {
		case 'Point':
			return positions[0] ? { ...geometry, coordinates: positions[0] } : geometry;
		case 'MultiPoint':
		case 'LineString':
			return { ...geometry, coordinates: positions };
		case 'MultiLineString':
		case 'Polygon':
			return { ...geometry, coordinates: geometry.coordinates.with(first, positions) };
		case 'MultiPolygon':
			return {
				...geometry,
				coordinates: geometry.coordinates.map((rings, part) =>
					part === first ? rings.with(rest[0] ?? 0, positions) : rings
				)
			};
		case 'GeometryCollection':
			return {
				...geometry,
				geometries: geometry.geometries.map((member, part) =>
					part === first ? withPath(member, rest, positions) : member
				)
			};
		default:
			return unreachable(geometry);
	}
}

export function pathAt(geometry: Geometry, at: readonly number[]): Path | undefined {
	return pathsOf(geometry).find((path) => sameAt(path.at, at));
}

export function sameAt(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((value, i) => value === b[i]);
}

function line(at: readonly number[], positions: readonly Position[]): Path {
	return { at, positions, closed: false, edges: true };
}

function ring(at: readonly number[], positions: readonly Position[]): Path {
	return { at, positions, closed: true, edges: true };
}
