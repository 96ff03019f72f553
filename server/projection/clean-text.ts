/**
 * Text and JSON as PostgreSQL can keep them: no zero characters, no half surrogate pairs. Documents
 * may hold both; the tables show U+FFFD instead.
 */
export function cleanText(text: string): string {
	// eslint-disable-next-line no-control-regex -- exactly this character is not allowed
	return text.replace(/\u0000/g, '\uFFFD').toWellFormed();
}

/** JSON text for a jsonb column. */
export function cleanJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) => {
		if (typeof inner === 'string') return cleanText(inner);
		if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
		const entries = Object.entries(inner);
		if (entries.every(([key]) => cleanText(key) === key)) return inner;
		return Object.fromEntries(entries.map(([key, part]) => [cleanText(key), part]));
	});
}
