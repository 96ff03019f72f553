import type { Precision } from '#core/time/parse-instant.ts';
import type { Span } from './time-line.ts';

export interface TimeTick {
	readonly ms: number;
	/** How much of the time is new here: at 1 January the year, at 1 May the month. */
	readonly precision: Extract<Precision, 'year' | 'month' | 'day' | 'hour'>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Unit = 'hour' | 'day' | 'month' | 'year';
/** Distances of ticks, ascending, with about how long they are. */
const DISTANCES: readonly (readonly [unit: Unit, count: number, ms: number])[] = [
	['hour', 1, HOUR],
	['hour', 3, 3 * HOUR],
	['hour', 6, 6 * HOUR],
	['hour', 12, 12 * HOUR],
	['day', 1, DAY],
	['day', 2, 2 * DAY],
	['day', 7, 7 * DAY],
	['month', 1, 30 * DAY],
	['month', 3, 91 * DAY],
	['month', 6, 182 * DAY],
	...[1, 2, 5, 10, 20, 50, 100, 500].map((count) => ['year', count, count * 365 * DAY] as const)
];

/** Round times of the calendar (UTC) within a span, at most about `most` of them. */
export function timeTicks([from, to]: Span, most: number): readonly TimeTick[] {
	const found = DISTANCES.find(([, , ms]) => (to - from) / ms <= most) ?? DISTANCES.at(-1);
	if (!found || to <= from) return [];
	const [unit, count] = found;
	const ticks: TimeTick[] = [];
	for (let ms = firstTick(from, unit, count); ms <= to; ms = nextTick(ms, unit, count)) {
		if (ms >= from) ticks.push({ ms, precision: precisionOf(ms) });
	}
	return ticks;
}

function firstTick(from: number, unit: Unit, count: number): number {
	const date = new Date(from);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	switch (unit) {
		case 'year':
			return Date.UTC(Math.floor(year / count) * count, 0);
		case 'month':
			return Date.UTC(year, Math.floor(month / count) * count);
		case 'day':
			return Date.UTC(year, month, 1);
		default:
			return Math.floor(from / (count * HOUR)) * count * HOUR;
	}
}

function nextTick(ms: number, unit: Unit, count: number): number {
	const date = new Date(ms);
	const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
	switch (unit) {
		case 'year':
			return Date.UTC(year + count, 0);
		case 'month':
			return Date.UTC(year, month + count);
		case 'day': {
			// Days are counted from the first of each month, so that months stay round.
			const next = day + count;
			const isLast = next > new Date(Date.UTC(year, month + 1, 0)).getUTCDate() - count / 2;
			return isLast && count > 1 ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, next);
		}
		default:
			return ms + count * HOUR;
	}
}

function precisionOf(ms: number): TimeTick['precision'] {
	const date = new Date(ms);
	if (ms % DAY !== 0) return 'hour';
	if (date.getUTCDate() !== 1) return 'day';
	return date.getUTCMonth() === 0 ? 'year' : 'month';
}
