import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { describe, expect, test } from 'vitest';
import { geodesicArea } from './geodesic-area.ts';
import { geodesicLength } from './geodesic-length.ts';
import { measureGeometry } from './measure-geometry.ts';
import type { Position, Ring } from './types.ts';

const { WGS84 } = geographiclib.Geodesic;

function box(west: number, south: number, east: number, north: number): Ring {
	return [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
}

/** The reference: edges straight in degrees, split into geodesics of at most `step` degrees. */
function reference(line: readonly Position[], step: number): { area: number; length: number } {
	const polygon = WGS84.Polygon(false);
	let length = 0;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1], line[i]];
		if (!a || !b) continue;
		const count = Math.ceil(Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])) / step);
		for (let k = 0; k < count; k++) {
			const [from, to] = [along(a, b, k / count), along(a, b, (k + 1) / count)];
			polygon.AddPoint(from[1], from[0]);
			length += WGS84.Inverse(from[1], from[0], to[1], to[0]).s12 ?? NaN;
		}
	}
	return { area: Math.abs(polygon.Compute(false, true).area ?? NaN), length };
}

function along(a: Position, b: Position, t: number): [number, number] {
	return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

describe('geodesic measure', () => {
	test('[G1] 10° × 10° at 55°N with straight edges: 711 460.77 km² (PostGIS, 0.025° segments)', () => {
		const area = geodesicArea([box(0, 50, 10, 60)]) / 1e6;
		// PostGIS 711 460.77138; the limit that shorter segments tend to lies 0.011 km² above.
		expect(Math.abs(area - 711_460.7714)).toBeLessThan(0.02);
	});

	test('[G2] the reference itself: 1° × 1° at 60°N with geodesic edges is 6 122.943163 km²', () => {
		expect(reference(box(0, 60, 1, 61), 1).area / 1e6).toBeCloseTo(6122.943163, 6);
	});

	test('[G3] equals GeographicLib on finely split edges, for any shape', () => {
		const corner = fc.tuple(
			fc.double({ min: -20, max: 20, noNaN: true }),
			fc.double({ min: -80, max: 80, noNaN: true })
		);
		fc.assert(
			fc.property(fc.tuple(corner, corner, corner), ([a, b, c]) => {
				const ring: Ring = [a, b, c, a];
				const { area, length } = reference(ring, 0.05);
				// 0.05° segments are themselves off by less than this.
				expect(Math.abs(geodesicLength(ring) - length)).toBeLessThan(1 + length * 2e-7);
				expect(Math.abs(geodesicArea([ring]) - area)).toBeLessThan(1e4 + area * 5e-6);
			}),
			{ numRuns: 25 }
		);
	});

	test('[G4] holes count off, parts add up, directions do not matter', () => {
		const outer = box(0, 50, 10, 60);
		const hole = box(2, 52, 4, 54);
		const whole = geodesicArea([outer]);
		const part = geodesicArea([hole]);
		expect(geodesicArea([outer, hole])).toBeCloseTo(whole - part, 3);
		expect(geodesicArea([[...outer].reverse(), hole])).toBeCloseTo(whole - part, 3);
		const both = measureGeometry({ type: 'MultiPolygon', coordinates: [[outer], [hole]] });
		expect(both.areaSquareMetres).toBeCloseTo(whole + part, 3);
	});

	test('[G5] a degree along the equator and along a meridian', () => {
		expect(
			geodesicLength([
				[0, 0],
				[1, 0]
			])
		).toBeCloseTo(111_319.4908, 3);
		expect(
			geodesicLength([
				[0, 0],
				[0, 90]
			])
		).toBeCloseTo(10_001_965.7293, 3);
	});

	test('[G6] a shape given unbroken across the date line has the size it has elsewhere', () => {
		expect(geodesicArea([box(179, -1, 181, 1)])).toBeCloseTo(geodesicArea([box(9, -1, 11, 1)]), 3);
	});

	test('[G7] points have no size, and collections that of their parts', () => {
		const none = { lengthMetres: null, areaSquareMetres: null };
		expect(measureGeometry({ type: 'Point', coordinates: [0, 0] })).toEqual(none);
		const line = {
			type: 'LineString',
			coordinates: [
				[0, 0],
				[1, 0]
			]
		} as const;
		const mixed = measureGeometry({
			type: 'GeometryCollection',
			geometries: [{ type: 'Point', coordinates: [0, 0] }, line]
		});
		expect(mixed).toEqual({
			lengthMetres: geodesicLength(line.coordinates),
			areaSquareMetres: null
		});
	});
});
