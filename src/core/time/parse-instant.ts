import { ok, refuse, type Parsed } from '../util/parsed.ts';

/** How much of a time is said, coarsest first. */
export const PRECISIONS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'milli'] as const;
export type Precision = (typeof PRECISIONS)[number];

export interface Instant {
	/** Milliseconds since 1970 UTC. */
	readonly ms: number;
	readonly precision: Precision;
}

const FORM =
	/^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)([.,]\d{1,9})?)?)?)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * A time as map services write it: `YYYY` to `YYYY-MM-DDThh:mm:ss.fff`, with a zone or without.
 * Without one it is UTC: that is what the services mean, and `new Date` would take it as local.
 */
export function parseInstant(text: string): Parsed<Instant, 'not-a-time'> {
	const found = FORM.exec(text.trim());
	if (!found) return refuse('not-a-time');
	const [, year, month, day, hour, minute, second, fraction, zone] = found;
	const given = [year, month, day, hour, minute, second, fraction];
	const parts = [year, month ?? '1', day ?? '1', hour ?? '0', minute ?? '0', second ?? '0'].map(
		Number
	);
	if (!isDate(parts) || (zone !== undefined && hour === undefined)) return refuse('not-a-time');
	const milliseconds =
		fraction === undefined ? 0 : Math.round(Number(`0.${fraction.slice(1)}`) * 1000);
	const ms = utc(parts) + milliseconds - offset(zone);
	const last = given.findLastIndex((part) => part !== undefined);
	return ok({ ms, precision: PRECISIONS[last] ?? 'milli' });
}

/** Greatest of month, hour, minute, second: 60 seconds are a leap second, and fall on the next minute. */
const GREATEST = [12, 23, 59, 60];

function isDate(parts: readonly number[]): boolean {
	const [year = NaN, month = NaN, day = NaN, ...time] = parts;
	if ([month, ...time].some((part, i) => part > (GREATEST[i] ?? 0)) || month < 1) return false;
	return day >= 1 && day <= daysInMonth(year, month - 1);
}

function utc([year = NaN, month = NaN, day = NaN, ...time]: readonly number[]): number {
	const [hour = NaN, minute = NaN, second = NaN] = time;
	return utcOf({ year, month: month - 1, day }) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
export function utcOf(date: {
	readonly year: number;
	/** 0–11. */
	readonly month: number;
	readonly day: number;
}): number {
	return new Date(0).setUTCFullYear(date.year, date.month, date.day);
}

/** `month` is 0–11. */
export function daysInMonth(year: number, month: number): number {
	return new Date(utcOf({ year, month: month + 1, day: 0 })).getUTCDate();
}

function offset(zone: string | undefined): number {
	if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
	const sign = zone.startsWith('-') ? -1 : 1;
	const digits = zone.slice(1).replace(':', '');
	return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0')) * 60_000;
}
