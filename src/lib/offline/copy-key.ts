/** Whose copy it is: what everybody may see, or a hash that stands for one person. */
export const ANYONE = 'anyone';

/**
 * The name of a copy on the shelf. Pieces of files have one each; answers of our own server vary by
 * person, those of other servers do not (`ANYONE`).
 */
export function copyKey(asked: {
	readonly url: string;
	readonly range: string | null;
	readonly person: string;
}): string {
	const url = new URL(asked.url);
	url.hash = '';
	const range = (asked.range ?? '').replaceAll(/\s/gu, '').toLowerCase();
	return `${asked.person} ${range} ${url.href}`;
}

/**
 * A name for the person an Authorization header speaks for. Tokens are renewed all the time, so it is
 * the subject that counts where the token names one; a token that we can't read stands for itself.
 */
export async function personOf(authorization: string | null): Promise<string> {
	if (authorization === null || authorization.trim() === '') return ANYONE;
	const token = authorization.replace(/^bearer\s+/iu, '');
	const name = subjectOf(token) ?? token;
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
	const bytes = new Uint8Array(digest).subarray(0, 16);
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Not verified: whoever runs code here may read all copies anyway. */
function subjectOf(token: string): string | undefined {
	const claims = token.split('.')[1];
	if (claims === undefined) return undefined;
	try {
		const parsed: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
		if (typeof parsed !== 'object' || parsed === null || !('sub' in parsed)) return undefined;
		return typeof parsed.sub === 'string' && parsed.sub !== '' ? parsed.sub : undefined;
	} catch {
		return undefined;
	}
}
