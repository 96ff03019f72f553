/** Where the answer to a request comes from. */
export type Source = 'shell' | 'cache' | 'network';

interface Asked {
	readonly method: string;
	readonly url: string;
	readonly mode: RequestMode;
	readonly headers: Headers;
}

/** Answers of the server that must never come from a cache. */
const LIVE = ['/api', '/sync', '/tiles', '/ogc', '/healthz', '/readyz', '/metrics'];

/**
 * Only what the build precached and page loads are ours. Everything live, everything of other
 * servers, and pieces of files (rasters are read by range) go to the network untouched.
 */
export function answerFor(
	request: Asked,
	app: { readonly origin: string; readonly precached: ReadonlySet<string> }
): Source {
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== app.origin) return 'network';
	if (request.headers.has('range')) return 'network';
	if (LIVE.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) {
		return 'network';
	}
	if (app.precached.has(url.pathname)) return 'cache';
	return request.mode === 'navigate' ? 'shell' : 'network';
}
