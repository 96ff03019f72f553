import { createHash, randomInt } from 'node:crypto';

/** Without letters that look or sound like another on paper: no B/8, I/1/L, O/0, S/5, U/V, Z/2. */
const LETTERS = 'ACDEFGHJKMNPQRTVWXY34679';
const LENGTH = 16;
const GROUP = 4;

/** 73 bits, in groups to be read aloud and written down: `ACDE-FGHJ-KMNP-QRTV`. */
export function makeReentryCode(): string {
	const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)));
	return letters.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), (group) => `${group}-`);
}

/** What is kept of a code. Spaces, dashes and small letters do not matter. */
export function hashReentryCode(code: string): Buffer {
	const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
	// The code is as random as a key: it needs no slow hash.
	return createHash('sha256').update(letters).digest();
}
