import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of this origin may open the socket: our own pages, and those of configured origins.
 * The host alone counts, since a proxy before us may speak https. Programs send no origin; they need
 * a token like everybody.
 */
export function isAllowedOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
	const { origin, host } = request.headers;
	if (origin === undefined) return true;
	if (allowed.includes(origin)) return true;
	return URL.canParse(origin) && new URL(origin).host === host;
}
