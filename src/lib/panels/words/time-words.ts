import { formatUtc } from '#core/time/format-instant.ts';
import type { Precision } from '#core/time/parse-instant.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** "15 Jun 2023 12:00 UTC"; what is finer than the data is left out. */
export function timeText(ms: number, precision: Precision): string {
	return formatUtc(ms, precision, localeOf());
}

/** The part of a time that is new on a scale: "2023", "Jun", "15", "12:00". */
export function tickTimeText(ms: number, precision: 'year' | 'month' | 'day' | 'hour'): string {
	const parts = {
		year: { year: 'numeric' },
		month: { month: 'short' },
		day: { day: 'numeric', month: 'short' },
		hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
	} as const;
	return new Intl.DateTimeFormat(localeOf(), { timeZone: 'UTC', ...parts[precision] }).format(ms);
}

/** English as it is written around our seas: the day before the month. */
function localeOf(): string {
	const locale = getLocale();
	return locale === 'en' ? 'en-GB' : locale;
}
