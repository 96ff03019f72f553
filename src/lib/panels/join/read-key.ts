/** What stands in a link, or was typed: the secret of a link or a code of six letters. */
export type JoinKey = { readonly code: string } | { readonly token: string };

export const CODE_LENGTH = 6;

/** Only letters count; what people put between them, and small letters, do not matter. */
export function cleanCode(typed: string): string {
	return typed
		.toUpperCase()
		.replace(/[^A-Z]/g, '')
		.slice(0, CODE_LENGTH);
}

export function readKey(key: string): JoinKey {
	return /^[a-z]{6}$/i.test(key) ? { code: key.toUpperCase() } : { token: key };
}

/** A whole link pasted where a code is asked for. */
export function keyInLink(text: string): string | undefined {
	return /\/join\/([\w.~-]+)/u.exec(text)?.[1];
}
