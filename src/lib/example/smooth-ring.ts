import type { Position, Ring } from '#core/geometry/types.ts';

type Corner = readonly [number, number];

/** Places between two corners; with 6 a bank drawn from ten corners looks surveyed. */
const STEPS = 6;

/**
 * A closed ring through all corners, rounded like a bank on a chart (a Catmull–Rom spline).
 * Coordinates at 4 decimals: about 10 m, finer than anything the example means.
 */
export function smoothRing(corners: readonly Corner[]): Ring {
	const ring: Position[] = [];
	const at = (i: number): Corner => corners[(i + corners.length) % corners.length] ?? [0, 0];
	for (let i = 0; i < corners.length; i++) {
		for (let step = 0; step < STEPS; step++) {
			const t = step / STEPS;
			const around = [at(i - 1), at(i), at(i + 1), at(i + 2)] as const;
			ring.push([between(around, 0, t), between(around, 1, t)]);
		}
	}
	const first = ring[0];
	return first ? [...ring, first] : ring;
}

function between(
	[before, from, to, after]: readonly [Corner, Corner, Corner, Corner],
	axis: 0 | 1,
	t: number
): number {
	const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
	const value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
	return Math.round(value * 1e4) / 1e4;
}
