/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import { SHELF_CHANNEL } from '../lib/offline/shelf-messages.ts';
import { answerFor } from './answer-for.ts';
import { SeaAnswers } from './sea-answers.ts';
import { ShelfKeeper } from './shelf-keeper.ts';

// The page types know `self` as a window; here it is the worker.
const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'samsyn-app-';
const CACHE = PREFIX + version;
/** One page for every route (adapter-static's fallback). */
const SHELL = '/';
/** Nobody signs in without the network, and most servers have no accounts. */
const ONLINE_ONLY = /\/clerk-[^/]+\.js$/;
const PRECACHED = new Set([...build.filter((path) => !ONLINE_ONLY.test(path)), ...files]);
/** A server that does not answer a navigation in this time is treated as away. */
const NAVIGATION_LIMIT_MS = 3_000;

const keeper = new ShelfKeeper();
const toPages = new BroadcastChannel(SHELF_CHANNEL);
const sea = new SeaAnswers({
	shelf: () => keeper.shelf(),
	session: () => keeper.session(),
	origin: worker.location.origin,
	fetch: (request) => fetch(request),
	now: () => Date.now(),
	online: () => navigator.onLine,
	tell: (message) => toPages.postMessage(message)
});

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
	// The person pressed "Reload": never before.
	if (event.data === 'take-over') void worker.skipWaiting();
	else event.waitUntil(hear(event));
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	switch (answerFor(request, { origin: worker.location.origin, precached: PRECACHED })) {
		case 'shell':
			return event.respondWith(navigate(request));
		case 'cache':
			return event.respondWith(fromCache(request));
		case 'shelf':
			return event.respondWith(sea.answer(request, (work) => event.waitUntil(work)));
		case 'network':
			return;
	}
});

async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	await Promise.all([...PRECACHED].map((path) => store(cache, path)));
	// The page is named after nothing, so that the browser's own cache may hold an older one.
	await cache.add(new Request(SHELL, { cache: 'reload' }));
}

/** Files that Kit names after their content are taken over from an older version's cache. */
async function store(cache: Cache, path: string): Promise<void> {
	const kept = path.includes('/immutable/') ? await caches.match(path) : undefined;
	if (kept) await cache.put(path, kept);
	else await cache.add(path);
}

async function activate(): Promise<void> {
	for (const name of await caches.keys()) {
		if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
	}
	await worker.clients.claim();
	const shelf = await keeper.shelf();
	await shelf?.sweep().catch(() => undefined);
}

/** What a page asks of the shelf; it is told when that is done. */
async function hear({ data, ports }: ExtendableMessageEvent): Promise<void> {
	const done = await keeper.hear(data).catch(() => false);
	ports[0]?.postMessage(done);
}

async function fromCache(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** The network first, because it may have a newer version; soon enough the page of this device. */
async function navigate(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const shell = await cache.match(SHELL);
	if (!shell) return fetch(request);
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(NAVIGATION_LIMIT_MS) });
		// A proxy that stands before a stopped server answers with an error page of its own.
		return response.status >= 500 ? shell : response;
	} catch {
		return shell;
	}
}
