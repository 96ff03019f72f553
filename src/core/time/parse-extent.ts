import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { finer } from './format-instant.ts';
import { parseInstant, type Instant, type Precision } from './parse-instant.ts';
import { DAY, parsePeriod, type Period } from './period.ts';
import { lastOf, listSegment, steppingSegment, stepsOf, withoutLast } from './segments.ts';
import { joinSegments, type Segment, type TimeAxis, type TimeStep } from './time-axis.ts';

export type ExtentFault =
	'no-times' | 'not-a-time' | 'bad-period' | 'ends-before-it-starts' | 'too-many-times';

/** Steps that we are ready to list one by one; intervals that do not overlap need none of it. */
const MOST_LISTED = 500_000;

interface Interval {
	readonly segments: readonly Segment[];
	readonly start: number;
	readonly end: number;
	readonly precision: Precision;
	readonly continuous: boolean;
}

interface Instants {
	readonly steps: TimeStep[];
	precision: Precision;
}

/**
 * The time extent of a service (WMS 1.3.0, annex C and D): instants, `start/end` and
 * `start/end/period`, separated by commas, in any order. `now` stands for `current`.
 */
export function parseExtent(extent: string, now: number): Parsed<TimeAxis, ExtentFault> {
	const instants: Instants = { steps: [], precision: 'year' };
	const intervals: Interval[] = [];
	for (const item of extent.split(',')) {
		const text = item.trim();
		if (text === '') continue;
		const read = text.includes('/') ? readInterval(text, now) : readInstant(text, now);
		if (!read.ok) return read;
		if ('segments' in read.value) intervals.push(read.value);
		else {
			instants.steps.push({ ms: read.value.ms, text });
			instants.precision = finer(instants.precision, read.value.precision);
		}
	}
	const segments = arrange(ascending(instants.steps), intervals);
	if (!segments) return refuse('too-many-times');
	if (segments.length === 0) return refuse('no-times');
	return ok(
		joinSegments(segments, {
			continuous: instants.steps.length === 0 && intervals.every(({ continuous }) => continuous),
			periods: false,
			precision: intervals.reduce((all, { precision }) => finer(all, precision), instants.precision)
		})
	);
}

function readInstant(text: string, now: number): Parsed<Instant, 'not-a-time'> {
	return /^(current|present|now)$/i.test(text)
		? ok({ ms: now, precision: 'second' })
		: parseInstant(text);
}

function readInterval(text: string, now: number): Parsed<Interval, ExtentFault> {
	const [from = '', to = '', every, more] = text.split('/').map((part) => part.trim());
	const start = readInstant(from, now);
	const end = readInstant(to, now);
	if (!start.ok || !end.ok || more !== undefined) return refuse('not-a-time');
	if (end.value.ms < start.value.ms) return refuse('ends-before-it-starts');
	// ncWMS writes `start/end/` and `start/end/0` for data without a regular step.
	if (every === undefined || every === '' || every === '0')
		return ok(continuous(start.value, end.value));
	const period = parsePeriod(every);
	if (!period.ok) return period;
	return ok(stepping({ start: start.value, end: end.value, period: period.value, to }));
}

interface Stepping {
	readonly start: Instant;
	readonly end: Instant;
	readonly period: Period;
	/** The end as the service writes it. */
	readonly to: string;
}

function stepping({ start, end, period, to }: Stepping): Interval {
	const precision = finer(start.precision, period.precision);
	const steps = steppingSegment({ start: start.ms, period, until: end.ms, precision });
	// Services mean the end of an interval as one of their times, also when it is off the step.
	const odd = lastOf(steps).ms < end.ms && parseInstant(to).ok;
	return {
		segments: odd ? [steps, listSegment([{ ms: end.ms, text: to }])] : [steps],
		start: start.ms,
		end: end.ms,
		precision,
		continuous: false
	};
}

const STEPS: readonly Period[] = (
	[
		'PT1S',
		'PT10S',
		'PT1M',
		'PT5M',
		'PT15M',
		'PT1H',
		'PT3H',
		'PT6H',
		'P1D',
		'P5D',
		'P1M',
		'P3M',
		'P1Y',
		'P10Y',
		'P100Y'
	] as const
).flatMap((text) => {
	const period = parsePeriod(text);
	return period.ok ? [period.value] : [];
});

/** Of an interval without a period every instant may be asked for; people get at most 1,000 steps. */
function continuous(start: Instant, end: Instant): Interval {
	const span = end.ms - start.ms;
	const period =
		STEPS.find(({ months, ms }) => span / (months * 30 * DAY + ms) <= 1000) ?? STEPS.at(-1);
	if (!period) throw new Error('there are steps');
	const precision = finer(start.precision, period.precision);
	const stepping = steppingSegment({ start: start.ms, period, until: end.ms, precision });
	return { segments: [stepping], start: start.ms, end: end.ms, precision, continuous: true };
}

/** In order of time, each time once: the first of several words for it. */
function ascending(steps: readonly TimeStep[]): TimeStep[] {
	return steps
		.toSorted((a, b) => a.ms - b.ms)
		.filter(({ ms }, index, sorted) => sorted[index - 1]?.ms !== ms);
}

/** Segments that follow one another; intervals that meet others are listed step by step. */
function arrange(
	instants: readonly TimeStep[],
	intervals: readonly Interval[]
): Segment[] | undefined {
	const segments: Segment[] = [];
	let rest = instants;
	for (const group of overlapping(intervals)) {
		const { start, end } = group;
		const before = rest.filter(({ ms }) => ms < start);
		const within = rest.filter(({ ms }) => ms >= start && ms <= end);
		rest = rest.filter(({ ms }) => ms > end);
		if (before.length > 0) segments.push(listSegment(before));
		const merged = mergeGroup(group.intervals, within);
		if (!merged) return undefined;
		append(segments, merged);
	}
	if (rest.length > 0) segments.push(listSegment(rest));
	return segments;
}

interface Group {
	readonly start: number;
	end: number;
	readonly intervals: Interval[];
}

/** Intervals by start; those that share more than an end are one group. */
function overlapping(intervals: readonly Interval[]): Group[] {
	const groups: Group[] = [];
	for (const interval of intervals.toSorted((a, b) => a.start - b.start)) {
		const last = groups.at(-1);
		if (last && interval.start < last.end) {
			last.intervals.push(interval);
			last.end = Math.max(last.end, interval.end);
		} else groups.push({ start: interval.start, end: interval.end, intervals: [interval] });
	}
	return groups;
}

function mergeGroup(
	intervals: readonly Interval[],
	within: readonly TimeStep[]
): readonly Segment[] | undefined {
	const segments = intervals.flatMap((interval) => interval.segments);
	const extra = within.filter(({ ms }) => !segments.some((segment) => holds(segment, ms)));
	if (intervals.length === 1 && extra.length === 0) return segments;
	const total = segments.reduce((sum, { count }) => sum + count, extra.length);
	if (total > MOST_LISTED) return undefined;
	const steps = [...extra, ...segments.flatMap((segment) => [...stepsOf(segment)])];
	return [listSegment(ascending(steps))];
}

function holds(segment: Segment, ms: number): boolean {
	const index = segment.floor(ms);
	return ms >= segment.at(0).ms && segment.at(index).ms === ms;
}

/** Adjoining intervals both name the time at which they meet; it is one step. */
function append(segments: Segment[], more: readonly Segment[]): void {
	const last = segments.at(-1);
	const next = more[0];
	if (last && next && lastOf(last).ms === next.at(0).ms) {
		segments.pop();
		if (last.count > 1) segments.push(withoutLast(last));
	}
	segments.push(...more);
}
