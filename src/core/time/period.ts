import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { daysInMonth, utcOf, type Precision } from './parse-instant.ts';

/** An ISO 8601 period: calendar months and, beside them, a fixed length. */
export interface Period {
	readonly months: number;
	readonly ms: number;
	/** The finest unit that it counts in. */
	readonly precision: Precision;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const FORM =
	/^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;

const WORDS: Readonly<Record<string, string>> = {
	minutely: 'PT1M',
	hourly: 'PT1H',
	daily: 'P1D',
	weekly: 'P1W',
	monthly: 'P1M',
	quarterly: 'P3M',
	yearly: 'P1Y',
	annual: 'P1Y',
	annually: 'P1Y'
};

/** Longer than history; keeps arithmetic with whole numbers exact. */
const LONGEST_MONTHS = 12 * 10_000;

export function parsePeriod(text: string): Parsed<Period, 'bad-period'> {
	const found = FORM.exec(text.trim());
	if (!found) return refuse('bad-period');
	const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
		.slice(1)
		.map((part: string | undefined) => Number((part ?? '0').replace(',', '.')));
	const period = {
		months: years * 12 + months,
		ms: (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND,
		precision: finest(found)
	};
	const sane = period.months <= LONGEST_MONTHS && period.ms <= LONGEST_MONTHS * 31 * DAY;
	return sane && period.months + period.ms > 0 ? ok(period) : refuse('bad-period');
}

/** A word as people write it (`daily`, `monthly` …), or an ISO 8601 period. */
export function parseResolution(text: string): Parsed<Period, 'bad-period'> {
	return parsePeriod(WORDS[text.trim().toLowerCase()] ?? text);
}

function finest(found: RegExpExecArray): Precision {
	const [, , months, weeks, days, hours, minutes, seconds] = found as (string | undefined)[];
	if (seconds !== undefined) return /[.,]/.test(seconds) ? 'milli' : 'second';
	if (minutes !== undefined) return 'minute';
	if (hours !== undefined) return 'hour';
	if (days !== undefined || weeks !== undefined) return 'day';
	return months !== undefined ? 'month' : 'year';
}

/**
 * `start` moved on by so many periods. Counted from the start each time: the 31st of January moved on
 * month by month is the end of February, then the 31st of March, never the 29th.
 */
export function moved(start: number, period: Period, times: number): number {
	const fixed = period.ms * times;
	if (period.months === 0) return start + fixed;
	const date = new Date(start);
	const ofDay =
		start -
		utcOf({ year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() });
	const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + period.months * times;
	const year = Math.floor(total / 12);
	const month = total - year * 12;
	const day = Math.min(date.getUTCDate(), daysInMonth(year, month));
	return utcOf({ year, month, day }) + ofDay + fixed;
}

/** How often the period fits between `start` and `until`, which is not before it. */
export function timesWithin(start: number, until: number, period: Period): number {
	if (period.months === 0) return Math.floor((until - start) / period.ms);
	let low = 0;
	let high = Math.ceil((until - start) / (period.months * 28 * DAY + period.ms)) + 1;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (moved(start, period, middle) <= until) low = middle;
		else high = middle;
	}
	return low;
}
