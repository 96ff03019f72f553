import type { Geometry, Position, Ring } from './types.ts';

type LngLat = readonly [number, number] | Position;

/** Even–odd rule over all rings, so that holes are outside. Plane of longitude and latitude. */
export function ringsContain(rings: readonly Ring[], [lng, lat]: LngLat): boolean {
	let inside = false;
	for (const ring of rings) {
		for (let i = 1; i < ring.length; i++) {
			const [a, b] = [ring[i - 1], ring[i]];
			if (!a || !b || a[1] > lat === b[1] > lat) continue;
			if (lng < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
		}
	}
	return inside;
}

/** Which polygon part holds all positions, or `undefined`. A Polygon is part 0 of itself. */
export function partThatHolds(
	geometry: Geometry,
	positions: readonly Position[]
): number | undefined {
	const parts =
		geometry.type === 'Polygon'
			? [geometry.coordinates]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates
				: [];
	const part = parts.findIndex((rings) => positions.every((p) => ringsContain(rings, p)));
	return part < 0 ? undefined : part;
}
