import { formatIso } from './format-instant.ts';
import type { Precision } from './parse-instant.ts';
import { moved, timesWithin, type Period } from './period.ts';
import { lastNotAfter, type Segment, type TimeStep } from './time-axis.ts';

/** Steps in order of time, each once. */
export function listSegment(steps: readonly TimeStep[]): Segment {
	const times = Float64Array.from(steps, ({ ms }) => ms);
	return {
		count: steps.length,
		at: (index) => steps[index] ?? { ms: NaN, text: '' },
		floor: (ms) => lastNotAfter(times, ms)
	};
}

interface Stepping {
	readonly start: number;
	readonly period: Period;
	/** Last step allowed. */
	readonly until: number;
	readonly precision: Precision;
}

/** `start`, `start` + period, … as far as they go. */
export function steppingSegment({ start, period, until, precision }: Stepping): Segment {
	const count = timesWithin(start, until, period) + 1;
	return {
		count,
		at: (index) => {
			const ms = moved(start, period, index);
			return { ms, text: formatIso(ms, precision) };
		},
		floor: (ms) => Math.min(count - 1, timesWithin(start, ms, period))
	};
}

/** The segment without its last step. */
export function withoutLast(segment: Segment): Segment {
	const count = segment.count - 1;
	return { ...segment, count, floor: (ms) => Math.min(count - 1, segment.floor(ms)) };
}

export function lastOf(segment: Segment): TimeStep {
	return segment.at(segment.count - 1);
}

export function* stepsOf(segment: Segment): Generator<TimeStep> {
	for (let index = 0; index < segment.count; index += 1) yield segment.at(index);
}
