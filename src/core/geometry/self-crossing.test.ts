import { describe, expect, test } from 'vitest';
import { isSelfCrossing } from './self-crossing.ts';
import type { Position } from './types.ts';

const ring = (...positions: Position[]) =>
	({ type: 'Polygon', coordinates: [[...positions, positions[0] ?? [0, 0]]] }) as const;

describe('isSelfCrossing', () => {
	test.each([
		['a square', ring([0, 0], [1, 0], [1, 1], [0, 1]), false],
		['a triangle', ring([0, 0], [1, 0], [1, 1]), false],
		['a concave bay', ring([0, 0], [4, 0], [4, 4], [2, 1], [0, 4]), false],
		['vertices on a straight edge', ring([0, 0], [1, 0], [2, 0], [2, 2], [0, 2]), false],
		['a repeated vertex', ring([0, 0], [1, 0], [1, 0], [1, 1], [0, 1]), false],
		['a bow tie', ring([0, 0], [1, 1], [1, 0], [0, 1]), true],
		['a ring that touches itself', ring([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2]), true],
		['a spike back over its own edge', ring([0, 0], [2, 0], [1, 0], [1, 1]), true]
	])('[G40] %s: %s', (_, geometry, crossing) => {
		expect(isSelfCrossing(geometry)).toBe(crossing);
	});

	test('[G41] a hole is examined as well, and so is each part', () => {
		const bowTie = ring([0.2, 0.2], [0.4, 0.4], [0.4, 0.2], [0.2, 0.4]).coordinates[0];
		const square = ring([0, 0], [1, 0], [1, 1], [0, 1]).coordinates[0];
		expect(isSelfCrossing({ type: 'Polygon', coordinates: [square, bowTie] })).toBe(true);
		expect(isSelfCrossing({ type: 'MultiPolygon', coordinates: [[square], [bowTie]] })).toBe(true);
		expect(isSelfCrossing({ type: 'MultiPolygon', coordinates: [[square], [square]] })).toBe(false);
	});

	test('[G42] twenty thousand vertices around a circle are no trouble', () => {
		const circle = Array.from({ length: 20_000 }, (_, i): Position => {
			const angle = (i / 20_000) * 2 * Math.PI;
			return [Math.cos(angle), Math.sin(angle)];
		});
		expect(isSelfCrossing(ring(...circle))).toBe(false);
	});
});
