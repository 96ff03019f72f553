import type { Precision } from './parse-instant.ts';

/** One time that a layer has. */
export interface TimeStep {
	/** Milliseconds since 1970 UTC. */
	readonly ms: number;
	/** As the service wants to hear it: its own words where it listed them. */
	readonly text: string;
}

/**
 * The times of a layer, ascending. Computed when asked for, never listed: a service may offer a
 * step of a second over thirty years.
 */
export interface TimeAxis {
	/** At least one. */
	readonly count: number;
	/** Any instant between first and last is allowed; the steps are our choice. */
	readonly continuous: boolean;
	/** A step stands for the time from it to the next one (files by month), not for its instant. */
	readonly periods: boolean;
	/** When the period of the last step ends. */
	readonly until?: number;
	/** What of the times is worth showing. */
	readonly precision: Precision;
	/** Throws outside 0 … count - 1. */
	at(index: number): TimeStep;
	/** Index of the last step not after `ms`; -1 before the first. */
	floor(ms: number): number;
}

/** A stretch of an axis; an axis is made of several that follow one another. */
export interface Segment {
	readonly count: number;
	at(index: number): TimeStep;
	/** As of the axis. */
	floor(ms: number): number;
}

interface AxisTraits {
	readonly continuous: boolean;
	readonly periods: boolean;
	readonly until?: number;
	readonly precision: Precision;
}

/** Segments ascend and do not overlap; there is at least one. */
export function joinSegments(segments: readonly Segment[], traits: AxisTraits): TimeAxis {
	const begins = segments.map((segment) => segment.at(0).ms);
	const offsets = [0];
	for (const { count } of segments) offsets.push((offsets.at(-1) ?? 0) + count);
	const count = offsets.at(-1) ?? 0;
	return {
		...traits,
		count,
		at: (index) => {
			const place = lastNotAfter(offsets, index);
			const segment = segments[place];
			if (!Number.isInteger(index) || index < 0 || !segment)
				throw new RangeError(`no step ${index}`);
			return segment.at(index - (offsets[place] ?? 0));
		},
		floor: (ms) => {
			const place = lastNotAfter(begins, ms);
			return place < 0 ? -1 : (offsets[place] ?? 0) + (segments[place]?.floor(ms) ?? 0);
		}
	};
}

/** Index of the last number that is not greater; -1 if all are. The numbers ascend. */
export function lastNotAfter(ascending: ArrayLike<number>, value: number): number {
	let low = -1;
	let high = ascending.length;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? Infinity) <= value) low = middle;
		else high = middle;
	}
	return low;
}

/** Index of the step nearest to `ms`; the earlier one when two are as near. */
export function nearestStep(axis: TimeAxis, ms: number): number {
	const before = axis.floor(ms);
	if (before < 0) return 0;
	if (before >= axis.count - 1) return axis.count - 1;
	return axis.at(before + 1).ms - ms < ms - axis.at(before).ms ? before + 1 : before;
}
