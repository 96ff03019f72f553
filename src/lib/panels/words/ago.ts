const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];
/** Longer ago than this, a date says more. */
const DATE_AFTER_MS = 14 * 86_400_000;

/** "5 minutes ago", "yesterday", "3 May 2026" in the reader's language. */
export function ago(
	then: number,
	options: { readonly now: number; readonly locale: string }
): string {
	const { now, locale } = options;
	const passed = Math.max(0, now - then);
	if (passed > DATE_AFTER_MS) {
		return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(then);
	}
	const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	for (const [unit, length] of STEPS) {
		if (passed >= length) return format.format(-Math.floor(passed / length), unit);
	}
	return format.format(0, 'minute');
}
