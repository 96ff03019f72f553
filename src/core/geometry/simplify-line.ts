import type { Position, Ring } from './types.ts';

/**
 * Douglas–Peucker: the positions that are needed so that no dropped one lies further than
 * `toleranceDegrees` from the line, measured in the plane of longitude and latitude. Ends are kept.
 */
export function simplifyLine(line: readonly Position[], toleranceDegrees: number): Position[] {
	if (line.length <= 2) return [...line];
	const keep = new Uint8Array(line.length);
	keep[0] = keep[line.length - 1] = 1;
	const spans: [number, number][] = [[0, line.length - 1]];
	for (let span = spans.pop(); span; span = spans.pop()) {
		const [from, to] = span;
		const far = farthest(line, from, to);
		if (far.squared <= toleranceDegrees ** 2) continue;
		keep[far.index] = 1;
		spans.push([from, far.index], [far.index, to]);
	}
	return line.filter((_, i) => keep[i] === 1);
}

/** The same for a closed ring. A ring that would lose its area is returned with four positions. */
export function simplifyRing(ring: Ring, toleranceDegrees: number): Ring {
	const first = ring[0];
	if (ring.length <= 4 || !first) return ring;
	const opposite = farthest(ring, 0, 0, ring.length - 1).index;
	const ahead = simplifyLine(ring.slice(0, opposite + 1), toleranceDegrees);
	const back = simplifyLine(ring.slice(opposite), toleranceDegrees);
	const simple = [...ahead, ...back.slice(1)];
	if (simple.length >= 4) return simple;
	const [a, b] = [ring[opposite], ring[Math.floor(opposite / 2) || 1]];
	return a && b ? [first, b, a, first] : ring;
}

/** The position between `from` and `to` that lies farthest from the segment, and how far, squared. */
function farthest(
	line: readonly Position[],
	from: number,
	to: number,
	until = to
): { index: number; squared: number } {
	const a = line[from];
	const b = line[to];
	let index = from;
	let squared = -1;
	if (!a || !b) return { index, squared };
	for (let i = from + 1; i < until; i++) {
		const position = line[i];
		const distance = position ? squaredDistanceToSegment(position, a, b) : -1;
		if (distance > squared) [index, squared] = [i, distance];
	}
	return { index, squared };
}

function squaredDistanceToSegment(p: Position, a: Position, b: Position): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
	const t = Math.max(0, Math.min(1, along));
	return (p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2;
}
