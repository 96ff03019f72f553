export type JsonValue =
	string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Deepest nesting that a property value may have; deeper input is refused, not recursed into. */
const MAX_DEPTH = 16;

/** True for values that survive JSON unchanged: finite numbers, no `undefined`, plain objects only. */
export function isJson(value: unknown, depth = 0): value is JsonValue {
	if (value === null) return true;
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return true;
		case 'number':
			return Number.isFinite(value);
		case 'object': {
			if (depth >= MAX_DEPTH) return false;
			if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
			const prototype: unknown = Object.getPrototypeOf(value);
			if (prototype !== Object.prototype && prototype !== null) return false;
			return Object.values(value).every((item) => isJson(item, depth + 1));
		}
		default:
			return false;
	}
}

export function isJsonObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
