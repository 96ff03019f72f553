import type { LegendScale } from './legend.ts';
import type { Range } from './position.ts';

const STEPS = [1, 2, 5, 10] as const;

/**
 * Round values within a range, ascending, at most `most`: 0, 50, 100 … or 0.01, 0.1, 1 … Of a range
 * that holds too few round ones its ends are taken.
 */
export function roundTicks(range: Range, scale: LegendScale, most: number): number[] {
	const [low, high] = range[0] <= range[1] ? range : [range[1], range[0]];
	if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
	if (low === high) return [low];
	const ticks = scale === 'logarithmic' ? decades(low, high, most) : even(low, high, most);
	return ticks.length >= 2 ? ticks : [low, high];
}

function even(low: number, high: number, most: number): number[] {
	const rough = (high - low) / Math.max(1, most - 1);
	const power = 10 ** Math.floor(Math.log10(rough));
	for (const factor of STEPS) {
		const ticks = multiples(low, high, factor * power);
		if (ticks.length <= most) return ticks;
	}
	return multiples(low, high, 20 * power);
}

function multiples(low: number, high: number, step: number): number[] {
	// 0.3 / 0.1 is a little less than 3.
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tidy((first + i) * step));
}

/** Powers of ten, between them 2 and 5 where there is room, and only some of them where not. */
function decades(low: number, high: number, most: number): number[] {
	const first = Math.floor(Math.log10(low) + 1e-9);
	const last = Math.ceil(Math.log10(high) - 1e-9);
	for (const factors of [[1, 2, 5], [1, 3], [1]] as const) {
		const ticks = within(low, high, { first, last, factors });
		if (ticks.length <= most) return ticks;
	}
	const powers = within(low, high, { first, last, factors: [1] });
	const every = Math.ceil(powers.length / most);
	return powers.filter((_, i) => i % every === 0);
}

interface Decades {
	readonly first: number;
	readonly last: number;
	readonly factors: readonly number[];
}

function within(low: number, high: number, { first, last, factors }: Decades): number[] {
	const ticks: number[] = [];
	for (let power = first; power <= last; power += 1) {
		for (const factor of factors) {
			const value = tidy(factor * 10 ** power);
			if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) ticks.push(value);
		}
	}
	return ticks;
}

/** 0.30000000000000004 → 0.3; -0 → 0. */
function tidy(value: number): number {
	return Number(value.toPrecision(12)) + 0;
}
