/** TiTiler's figures of one band. */
export interface BandStatistics {
	readonly min: number;
	readonly max: number;
	readonly mean: number;
	readonly count: number;
	readonly sum: number;
	readonly std: number;
	readonly median: number;
	readonly majority: number;
	readonly minority: number;
	readonly unique: number;
	/** Counts, and one more edge than there are counts. */
	readonly histogram: readonly [readonly number[], readonly number[]];
	readonly valid_percent: number;
	readonly masked_pixels: number;
	readonly valid_pixels: number;
	readonly percentile_2: number;
	readonly percentile_98: number;
}

const BINS = 10;

/** What nearly all values lie within: a few outliers would leave the rest in one colour. */
export function suitingRange({
	min,
	max,
	percentile_2: low,
	percentile_98: high
}: BandStatistics): [number, number] {
	if (low < high) return [low, high];
	return min < max ? [min, max] : [min - 0.5, max + 0.5];
}

/** `undefined`: there is no value at all. */
export function bandStatistics(
	values: ArrayLike<number>,
	valid: Uint8Array
): BandStatistics | undefined {
	const sorted = Float64Array.from({ length: valid.length }, (_, i) =>
		valid[i] === 0 ? NaN : (values[i] ?? NaN)
	)
		.filter(Number.isFinite)
		.sort();
	const count = sorted.length;
	const [min] = sorted;
	const max = sorted[count - 1];
	if (min === undefined || max === undefined) return undefined;
	const sum = sorted.reduce((total, value) => total + value, 0);
	const mean = sum / count;
	const squares = sorted.reduce((total, value) => total + (value - mean) ** 2, 0);
	return {
		min,
		max,
		mean,
		count,
		sum,
		std: Math.sqrt(squares / count),
		median: percentile(sorted, 50),
		...frequencies(sorted),
		histogram: histogramOf(sorted, min, max),
		valid_percent: Math.round((count / valid.length) * 10_000) / 100,
		masked_pixels: valid.length - count,
		valid_pixels: count,
		percentile_2: percentile(sorted, 2),
		percentile_98: percentile(sorted, 98)
	};
}

function percentile(sorted: Float64Array, percent: number): number {
	const at = ((sorted.length - 1) * percent) / 100;
	const low = sorted[Math.floor(at)] ?? NaN;
	const high = sorted[Math.ceil(at)] ?? low;
	return low + (high - low) * (at - Math.floor(at));
}

function frequencies(sorted: Float64Array) {
	let unique = 0;
	let [majority, most] = [NaN, 0];
	let [minority, least] = [NaN, Infinity];
	for (let start = 0; start < sorted.length; unique++) {
		const value = sorted[start] ?? NaN;
		let end = start + 1;
		while (end < sorted.length && sorted[end] === value) end++;
		if (end - start > most) [majority, most] = [value, end - start];
		if (end - start < least) [minority, least] = [value, end - start];
		start = end;
	}
	return { majority, minority, unique };
}

function histogramOf(sorted: Float64Array, min: number, max: number): [number[], number[]] {
	// Of one value only, the bins lie around it.
	const [from, to] = min === max ? [min - 0.5, max + 0.5] : [min, max];
	const counts = Array.from({ length: BINS }, () => 0);
	for (const value of sorted) {
		const bin = Math.min(BINS - 1, Math.floor(((value - from) / (to - from)) * BINS));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return [counts, Array.from({ length: BINS + 1 }, (_, i) => from + ((to - from) * i) / BINS)];
}
