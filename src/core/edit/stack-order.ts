import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { StackEntry } from '../doc/map-document.ts';

/** Longer keys make the whole stack be numbered anew. */
const LONGEST_KEY = 40;
const SUFFIX_LENGTH = 3;
/** No '0': a fractional index must not end in its smallest digit. */
const SUFFIX_DIGITS = '123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export interface OrderKey {
	readonly layerId: string;
	readonly order: string;
}

/**
 * Order keys to write so that `layerId` stands at `index` (0 is the bottom) among `others`, which
 * are sorted bottom to top and do not hold it. Usually one key; where two neighbours share a key
 * (two people put a layer into the same gap at once) or a key is unusable, the whole stack is
 * numbered anew. Random digits at the end keep two clients from making the same key.
 * `random` returns numbers in [0, 1).
 */
export function orderKeysFor(
	others: readonly StackEntry[],
	layerId: string,
	index: number,
	random: () => number
): readonly OrderKey[] {
	const at = Math.max(0, Math.min(index, others.length));
	const key = keyBetween(others[at - 1]?.order ?? null, others[at]?.order ?? null, random);
	if (key !== undefined) return [{ layerId, order: key }];
	const ids = others.map((entry) => entry.layerId);
	ids.splice(at, 0, layerId);
	return generateNKeysBetween(null, null, ids.length).map((order, i) => ({
		layerId: ids[i] ?? layerId,
		order
	}));
}

function keyBetween(
	below: string | null,
	above: string | null,
	random: () => number
): string | undefined {
	if (below !== null && above !== null && below >= above) return undefined;
	try {
		const key = generateKeyBetween(below, above) + suffix(random);
		const stillBetween = (below === null || key > below) && (above === null || key < above);
		return stillBetween && key.length <= LONGEST_KEY ? key : undefined;
	} catch {
		// The library throws on keys that it did not make: another program may have written them.
		return undefined;
	}
}

function suffix(random: () => number): string {
	let digits = '';
	for (let i = 0; i < SUFFIX_LENGTH; i++) {
		digits += SUFFIX_DIGITS.charAt(Math.floor(random() * SUFFIX_DIGITS.length));
	}
	return digits;
}
