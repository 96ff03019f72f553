/** Nodes in (0, 1) and weights of five-point Gauss–Legendre quadrature; they sum to one. */
const NODES = [
	0.046910077030668, 0.2307653449471585, 0.5, 0.7692346550528415, 0.953089922969332
] as const;
const WEIGHTS = [
	0.1184634425280945, 0.2393143352496832, 0.2844444444444444, 0.2393143352496832, 0.1184634425280945
] as const;

/** Mean of a smooth function over 0…1, from `pieces` equal parts. */
export function mean(f: (t: number) => number, pieces: number): number {
	let sum = 0;
	for (let piece = 0; piece < pieces; piece++) {
		for (let i = 0; i < NODES.length; i++) {
			sum += (WEIGHTS[i] ?? 0) * f((piece + (NODES[i] ?? 0)) / pieces);
		}
	}
	return sum / pieces;
}
