import { expect, test } from 'vitest';
import { answerFor } from './answer-for.ts';

const app = {
	origin: 'https://samsyn.example',
	precached: new Set(['/_app/immutable/a.js', '/basemap/land.json'])
};

function ask(path: string, options: { mode?: RequestMode; method?: string; range?: string } = {}) {
	const { mode = 'cors', method = 'GET', range } = options;
	const headers = new Headers(range === undefined ? {} : { range });
	return answerFor({ url: new URL(path, app.origin).href, mode, method, headers }, app);
}

test('every route is answered with the shell when it is loaded as a page', () => {
	expect(ask('/', { mode: 'navigate' })).toBe('shell');
	expect(ask('/map/3b5f', { mode: 'navigate' })).toBe('shell');
});

test('parts of the app and its basemap come from the cache', () => {
	expect(ask('/_app/immutable/a.js')).toBe('cache');
	expect(ask('/basemap/land.json')).toBe('cache');
});

test('live answers are never cached, not even as a page', () => {
	for (const path of ['/api/maps', '/sync', '/tiles/1/2/3', '/ogc/x', '/healthz', '/metrics']) {
		expect(ask(path)).toBe('network');
		expect(ask(path, { mode: 'navigate' })).toBe('network');
	}
	expect(ask('/apiary', { mode: 'navigate' })).toBe('shell');
});

test('ranges, writes and other servers go to the network', () => {
	expect(ask('/basemap/land.json', { range: 'bytes=0-99' })).toBe('network');
	expect(ask('/', { method: 'POST', mode: 'navigate' })).toBe('network');
	expect(ask('https://tile.example/1/2/3.png')).toBe('network');
});
