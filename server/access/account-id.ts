import { createHash } from 'node:crypto';

/**
 * Our id of an account at the identity provider: always the same, so that two first requests make one
 * person, and people can be told apart while the database is away. A UUID of version 8.
 */
export function accountId(clerkId: string): string {
	const hash = createHash('sha256').update(`samsyn:clerk:${clerkId}`).digest('hex');
	const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`${variant}${hash.slice(17, 20)}`,
		hash.slice(20, 32)
	].join('-');
}
