import fc from 'fast-check';
import type { Geometry, Position, Ring } from '../geometry/types.ts';
import { fromUnits } from '../geometry/round.ts';

/** Degrees at 7 decimals, as documents keep them. */
function degrees(most: number): fc.Arbitrary<number> {
	return fc.integer({ min: -most * 1e7, max: most * 1e7 }).map(fromUnits);
}

function position(height: boolean): fc.Arbitrary<Position> {
	const flat = fc.tuple(degrees(180), degrees(90));
	if (!height) return flat;
	// To the centimetre, between the deepest trench and the highest mountain.
	const metres = fc.integer({ min: -1_100_000, max: 900_000 }).map((cm) => cm / 100);
	return fc.tuple(degrees(180), degrees(90), metres);
}

function ring(height: boolean): fc.Arbitrary<Ring> {
	return fc
		.array(position(height), { minLength: 3, maxLength: 9 })
		.map((open) => [...open, open[0] ?? [0, 0]]);
}

function simple(height: boolean): fc.Arbitrary<Geometry> {
	const line = fc.array(position(height), { minLength: 2, maxLength: 9 });
	const rings = fc.array(ring(height), { minLength: 1, maxLength: 3 });
	const many = { minLength: 1, maxLength: 3 };
	return fc.oneof(
		fc.record({ type: fc.constant('Point' as const), coordinates: position(height) }),
		fc.record({
			type: fc.constant('MultiPoint' as const),
			coordinates: fc.array(position(height), { minLength: 1, maxLength: 9 })
		}),
		fc.record({ type: fc.constant('LineString' as const), coordinates: line }),
		fc.record({
			type: fc.constant('MultiLineString' as const),
			coordinates: fc.array(line, many)
		}),
		fc.record({ type: fc.constant('Polygon' as const), coordinates: rings }),
		fc.record({ type: fc.constant('MultiPolygon' as const), coordinates: fc.array(rings, many) })
	);
}

/** Geometries as `parseGeometry` accepts them, with heights everywhere or nowhere. */
export function anyGeometry(): fc.Arbitrary<Geometry> {
	return fc.boolean().chain((height) => {
		const collection = fc.record({
			type: fc.constant('GeometryCollection' as const),
			geometries: fc.array(simple(height), { minLength: 1, maxLength: 3 })
		});
		return fc.oneof({ weight: 6, arbitrary: simple(height) }, collection);
	});
}
