import { PRECISIONS, type Precision } from './parse-instant.ts';

const LENGTH: Readonly<Record<Precision, number>> = {
	year: 4,
	month: 7,
	day: 10,
	// A time of the day always has its minutes: services do not read `T12Z`.
	hour: 16,
	minute: 16,
	second: 19,
	milli: 23
};

/** ISO 8601 in UTC, with a `Z` wherever there is a time of the day. */
export function formatIso(ms: number, precision: Precision): string {
	const text = new Date(Math.round(ms)).toISOString().slice(0, LENGTH[precision]);
	return text.length > 10 ? `${text}Z` : text;
}

export function finer(a: Precision, b: Precision): Precision {
	return PRECISIONS.indexOf(a) >= PRECISIONS.indexOf(b) ? a : b;
}

/** For people: in UTC, and saying so wherever there is a time of the day. */
export function formatUtc(ms: number, precision: Precision, locale: string): string {
	const rank = PRECISIONS.indexOf(precision);
	const timed = rank >= PRECISIONS.indexOf('hour');
	const text = new Intl.DateTimeFormat(locale, {
		timeZone: 'UTC',
		year: 'numeric',
		...(rank >= 1 ? { month: 'short' } : {}),
		...(rank >= 2 ? { day: 'numeric' } : {}),
		...(timed ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
		...(rank >= PRECISIONS.indexOf('second') && ms % 60_000 !== 0 ? { second: '2-digit' } : {})
	}).format(ms);
	return timed ? `${text} UTC` : text;
}
