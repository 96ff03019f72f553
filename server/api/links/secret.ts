import { createHash, randomBytes, randomInt } from 'node:crypto';

const TOKEN_BYTES = 24;
const CODE_LENGTH = 6;
/** Nothing that is mistaken for something else, read or spoken, and no vowels: no words come of it. */
const CODE_LETTERS = 'BCDFGHJKMNPRSTVWXYZ';

export function newToken(): string {
	return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function newCode(): string {
	return Array.from({ length: CODE_LENGTH }, () =>
		CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))
	).join('');
}

/** All that is kept of a token. It is random and long: a slow hash would gain nothing. */
export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
