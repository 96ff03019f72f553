import { digest } from 'lib0/hash/sha256';

/** 32 random bytes in hexadecimal. */
export const SEED = /^[0-9a-f]{64}$/;

/**
 * The id of a person who took it without a server: a fingerprint of the seed that their browser keeps.
 * So at first contact only that browser can claim it, and what it made before is its own already.
 */
export function localId(seed: string): string {
	const bytes = digest(new TextEncoder().encode(`samsyn:person:${seed}`));
	const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
		''
	);
	// As a UUID of version 8, the one whose content is the maker's own.
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`
	];
	return [...parts, hex.slice(20)].join('-');
}
