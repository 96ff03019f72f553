import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGeometry } from '../testing/geometries.ts';
import { partThatHolds, ringsContain } from './contains.ts';
import { extentOf } from './extent-of.ts';
import { graticule, graticuleStep } from './graticule.ts';
import { pointOnSurface } from './point-on-surface.ts';
import { settleLongitudes, turned, turnsTowards } from './settle-longitudes.ts';
import { simplifyLine, simplifyRing } from './simplify-line.ts';
import type { Geometry, Position, Ring } from './types.ts';

function box(west: number, south: number, east: number, north: number): Ring {
	return [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
}

/** A ring that never crosses itself: corners around a centre, by angle. */
const starRing = fc
	.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 3, maxLength: 12 })
	.map((radii): Ring => {
		const corners = radii.map((radius, i): Position => {
			const angle = (2 * Math.PI * i) / radii.length;
			return [10 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)];
		});
		return [...corners, corners[0] ?? [0, 0]];
	});

describe('a point on the surface', () => {
	test('[S1] lies inside the polygon', () => {
		fc.assert(
			fc.property(starRing, (ring) => {
				const at = pointOnSurface({ type: 'Polygon', coordinates: [ring] });
				expect(at && ringsContain([ring], at)).toBe(true);
			})
		);
	});

	test('[S2] lies beside the hole, in the largest part', () => {
		const big = [box(0, 0, 10, 10), box(1, 1, 9, 9)];
		const at = pointOnSurface({ type: 'MultiPolygon', coordinates: [[box(20, 0, 21, 1)], big] });
		expect(at && ringsContain(big, at)).toBe(true);
	});

	test('[S3] lies on the line, half way', () => {
		const line: Geometry = {
			type: 'LineString',
			coordinates: [
				[0, 0],
				[4, 0],
				[4, 6]
			]
		};
		expect(pointOnSurface(line)).toEqual([4, 1]);
	});

	test('[S4] is found for whatever a document may hold', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				const at = pointOnSurface(geometry);
				const extent = extentOf([geometry]);
				if (!at || !extent) throw new Error('no place');
				expect(at[0] >= extent[0] && at[0] <= extent[2]).toBe(true);
				expect(at[1] >= extent[1] && at[1] <= extent[3]).toBe(true);
			})
		);
	});
});

describe('the date line', () => {
	test('[S5] whole turns are taken off, whatever the number', () => {
		for (const turns of [-2, -1, 0, 1, 3]) {
			const shape: Geometry = { type: 'Polygon', coordinates: [box(170, 0, 175, 5)] };
			expect(settleLongitudes(turned(shape, turns))).toEqual({ ok: true, value: shape });
		}
	});

	test('[S6] a shape that touches ±180 stays; one that crosses it is refused', () => {
		const touches: Geometry = { type: 'Polygon', coordinates: [box(175, 0, 180, 5)] };
		expect(settleLongitudes(touches)).toEqual({ ok: true, value: touches });
		const on: Geometry = { type: 'Point', coordinates: [180, 0] };
		expect(settleLongitudes(on)).toEqual({ ok: true, value: on });
		const crosses: Geometry = { type: 'Polygon', coordinates: [box(175, 0, 181, 5)] };
		expect(settleLongitudes(crosses)).toEqual({ ok: false, reason: 'crosses-date-line' });
	});

	test('[S7] a shape is shown in the world that the camera is in', () => {
		const shape: Geometry = { type: 'Point', coordinates: [-179, 0] };
		expect(turnsTowards(shape, 178)).toBe(1);
		expect(turnsTowards(shape, -178)).toBe(0);
		expect(turnsTowards(shape, -541)).toBe(-1);
	});

	test('[S8] everything within ±180 is kept to 7 decimals', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				expect(settleLongitudes(geometry)).toEqual({ ok: true, value: geometry });
			})
		);
	});
});

describe('simplifying', () => {
	const line = fc.array(
		fc.tuple(
			fc.double({ min: -5, max: 5, noNaN: true }),
			fc.double({ min: -5, max: 5, noNaN: true })
		),
		{ minLength: 2, maxLength: 40 }
	);

	test('[S9] keeps the ends, adds nothing, and stays within the tolerance', () => {
		fc.assert(
			fc.property(line, fc.double({ min: 0.01, max: 2, noNaN: true }), (positions, tolerance) => {
				const simple = simplifyLine(positions, tolerance);
				expect([simple[0], simple.at(-1)]).toEqual([positions[0], positions.at(-1)]);
				for (const position of simple) expect(positions).toContain(position);
				for (const position of positions) {
					expect(distanceTo(simple, position)).toBeLessThanOrEqual(tolerance + 1e-9);
				}
			})
		);
	});

	test('[S10] a ring stays a ring of four positions at least', () => {
		fc.assert(
			fc.property(starRing, fc.double({ min: 0, max: 20, noNaN: true }), (ring, tolerance) => {
				const simple = simplifyRing(ring, tolerance);
				expect(simple.length).toBeGreaterThanOrEqual(4);
				expect(simple.at(-1)).toEqual(simple[0]);
			})
		);
	});
});

describe('holes', () => {
	test('[S11] belong to the part that holds all of them', () => {
		const shape: Geometry = {
			type: 'MultiPolygon',
			coordinates: [[box(0, 0, 4, 4)], [box(10, 0, 14, 4), box(11, 1, 12, 2)]]
		};
		expect(partThatHolds(shape, box(1, 1, 2, 2))).toBe(0);
		expect(partThatHolds(shape, box(12.5, 1, 13, 2))).toBe(1);
		expect(partThatHolds(shape, box(11.2, 1.2, 11.4, 1.4))).toBeUndefined();
		expect(partThatHolds(shape, box(3, 3, 5, 5))).toBeUndefined();
		expect(partThatHolds({ type: 'Point', coordinates: [0, 0] }, [[0, 0]])).toBeUndefined();
	});
});

describe('the graticule', () => {
	test('[S12] takes the finest step that leaves lines apart', () => {
		expect([0.001, 0.02, 0.4, 3, 25, 90].map(graticuleStep)).toEqual([
			1 / 60,
			1 / 30,
			0.5,
			5,
			30,
			30
		]);
	});

	test('[S13] has every line in view, and ends where Web Mercator does', () => {
		const lines = graticule([175, 60, 187, 89], 5);
		const of = (axis: string) => lines.filter((one) => one.axis === axis).map(({ value }) => value);
		expect(of('meridian')).toEqual([175, 180, 185]);
		expect(of('parallel')).toEqual([60, 65, 70, 75, 80, 85]);
		expect(lines[0]?.geometry.coordinates).toEqual([
			[175, 60],
			[175, 85]
		]);
	});
});

function distanceTo(line: readonly Position[], [x, y]: Position): number {
	const distances = line.slice(1).map((b, i) => {
		const a = line[i] ?? b;
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const squared = dx * dx + dy * dy;
		const along = squared === 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / squared;
		const t = Math.max(0, Math.min(1, along));
		return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
	});
	return Math.min(...distances);
}
