import { isSeaData, type Asked } from './is-sea-data.ts';

/** Where the answer to a request comes from. `shelf`: the network first, else a kept copy. */
export type Source = 'shell' | 'cache' | 'shelf' | 'network';

/** Answers of the server that must never come from a cache, but for sea data. */
const LIVE = ['/api', '/sync', '/tiles', '/ogc', '/healthz', '/readyz', '/metrics'];

/**
 * What the build precached, page loads, and data of the sea are ours. Everything live, what other
 * servers show to one person only, and pieces of the app's own files go to the network untouched.
 */
export function answerFor(
	request: Asked,
	app: { readonly origin: string; readonly precached: ReadonlySet<string> }
): Source {
	if (isSeaData(request, app.origin)) return 'shelf';
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== app.origin) return 'network';
	if (request.headers.has('range')) return 'network';
	if (LIVE.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) {
		return 'network';
	}
	if (app.precached.has(url.pathname)) return 'cache';
	return request.mode === 'navigate' ? 'shell' : 'network';
}
