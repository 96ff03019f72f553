import type { LegendScale } from './legend.ts';

export type Range = readonly [number, number];

/** A logarithm needs a range above zero; without one the scale is linear after all. */
export function effectiveScale(scale: LegendScale | undefined, [low, high]: Range): LegendScale {
	return scale === 'logarithmic' && low > 0 && high > 0 ? 'logarithmic' : 'linear';
}

/** Where a value stands on a bar, 0 at the start of the range; not clamped. */
export function position(value: number, [low, high]: Range, scale: LegendScale): number {
	if (low === high) return 0;
	return scale === 'logarithmic'
		? Math.log(value / low) / Math.log(high / low)
		: (value - low) / (high - low);
}

/** The value at a place of the bar. */
export function valueAtPosition(at: number, [low, high]: Range, scale: LegendScale): number {
	return scale === 'logarithmic' ? low * (high / low) ** at : low + (high - low) * at;
}
