import { NAME_LENGTH } from '#core/wire/session.ts';

/** A name as the provider has it, short enough for a cursor; `undefined` when nothing is left of it. */
export function accountName(...parts: readonly unknown[]): string | undefined {
	const name = parts
		.filter((part) => typeof part === 'string')
		.join(' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	// Cut between characters, not within one.
	const short = name.slice(0, NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
	return short === '' ? undefined : short.trim();
}
