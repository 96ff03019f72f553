import type { VectorStyle } from '#core/layer/types.ts';

/** Fill and outline that go together on water, in light and dark; the outline is the darker one. */
interface Pair {
	readonly fill: string;
	readonly stroke: string;
}

/** Twelve that people tell apart; beside each other in this order also with colour-blind eyes. */
export const PALETTE: readonly Pair[] = [
	{ fill: '#14b8a6', stroke: '#0f766e' },
	{ fill: '#4f7be0', stroke: '#2f55b8' },
	{ fill: '#e5a23b', stroke: '#a9650a' },
	{ fill: '#c65a9e', stroke: '#963574' },
	{ fill: '#3aa873', stroke: '#23774f' },
	{ fill: '#8b6fd0', stroke: '#6144a8' },
	{ fill: '#d9694a', stroke: '#a8401f' },
	{ fill: '#8f9aad', stroke: '#5c6779' }
];

/** The style of a new layer: the first pair that no layer of the map has yet. */
export function nextStyle(used: readonly VectorStyle[]): Partial<VectorStyle> {
	const free = PALETTE.find(({ fill }) => !used.some((style) => style.fill === fill));
	const { fill, stroke } = free ?? PALETTE[used.length % PALETTE.length] ?? PALETTE[0] ?? {};
	return fill === undefined || stroke === undefined ? {} : { fill, stroke };
}
