/**
 * The value with lone surrogates in its strings replaced by U+FFFD. UTF-8 cannot carry them: the wire
 * would replace them anyway, and the writer's document would differ from everybody else's for good.
 */
export function wellFormed<T>(value: T): T {
	return repaired(value) as T;
}

function repaired(value: unknown): unknown {
	if (typeof value === 'string') return value.toWellFormed();
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
	if (Array.isArray(value)) return value.map(repaired);
	return Object.fromEntries(
		Object.entries(value).map(([key, part]) => [key.toWellFormed(), repaired(part)])
	);
}
