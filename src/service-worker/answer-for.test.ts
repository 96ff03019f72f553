import { expect, test } from 'vitest';
import { answerFor } from './answer-for.ts';

const app = {
	origin: 'https://samsyn.example',
	precached: new Set(['/_app/immutable/a.js', '/basemap/land.json'])
};

interface Options {
	mode?: RequestMode;
	method?: string;
	headers?: Record<string, string>;
	credentials?: RequestCredentials;
	cache?: RequestCache;
	destination?: RequestDestination;
}

function ask(path: string, options: Options = {}) {
	const { mode = 'cors', method = 'GET', headers = {}, ...rest } = options;
	const url = new URL(path, app.origin).href;
	return answerFor({ url, mode, method, headers: new Headers(headers), ...rest }, app);
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

test('pieces of the app’s own files and writes go to the network', () => {
	expect(ask('/basemap/land.json', { headers: { range: 'bytes=0-99' } })).toBe('network');
	expect(ask('/', { method: 'POST', mode: 'navigate' })).toBe('network');
	expect(ask('https://tile.example/1/2/3.png', { method: 'POST' })).toBe('network');
});

test.each([
	'/api/layers/7/tiles/1/2/3',
	'/api/layers/7/tiles/1/2/3.png?time=2024',
	'/api/layers/7/info',
	'/api/layers/7/statistics?bidx=1',
	'/api/layers/7/preview.png',
	'/api/wms/proxy?url=http%3A%2F%2Fsea.example',
	'/api/wms/capabilities?url=x',
	'/api/files/proxy?url=x',
	'/api/uploads/7/file',
	'https://tile.example/1/2/3.png'
])('[S1] sea data is kept: %s', (path) => {
	expect(ask(path)).toBe('shelf');
	expect(ask(path, { destination: 'image' })).toBe('shelf');
});

test.each([
	'/api/layers/7',
	'/api/layers/7/features',
	'/api/layers/7/information',
	'/api/uploads/7',
	'/api/me',
	'/api/session',
	'/api/config',
	'/api/wmsx'
])('[S2] nothing else of the API is: %s', (path) => {
	expect(ask(path)).toBe('network');
});

test('[S3] pieces of rasters are kept, from other servers and from ours', () => {
	const headers = { range: 'bytes=0-65535' };
	expect(ask('https://sea.example/depth.tif', { headers })).toBe('shelf');
	expect(ask('/api/uploads/7/file', { headers })).toBe('shelf');
});

test('[S4] what another server shows to one person only is not kept', () => {
	const url = 'https://tile.example/1/2/3.png';
	expect(ask(url, { headers: { authorization: 'Bearer x' } })).toBe('network');
	expect(ask(url, { credentials: 'include' })).toBe('network');
	expect(ask(url, { credentials: 'same-origin' })).toBe('shelf');
});

test('[S5] hosts that sign people in, pages, programs, unreadable answers and no-store are not kept', () => {
	for (const host of [
		'clerk.plan.example',
		'busy-otter-7.clerk.accounts.dev',
		'api.clerk.com',
		'x.accounts.dev'
	]) {
		expect(ask(`https://${host}/v1/client`)).toBe('network');
	}
	const url = 'https://tile.example/1/2/3.png';
	expect(ask(url, { mode: 'no-cors' })).toBe('network');
	expect(ask(url, { mode: 'navigate' })).toBe('network');
	expect(ask(url, { destination: 'script' })).toBe('network');
	expect(ask(url, { cache: 'no-store' })).toBe('network');
	expect(ask('/api/wms/proxy?url=x', { cache: 'no-store' })).toBe('network');
	expect(ask('wss://sea.example/live')).toBe('network');
});
