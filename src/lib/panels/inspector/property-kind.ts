import type { JsonValue } from '#core/util/json.ts';
import { unreachable } from '#core/util/unreachable.ts';

/** How a property is shown and edited. `json`: lists and objects, which are shown only. */
export type PropertyKind = 'text' | 'number' | 'yes-no' | 'date' | 'json';

/** Kinds a person can choose. */
export const CHOOSABLE_KINDS = ['text', 'number', 'yes-no', 'date'] as const;
export type ChoosableKind = (typeof CHOOSABLE_KINDS)[number];

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;

/** The kind a value has by itself. A date is text of the form 2026-05-31, as in most files. */
export function kindOf(value: JsonValue): PropertyKind {
	if (typeof value === 'number') return 'number';
	if (typeof value === 'boolean') return 'yes-no';
	if (typeof value === 'string') return DATE.test(value) ? 'date' : 'text';
	return value === null ? 'text' : 'json';
}

/** What a new property of that kind holds until something is written. */
export function emptyValue(kind: ChoosableKind): JsonValue {
	switch (kind) {
		case 'text':
			return '';
		case 'number':
			return null;
		case 'yes-no':
			return false;
		case 'date':
			return '';
		default:
			return unreachable(kind);
	}
}

/** `1 234,5` and `1234.5` → 1234.5; `undefined` for what is no number. Empty reads as none (null). */
export function parseNumber(text: string): number | null | undefined {
	const plain = text
		.replace(/[\s\u00a0\u202f]/gu, '')
		.replace(',', '.')
		.replace('−', '-');
	if (plain === '') return null;
	const number = Number(plain);
	return Number.isFinite(number) ? number : undefined;
}

/** The same value as another kind, where that can be said without guessing. */
export function convert(value: JsonValue, kind: ChoosableKind): JsonValue {
	const text = asText(value);
	switch (kind) {
		case 'text':
			return text;
		case 'number':
			return typeof value === 'boolean' ? Number(value) : (parseNumber(text) ?? null);
		case 'yes-no':
			return /^(true|yes|ja|1)$/iu.test(text.trim());
		case 'date':
			return DATE.test(text.slice(0, 10)) ? text.slice(0, 10) : '';
		default:
			return unreachable(kind);
	}
}

function asText(value: JsonValue): string {
	if (value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}
