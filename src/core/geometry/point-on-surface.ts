import type { Geometry, Position, Ring } from './types.ts';
import { unreachable } from '../util/unreachable.ts';

type LngLat = readonly [number, number];

/**
 * A place that surely lies on the geometry, for its label: of areas the middle of the widest stretch
 * inside the largest part, of lines the middle of the longest part, of points the first.
 */
export function pointOnSurface(geometry: Geometry): LngLat | undefined {
	switch (geometry.type) {
		case 'Point':
			return flat(geometry.coordinates);
		case 'MultiPoint':
			return flat(geometry.coordinates[0]);
		case 'LineString':
			return middleOfLine(geometry.coordinates);
		case 'MultiLineString':
			return middleOfLine(largest(geometry.coordinates, planarLength) ?? []);
		case 'Polygon':
			return insidePolygon(geometry.coordinates);
		case 'MultiPolygon':
			return insidePolygon(
				largest(geometry.coordinates, ([outer]) => planarArea(outer ?? [])) ?? []
			);
		case 'GeometryCollection':
			return geometry.geometries[0] && pointOnSurface(geometry.geometries[0]);
		default:
			return unreachable(geometry);
	}
}

/** Latitudes tried across the polygon, as parts of its height; the widest stretch inside wins. */
const CUTS = [0.5, 0.4, 0.6, 0.3, 0.7];

function insidePolygon(rings: readonly Ring[]): LngLat | undefined {
	const outer = rings[0];
	if (!outer || outer.length === 0) return undefined;
	const lats = outer.map((position) => position[1]);
	const south = lats.reduce((a, b) => Math.min(a, b));
	const height = lats.reduce((a, b) => Math.max(a, b)) - south;
	let best: { lng: number; lat: number; width: number } | undefined;
	for (const part of CUTS) {
		const lat = south + height * part;
		const cut = widestStretch(rings, lat);
		// A cut off the middle has to be clearly wider to be worth a label off the middle.
		if (cut && cut.width > (best?.width ?? 0) * 1.15) best = { ...cut, lat };
	}
	return best ? [best.lng, best.lat] : flat(outer[0]);
}

/** Even–odd rule along one parallel: between odd and even crossings lies the inside, holes taken out. */
function widestStretch(
	rings: readonly Ring[],
	lat: number
): { lng: number; width: number } | undefined {
	const crossings = rings.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b);
	let best: { lng: number; width: number } | undefined;
	for (let i = 0; i + 1 < crossings.length; i += 2) {
		const [from, to] = [crossings[i] ?? 0, crossings[i + 1] ?? 0];
		if (to - from > (best?.width ?? 0)) best = { lng: (from + to) / 2, width: to - from };
	}
	return best;
}

function crossingsAt(ring: Ring, lat: number): number[] {
	const crossings: number[] = [];
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1], ring[i]];
		if (!a || !b || a[1] <= lat === b[1] <= lat) continue;
		crossings.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
	}
	return crossings;
}

function middleOfLine(line: readonly Position[]): LngLat | undefined {
	let left = planarLength(line) / 2;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1], line[i]];
		if (!a || !b) continue;
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		if (length >= left && length > 0) {
			const t = left / length;
			return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
		}
		left -= length;
	}
	return flat(line[0]);
}

function planarLength(line: readonly Position[]): number {
	let length = 0;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1], line[i]];
		if (a && b) length += Math.hypot(b[0] - a[0], b[1] - a[1]);
	}
	return length;
}

function planarArea(ring: Ring): number {
	let twice = 0;
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1], ring[i]];
		if (a && b) twice += a[0] * b[1] - b[0] * a[1];
	}
	return Math.abs(twice / 2);
}

function largest<T>(items: readonly T[], size: (item: T) => number): T | undefined {
	let best: T | undefined;
	let bestSize = -1;
	for (const item of items) {
		const itemSize = size(item);
		if (itemSize > bestSize) [best, bestSize] = [item, itemSize];
	}
	return best;
}

function flat(position: Position | undefined): LngLat | undefined {
	return position && [position[0], position[1]];
}
