import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { pathAt, withPath, type VertexRef } from './vertices.ts';
import type { Geometry, Position } from './types.ts';

/**
 * Edits of single vertices. Everything that is not touched stays as it is: other parts, holes, and
 * heights. A moved vertex keeps its height; a new one lies between its neighbours.
 */
export function moveVertex(
	geometry: Geometry,
	{ at, index }: VertexRef,
	to: readonly [number, number]
): Geometry {
	const path = pathAt(geometry, at);
	const old = path?.positions[index];
	if (!path || !old) return geometry;
	const moved = place(to, old[2]);
	const positions = path.positions.with(index, moved);
	const last = positions.length - 1;
	return withPath(
		geometry,
		at,
		path.closed && index === 0 ? positions.with(last, moved) : positions
	);
}

/** Puts a vertex after the one of the ref, on the edge to its successor. */
export function insertVertex(
	geometry: Geometry,
	{ at, index }: VertexRef,
	position: readonly [number, number]
): Geometry {
	const path = pathAt(geometry, at);
	const [a, b] = [path?.positions[index], path?.positions[index + 1]];
	if (!path || !a || !b || !path.edges) return geometry;
	const height = a[2] === undefined || b[2] === undefined ? undefined : (a[2] + b[2]) / 2;
	return withPath(geometry, at, path.positions.toSpliced(index + 1, 0, place(position, height)));
}

/** Refused where the line, ring or set of points would be too short without it. */
export function removeVertex(
	geometry: Geometry,
	{ at, index }: VertexRef
): Parsed<Geometry, 'too-few-positions'> {
	const path = pathAt(geometry, at);
	if (!path?.positions[index]) return ok(geometry);
	const least = path.closed ? 4 : path.edges ? 2 : 1;
	if (path.positions.length <= least) return refuse('too-few-positions');
	const open = path.closed ? path.positions.slice(0, -1) : path.positions;
	const left = open.toSpliced(index, 1);
	return ok(withPath(geometry, at, path.closed && left[0] ? [...left, left[0]] : left));
}

/** Cuts the ring out of the polygon part at index `part` (0 for a Polygon). */
export function addHole(geometry: Geometry, part: number, ring: readonly Position[]): Geometry {
	if (geometry.type === 'Polygon') {
		return { ...geometry, coordinates: [...geometry.coordinates, ring] };
	}
	const rings = geometry.type === 'MultiPolygon' ? geometry.coordinates[part] : undefined;
	if (geometry.type !== 'MultiPolygon' || !rings) return geometry;
	return { ...geometry, coordinates: geometry.coordinates.with(part, [...rings, ring]) };
}

function place(to: readonly [number, number], height: number | undefined): Position {
	return height === undefined ? [to[0], to[1]] : [to[0], to[1], height];
}
