import type { Context } from 'hono';

const BEARER = /^Bearer +([^\s]+)$/i;

/** The token a request carries: `undefined` when it has no `Authorization`, `''` when that is none. */
export function bearerOf(c: Context): string | undefined {
	const header = c.req.header('Authorization');
	return header === undefined ? undefined : (BEARER.exec(header)?.[1] ?? '');
}
