import type { TemporalConfig } from '../layer/source-config.ts';
import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { finer } from './format-instant.ts';
import { parseExtent, type ExtentFault } from './parse-extent.ts';
import { parseInstant, type Instant } from './parse-instant.ts';
import { moved, parseResolution, type Period } from './period.ts';
import { steppingSegment } from './segments.ts';
import { joinSegments, type TimeAxis } from './time-axis.ts';

export type AxisFault = ExtentFault | 'no-start';

const WHOLE: Readonly<Record<string, Period>> = {
	year: { months: 12, ms: 0, precision: 'year' },
	month: { months: 1, ms: 0, precision: 'month' },
	day: { months: 0, ms: 86_400_000, precision: 'day' }
};

export interface AxisOptions {
	/** For `current`, and for series without an end. */
	readonly now: number;
	/** Each step stands for the time until the next one: files by day or month. */
	readonly periods?: boolean;
}

/** The times of a layer as its configuration tells them; `undefined` for a layer without time. */
export function temporalAxis(
	temporal: TemporalConfig | undefined,
	{ now, periods = false }: AxisOptions
): Parsed<TimeAxis | undefined, AxisFault> {
	if (!temporal?.enabled) return ok(undefined);
	const { values, start, end, resolution } = temporal;
	if (values !== undefined) return parseExtent(values, now);
	if (start === undefined) return refuse('no-start');
	if (resolution === undefined) return parseExtent(`${start}/${end ?? 'current'}`, now);
	return resolved({ start, end, resolution }, { now, periods });
}

interface Given {
	readonly start: string;
	readonly end: string | undefined;
	readonly resolution: string;
}

function resolved(
	{ start, end, resolution }: Given,
	{ now, periods }: Required<AxisOptions>
): Parsed<TimeAxis, AxisFault> {
	const from = parseInstant(start);
	const to = end === undefined ? ok<Instant>({ ms: now, precision: 'milli' }) : parseInstant(end);
	const period = parseResolution(resolution);
	if (!from.ok || !to.ok) return refuse('not-a-time');
	if (!period.ok) return period;
	const until = endOf(to.value);
	if (until < from.value.ms) return refuse('ends-before-it-starts');
	return ok(stepped({ start: from.value, until, period: period.value, periods }));
}

/** `2024-12-31` as an end means the whole of that day, for hourly data up to 23:00. */
function endOf({ ms, precision }: Instant): number {
	const open = WHOLE[precision];
	return open ? moved(ms, open, 1) - 1 : ms;
}

interface Steps {
	readonly start: Instant;
	readonly until: number;
	readonly period: Period;
	readonly periods: boolean;
}

function stepped({ start, until, period, periods }: Steps): TimeAxis {
	const precision = finer(start.precision, period.precision);
	const segment = steppingSegment({ start: start.ms, period, until, precision });
	return joinSegments([segment], {
		continuous: false,
		periods,
		precision,
		...(periods ? { until: moved(start.ms, period, segment.count) } : {})
	});
}
