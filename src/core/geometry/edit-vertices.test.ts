import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGeometry } from '../testing/geometries.ts';
import { addHole, insertVertex, moveVertex, removeVertex } from './edit-vertices.ts';
import { moveOnMap } from './move-on-map.ts';
import { pathAt, pathsOf, withPath } from './vertices.ts';
import type { Geometry, Position, Ring } from './types.ts';

/** A geometry and one of its vertices. */
function vertex() {
	return anyGeometry().chain((geometry) => {
		const refs = pathsOf(geometry).flatMap(({ at, positions, closed }) =>
			positions
				.slice(0, closed ? -1 : undefined)
				.map((position, index) => ({ at, index, position }))
		);
		return fc.constantFrom(...refs).map((ref) => ({ geometry, ref }));
	});
}

const SQUARE: Ring = [
	[0, 0],
	[4, 0],
	[4, 4],
	[0, 4],
	[0, 0]
];

describe('editing vertices', () => {
	test('[V1] taking a geometry apart and putting it together again changes nothing', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				const rebuilt = pathsOf(geometry).reduce(
					(shape, { at, positions }) => withPath(shape, at, [...positions]),
					geometry
				);
				expect(rebuilt).toEqual(geometry);
			})
		);
	});

	test('[V2] moving a vertex moves that one and keeps its height; rings stay closed', () => {
		fc.assert(
			fc.property(vertex(), ({ geometry, ref }) => {
				const moved = moveVertex(geometry, ref, [12.5, 34.5]);
				const path = pathAt(moved, ref.at);
				expect(path?.positions[ref.index]?.slice(0, 2)).toEqual([12.5, 34.5]);
				expect(path?.positions[ref.index]?.[2]).toBe(ref.position[2]);
				if (path?.closed) expect(path.positions.at(-1)).toEqual(path.positions[0]);
				const back = moveVertex(moved, ref, [ref.position[0], ref.position[1]]);
				expect(back).toEqual(geometry);
			})
		);
	});

	test('[V3] a vertex that was put in and taken out leaves the geometry as it was', () => {
		fc.assert(
			fc.property(vertex(), ({ geometry, ref }) => {
				const path = pathAt(geometry, ref.at);
				fc.pre(path?.edges === true && ref.index + 1 < path.positions.length);
				const more = insertVertex(geometry, ref, [12.5, 34.5]);
				expect(pathAt(more, ref.at)?.positions).toHaveLength(path.positions.length + 1);
				const less = removeVertex(more, { at: ref.at, index: ref.index + 1 });
				expect(less).toEqual({ ok: true, value: geometry });
			})
		);
	});

	test('[V4] the first vertex of a ring can go too', () => {
		const removed = removeVertex({ type: 'Polygon', coordinates: [SQUARE] }, { at: [0], index: 0 });
		expect(removed).toEqual({
			ok: true,
			value: { type: 'Polygon', coordinates: [[SQUARE[1], SQUARE[2], SQUARE[3], SQUARE[1]]] }
		});
	});

	test.each<[string, Geometry, number[]]>([
		['a triangle', { type: 'Polygon', coordinates: [[...SQUARE.slice(0, 3), [0, 0]]] }, [0]],
		[
			'a line of two',
			{
				type: 'LineString',
				coordinates: [
					[0, 0],
					[1, 1]
				]
			},
			[]
		],
		['a lone point', { type: 'MultiPoint', coordinates: [[0, 0]] }, []]
	])('[V5] %s can lose none', (_, geometry, at) => {
		expect(removeVertex(geometry, { at, index: 0 })).toEqual({
			ok: false,
			reason: 'too-few-positions'
		});
	});

	test('[V6] a new vertex lies at the height between its neighbours', () => {
		const line: Geometry = {
			type: 'LineString',
			coordinates: [
				[0, 0, 10],
				[1, 1, 20]
			]
		};
		const more = insertVertex(line, { at: [], index: 0 }, [0.5, 0.5]);
		expect(more).toEqual({
			type: 'LineString',
			coordinates: [
				[0, 0, 10],
				[0.5, 0.5, 15],
				[1, 1, 20]
			]
		});
	});

	test('[V7] a hole goes into the part it is meant for', () => {
		const hole: Position[] = [
			[1, 1],
			[1, 2],
			[2, 2],
			[1, 1]
		];
		const two: Geometry = { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] };
		expect(addHole(two, 1, hole)).toEqual({
			type: 'MultiPolygon',
			coordinates: [[SQUARE], [SQUARE, hole]]
		});
		expect(addHole({ type: 'Polygon', coordinates: [SQUARE] }, 0, hole)).toEqual({
			type: 'Polygon',
			coordinates: [SQUARE, hole]
		});
	});

	test('[V8] a shape moved there and back is where it was, and keeps its form on the map', () => {
		const place = fc.tuple(
			fc.double({ min: -40, max: 40, noNaN: true }),
			fc.double({ min: -30, max: 30, noNaN: true })
		);
		fc.assert(
			fc.property(place, place, (from, to) => {
				const square: Geometry = { type: 'Polygon', coordinates: [SQUARE] };
				const there = moveOnMap(square, from, to);
				const back = moveOnMap(there, to, from);
				const positions = pathsOf(back)[0]?.positions ?? [];
				positions.forEach(([lng, lat], i) => {
					expect(lng).toBeCloseTo(SQUARE[i]?.[0] ?? NaN, 9);
					expect(lat).toBeCloseTo(SQUARE[i]?.[1] ?? NaN, 9);
				});
			})
		);
	});
});
