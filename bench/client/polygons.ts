import { fromUnits, toUnits } from '../../src/core/geometry/round.ts';
import type { Geometry, Position } from '../../src/core/geometry/types.ts';
import { seededRandom } from '../../src/core/testing/random.ts';

export const POLYGONS = 10_000;
const VERTICES = 20;

export interface BenchFeature {
	readonly id: string;
	readonly geometry: Geometry;
	readonly properties: Readonly<Record<string, string | number>>;
}

/** Zones all over the North Sea, the same in every run: 20 vertices, 4 properties each. */
export function* benchFeatures(count = POLYGONS): Generator<BenchFeature> {
	const random = seededRandom(7);
	for (let i = 0; i < count; i++) {
		yield {
			id: benchId(i),
			geometry: zone([-3 + 12 * random(), 51 + 10 * random()], 0.02 + 0.05 * random(), random),
			properties: {
				zone: `Zone ${i}`,
				kind: 'fishery',
				depth: Math.round(200 * random()),
				year: 2026
			}
		};
	}
}

export function benchId(i: number): string {
	return `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
}

/** A wobbly circle around a place, at 7 decimals. */
export function zone(
	[lng, lat]: readonly [number, number],
	radius: number,
	random: () => number
): Geometry {
	const corners = Array.from({ length: VERTICES }, (_, i): Position => {
		const angle = (2 * Math.PI * i) / VERTICES;
		const r = radius * (0.7 + 0.3 * random());
		return [rounded(lng + r * Math.cos(angle)), rounded(lat + 0.6 * r * Math.sin(angle))];
	});
	return { type: 'Polygon', coordinates: [[...corners, corners[0] ?? [lng, lat]]] };
}

function rounded(degrees: number): number {
	return fromUnits(toUnits(degrees));
}
