/** "3 May 2026, 14:05" in the reader's language and time zone. */
export function exactTime(moment: string, locale: string): string {
	const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
	return format.format(Date.parse(moment));
}
