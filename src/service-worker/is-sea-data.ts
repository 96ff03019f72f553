/** What of our own server is sea data; everything else of it is live. */
const OWN = [
	/^\/api\/layers\/[^/]+\/(tiles|info|statistics|preview)(\/|\.|$)/u,
	/^\/api\/wms(\/|$)/u,
	/^\/api\/files\/proxy$/u,
	/^\/api\/uploads\/[^/]+\/file$/u
];
/** The hosts that sign people in. */
const SIGN_IN = /(^|\.)clerk\.|(^|\.)clerk\.(com|dev|accounts\.dev)$|\.accounts\.dev$/iu;

export interface Asked {
	readonly method: string;
	readonly url: string;
	readonly mode: RequestMode;
	readonly headers: Headers;
	readonly credentials?: RequestCredentials;
	readonly cache?: RequestCache;
	readonly destination?: RequestDestination;
}

/** Whether a request asks for a picture, a piece of a raster or a description of sea data. */
export function isSeaData(asked: Asked, origin: string): boolean {
	const url = new URL(asked.url);
	if (asked.method !== 'GET' || asked.cache === 'no-store') return false;
	if (url.origin === origin) return OWN.some((path) => path.test(url.pathname));
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
	if (asked.mode !== 'cors' || SIGN_IN.test(url.hostname)) return false;
	// What another server shows to one person only is none of ours to keep.
	if (asked.credentials === 'include' || asked.headers.has('authorization')) return false;
	return asked.destination === undefined || ['', 'image'].includes(asked.destination);
}
