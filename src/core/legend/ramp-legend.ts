import type { GradientLegend, LegendScale } from './legend.ts';
import { effectiveScale, position, type Range } from './position.ts';
import { roundTicks } from './round-ticks.ts';

/** More would run into one another on the narrowest list. */
const MOST_TICKS = 5;

interface Ramp {
	/** Evenly spaced, lowest first. */
	readonly colours: readonly string[];
	/** The values at the two ends; the first may be the greater. */
	readonly range: Range;
	readonly scale?: LegendScale | undefined;
	readonly unit?: string | undefined;
}

/** The legend of a colour ramp that is laid over a range of values. */
export function rampLegend({ colours, range, scale: wished, unit = '' }: Ramp): GradientLegend {
	const scale = effectiveScale(wished, range);
	const last = Math.max(1, colours.length - 1);
	return {
		kind: 'gradient',
		stops: colours.map((color, i) => ({ at: i / last, color })),
		ticks: ticksOf(range, scale),
		range,
		unit,
		scale
	};
}

/** Round values with their places, in the order of the bar. */
export function ticksOf(range: Range, scale: LegendScale): GradientLegend['ticks'] {
	return roundTicks(range, scale, MOST_TICKS)
		.map((value) => ({ value, at: position(value, range, scale) }))
		.sort((a, b) => a.at - b.at);
}
