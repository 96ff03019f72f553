import type { Position, Ring } from '../src/core/geometry/types.ts';

/**
 * world-atlas stitches shapes across ±180°: a ring may jump from 180 to −180, and that of Antarctica
 * runs once around the pole. Cut here into rings that lie within ±180 and can be drawn flat. Pieces
 * stay joined by edges along ±180, which filling does not show and the coast line leaves out.
 */
export function cutRing(ring: Ring): Ring[] {
	const unbroken = closeOverPole(unwrap(ring));
	const lngs = unbroken.map(([lng]) => lng);
	const [west, east] = [
		lngs.reduce((a, b) => Math.min(a, b)),
		lngs.reduce((a, b) => Math.max(a, b))
	];
	const pieces: Ring[] = [];
	for (let turn = Math.floor((west + 180) / 360); turn * 360 - 180 < east; turn++) {
		const piece = clip(clip(unbroken, turn * 360 - 180, 1), turn * 360 + 180, -1);
		if (piece.length >= 4) pieces.push(piece.map(([lng, lat]) => [lng - turn * 360, lat]));
	}
	return pieces;
}

/** Longitudes made continuous: no step is longer than half a turn. */
function unwrap(ring: Ring): Position[] {
	let turns = 0;
	return ring.map(([lng, lat], i) => {
		const step = i === 0 ? 0 : lng - (ring[i - 1]?.[0] ?? lng);
		if (step > 180) turns -= 1;
		if (step < -180) turns += 1;
		return [lng + 360 * turns, lat];
	});
}

/** A ring that ends a turn away from its start encloses a pole: the southern one, for land. */
function closeOverPole(ring: Position[]): Position[] {
	const [first, last] = [ring[0], ring.at(-1)];
	if (!first || !last || Math.abs(last[0] - first[0]) < 180) return ring;
	return [...ring, [last[0], -90], [first[0], -90], first];
}

/** Keeps what lies on the side of the meridian where `sign · lng` grows (Sutherland and Hodgman). */
function clip(ring: Ring, meridian: number, sign: 1 | -1): Position[] {
	const inside = ([lng]: Position): boolean => sign * (lng - meridian) >= 0;
	const kept: Position[] = [];
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1], ring[i]];
		if (!a || !b) continue;
		if (inside(a) !== inside(b)) {
			kept.push([meridian, a[1] + ((meridian - a[0]) / (b[0] - a[0])) * (b[1] - a[1])]);
		}
		if (inside(b)) kept.push(b);
	}
	return kept[0] ? [...kept, kept[0]] : [];
}
