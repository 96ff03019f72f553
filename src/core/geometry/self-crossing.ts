import type { Geometry, Position, Ring } from './types.ts';

/** Rings with more segments are not examined: the answer is only a hint to the person. */
const MAX_SEGMENTS = 50_000;

/**
 * True when a ring of a polygon crosses or touches itself other than at neighbouring vertices, in the
 * plane of lng and lat. Such areas are kept as they are, but measure and overlap oddly.
 * Sweeps the segments from west to east.
 */
export function isSelfCrossing(geometry: Geometry): boolean {
	switch (geometry.type) {
		case 'Polygon':
			return geometry.coordinates.some(ringCrosses);
		case 'MultiPolygon':
			return geometry.coordinates.some((rings) => rings.some(ringCrosses));
		case 'GeometryCollection':
			return geometry.geometries.some(isSelfCrossing);
		default:
			return false;
	}
}

interface Segment {
	readonly index: number;
	readonly from: Position;
	readonly to: Position;
	readonly west: number;
	readonly east: number;
}

function ringCrosses(ring: Ring): boolean {
	const segments = segmentsOf(ring);
	if (segments.length > MAX_SEGMENTS) return false;
	const count = segments.length;
	segments.sort((a, b) => a.west - b.west);
	let active: Segment[] = [];
	for (const segment of segments) {
		active = active.filter((other) => other.east >= segment.west);
		if (active.some((other) => meet(segment, other, count))) return true;
		active.push(segment);
	}
	return false;
}

/** Repeated vertices make no segment. */
function segmentsOf(ring: Ring): Segment[] {
	const segments: Segment[] = [];
	for (let i = 1; i < ring.length; i++) {
		const from = ring[i - 1];
		const to = ring[i];
		if (!from || !to || (from[0] === to[0] && from[1] === to[1])) continue;
		const west = Math.min(from[0], to[0]);
		const east = Math.max(from[0], to[0]);
		segments.push({ index: segments.length, from, to, west, east });
	}
	return segments;
}

function meet(a: Segment, b: Segment, count: number): boolean {
	const apart = Math.abs(a.index - b.index);
	if (apart === 1 || apart === count - 1) return count > 2 && runsBack(a, b);
	const sides = [
		side(b.from, b.to, a.from),
		side(b.from, b.to, a.to),
		side(a.from, a.to, b.from),
		side(a.from, a.to, b.to)
	] as const;
	if (sides[0] !== sides[1] && sides[2] !== sides[3]) return true;
	const ends = [within(b, a.from), within(b, a.to), within(a, b.from), within(a, b.to)];
	return ends.some((isWithin, i) => isWithin && sides[i] === 0);
}

/** Neighbours share a vertex; they only offend by running back over each other. */
function runsBack(a: Segment, b: Segment): boolean {
	const isStraight = side(b.from, b.to, a.from) === 0 && side(b.from, b.to, a.to) === 0;
	return isStraight && overlapsBeyondVertex(a, b);
}

/** Two segments on one line that share one end: do they point the same way from it? */
function overlapsBeyondVertex(a: Segment, b: Segment): boolean {
	const [first, second] = same(a.to, b.from) ? [a, b] : [b, a];
	const dot =
		(first.to[0] - first.from[0]) * (second.to[0] - second.from[0]) +
		(first.to[1] - first.from[1]) * (second.to[1] - second.from[1]);
	return dot < 0;
}

function same(a: Position, b: Position): boolean {
	return a[0] === b[0] && a[1] === b[1];
}

function within(segment: Segment, point: Position): boolean {
	const [south, north] = [segment.from[1], segment.to[1]].sort((a, b) => a - b);
	return (
		point[0] >= segment.west &&
		point[0] <= segment.east &&
		point[1] >= (south ?? 0) &&
		point[1] <= (north ?? 0)
	);
}

/** -1, 0 or 1: on which side of the line through `from` and `to` the point lies. */
function side(from: Position, to: Position, point: Position): number {
	return Math.sign(
		(to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0])
	);
}
