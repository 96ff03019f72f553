import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyGeometry } from '../testing/geometries.ts';
import { parseGeometry } from './parse-geometry.ts';

function refusal(value: unknown): string | undefined {
	const parsed = parseGeometry(value);
	return parsed.ok ? undefined : parsed.reason;
}

const line = (...coordinates: unknown[]): unknown => ({ type: 'LineString', coordinates });
const polygon = (...ring: unknown[]): unknown => ({ type: 'Polygon', coordinates: [ring] });
const nested = (depth: number): unknown =>
	depth === 0
		? { type: 'Point', coordinates: [0, 0] }
		: { type: 'GeometryCollection', geometries: [nested(depth - 1)] };

describe('geometries from outside', () => {
	test.each<[string, unknown]>([
		['not-a-geometry', null],
		['not-a-geometry', 'Point'],
		['not-a-geometry', {}],
		['not-a-geometry', { type: 7, coordinates: [0, 0] }],
		['not-a-geometry', { type: 'Polygon', coordinates: 'none' }],
		['not-a-geometry', { type: 'MultiPolygon', coordinates: [[0]] }],
		['unknown-type', { type: 'CircularString', coordinates: [] }],
		['empty', { type: 'Point', coordinates: [] }],
		['empty', { type: 'MultiPoint', coordinates: [] }],
		['empty', line()],
		['empty', { type: 'Polygon', coordinates: [] }],
		['empty', { type: 'Polygon', coordinates: [[]] }],
		['empty', { type: 'GeometryCollection', geometries: [] }],
		['bad-position', { type: 'Point', coordinates: [1] }],
		['bad-position', { type: 'Point', coordinates: ['1', '2'] }],
		['bad-position', { type: 'Point', coordinates: [NaN, 0] }],
		['bad-position', line([0, 0], [Infinity, 0])],
		['out-of-range', { type: 'Point', coordinates: [500_000, 6_000_000] }],
		['out-of-range', { type: 'Point', coordinates: [180.1, 0] }],
		['looks-swapped', { type: 'Point', coordinates: [57.7, 111.9] }],
		['too-few-positions', line([0, 0])],
		['too-few-positions', polygon([0, 0], [1, 1], [0, 0])],
		['too-few-positions', polygon([0, 0], [1, 1])],
		['too-deep', nested(12)]
	])('[R1] %s: %j', (reason, value) => {
		expect(refusal(value)).toBe(reason);
	});

	test('[R2] an open ring is closed, and said', () => {
		expect(parseGeometry(polygon([0, 0], [1, 0], [1, 1]))).toEqual({
			ok: true,
			value: { geometry: polygon([0, 0], [1, 0], [1, 1], [0, 0]), notes: ['ring-closed'] }
		});
	});

	test('[R3] measures go, and heights that not every position has', () => {
		expect(parseGeometry(line([0, 0, 5, 99], [1, 1, 6, 99]))).toEqual({
			ok: true,
			value: { geometry: line([0, 0, 5], [1, 1, 6]), notes: ['measures-dropped'] }
		});
		expect(parseGeometry(line([0, 0, 5], [1, 1]))).toEqual({
			ok: true,
			value: { geometry: line([0, 0], [1, 1]), notes: ['heights-dropped'] }
		});
	});

	test('[R4] coordinates are rounded to 7 decimals, as PostGIS rounds', () => {
		expect(parseGeometry(line([1.00000005, -1.00000005], [2.123456789, 0]))).toEqual({
			ok: true,
			value: { geometry: line([1.0000001, -1.0000001], [2.1234568, 0]), notes: [] }
		});
	});

	test('[R5] what was accepted once is accepted as it is', () => {
		fc.assert(
			fc.property(anyGeometry(), (geometry) => {
				expect(parseGeometry(geometry)).toEqual({ ok: true, value: { geometry, notes: [] } });
			})
		);
	});

	test('[R6] nothing makes it throw', () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), (type, coordinates) => {
				expect(() => parseGeometry({ type, coordinates })).not.toThrow();
			})
		);
	});
});
