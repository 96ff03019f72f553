import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SeaAnswers } from '../../service-worker/sea-answers.ts';
import { bytesOfArea, deleteArea, readAreas, writeArea } from './area-store.ts';
import type { Area } from './area.ts';
import { ANYONE } from './copy-key.ts';
import { KEPT_HEADER, type FromShelf, type SavingSession } from './shelf-messages.ts';
import { Shelf } from './shelf.ts';

const BUDGET = 10_000;
let shelf: Shelf;

beforeEach(async () => {
	shelf = await Shelf.open(BUDGET);
});

afterEach(async () => {
	shelf.close();
	await caches.delete('samsyn-shelf');
	await new Promise((resolve) => {
		const request = indexedDB.deleteDatabase('samsyn-shelf');
		request.onsuccess = resolve;
		request.onblocked = resolve;
	});
});

function picture(bytes: number, headers: Record<string, string> = {}): Response {
	const body = new Uint8Array(bytes).fill(7);
	return new Response(body, { headers: { 'content-type': 'image/png', ...headers } });
}

function offered(key: string, more: { area?: string; now?: number; person?: string } = {}) {
	const { area = null, now = 1, person = ANYONE } = more;
	return { key, service: 'sea.example', person, area, now };
}

async function holds(key: string): Promise<boolean> {
	return (await shelf.find(key, 1)) !== undefined;
}

describe('the shelf', () => {
	test('[H1] an answer comes back as it was, marked with when it came', async () => {
		const response = new Response('tile', {
			headers: { 'content-type': 'image/webp', etag: '"a"', 'content-encoding': 'gzip' }
		});
		await shelf.keep(response, offered('k', { now: 1_000 }));
		const kept = await shelf.find('k', 2_000);
		expect(kept?.response.status).toBe(200);
		expect(await kept?.response.text()).toBe('tile');
		expect(kept?.response.headers.get('content-type')).toBe('image/webp');
		expect(kept?.response.headers.get('content-encoding')).toBeNull();
		expect(kept?.response.headers.get(KEPT_HEADER)).toBe('1970-01-01T00:00:01.000Z');
		expect(await shelf.find('other', 1)).toBeUndefined();
	});

	test('[H2] a piece of a file comes back as a piece, an empty tile as empty', async () => {
		const headers = { 'content-range': 'bytes 0-3/9', 'content-type': 'image/tiff' };
		await shelf.keep(new Response('abcd', { status: 206, headers }), offered('piece'));
		await shelf.keep(new Response(null, { status: 204 }), offered('empty'));
		const piece = (await shelf.find('piece', 1))?.response;
		expect(piece?.status).toBe(206);
		expect(piece?.headers.get('content-range')).toBe('bytes 0-3/9');
		expect(await piece?.text()).toBe('abcd');
		expect((await shelf.find('empty', 1))?.response.status).toBe(204);
	});

	test('[H3] above the budget the longest unused go, and use counts', async () => {
		for (let i = 0; i < 9; i += 1) {
			await shelf.keep(picture(1_000), offered(`t${i}`, { now: i }));
		}
		// Two minutes later somebody looks at the oldest.
		await shelf.find('t0', 120_000);
		await shelf.keep(picture(1_500), offered('new', { now: 120_001 }));
		expect(await holds('t0')).toBe(true);
		expect(await holds('t1')).toBe(false);
		expect(await holds('t2')).toBe(false);
		expect(await holds('t3')).toBe(true);
		expect(await holds('new')).toBe(true);
	});

	test('[H4] copies of an area are not counted, and stay until it is removed', async () => {
		for (let i = 0; i < 5; i += 1) {
			await shelf.keep(picture(3_000), offered(`a${i}`, { area: 'A' }));
		}
		await shelf.keep(picture(3_000), offered('both', { area: 'A' }));
		const both = await shelf.find('both', 1);
		if (both) await shelf.pin(both.copy, 'B', 1);
		for (let i = 0; i < 20; i += 1) await shelf.keep(picture(1_000), offered(`t${i}`, { now: i }));
		for (let i = 0; i < 5; i += 1) expect(await holds(`a${i}`)).toBe(true);
		expect(await bytesOfArea('A')).toBe(18_000);
		await shelf.release('A');
		expect(await holds('a0')).toBe(false);
		expect(await holds('both')).toBe(true);
		expect(await bytesOfArea('A')).toBe(0);
		expect(await bytesOfArea('B')).toBe(3_000);
	});

	test('[H5] what is pinned to an area stays consistent: pictures are renewed, pieces are not', async () => {
		const piece = (text: string) =>
			new Response(text, { status: 206, headers: { 'content-type': 'image/tiff' } });
		await shelf.keep(piece('old'), offered('piece', { area: 'A' }));
		await shelf.keep(picture(10), offered('picture', { area: 'A' }));
		await shelf.keep(piece('new'), offered('piece'));
		await shelf.keep(picture(20), offered('picture'));
		expect(await (await shelf.find('piece', 1))?.response.text()).toBe('old');
		expect((await shelf.find('picture', 1))?.copy).toMatchObject({ bytes: 20, areas: ['A'] });
	});

	test('[H6] the same version is not written again; too large is left', async () => {
		await shelf.keep(picture(10, { etag: '"1"' }), offered('k', { now: 1 }));
		expect(await shelf.keep(picture(10, { etag: '"1"' }), offered('k', { now: 5 }))).toEqual({
			kind: 'left',
			bytes: 10
		});
		expect((await shelf.find('k', 5))?.copy.keptAt).toBe(5);
		const large = await shelf.keep(picture(33_000_000), offered('large'));
		expect(large.kind).toBe('left');
		expect(await holds('large')).toBe(false);
	});

	test('[H7] somebody else, or nobody: copies for one person go, those for all stay', async () => {
		await shelf.setPerson('anna');
		await shelf.keep(picture(10), offered('hers', { person: '00ff' }));
		await shelf.keep(picture(10), offered('hers too', { person: 'ff00', area: 'A' }));
		await shelf.keep(picture(10), offered('open'));
		await shelf.setPerson('anna');
		expect(await holds('hers')).toBe(true);
		await shelf.setPerson(null);
		expect(await holds('hers')).toBe(false);
		expect(await holds('hers too')).toBe(false);
		expect(await holds('open')).toBe(true);
	});

	test('[H8] bodies and lines that lost each other are cleared away', async () => {
		await shelf.keep(picture(10), offered('k'));
		const cache = await caches.open('samsyn-shelf');
		await cache.put('/.kept/stray', new Response('x'));
		await shelf.sweep();
		expect(await cache.keys()).toHaveLength(1);
		await cache.delete('/.kept/k');
		expect(await shelf.find('k', 1)).toBeUndefined();
	});

	test('[H9] a session of saving outlives the service worker', async () => {
		const session = { area: 'A', services: ['sea.example'], until: 99 };
		await shelf.setSession(session);
		shelf.close();
		shelf = await Shelf.open(BUDGET);
		expect(await shelf.session()).toEqual(session);
	});

	test('[H10] areas are listed the latest first; a broken one is passed over', async () => {
		const area: Area = {
			id: 'A',
			mapId: 'm',
			name: 'Bank',
			extent: [1, 54, 3, 55],
			zoom: 8,
			parts: [],
			madeAt: 1,
			tiles: 4,
			done: 4,
			bytes: 9,
			stopped: null
		};
		await writeArea(area);
		await writeArea({ ...area, id: 'B', madeAt: 2 });
		await writeArea({ ...area, id: 'C', stopped: 'nonsense' } as unknown as Area);
		expect((await readAreas()).map(({ id }) => id)).toEqual(['B', 'A']);
		await deleteArea('B');
		expect((await readAreas()).map(({ id }) => id)).toEqual(['A']);
	});
});

/** A sea server that the test switches, before the real shelf. */
function service() {
	const told: FromShelf[] = [];
	const state = {
		reply: (_request: Request): Promise<Response> | Response => picture(10),
		time: 1_000_000,
		online: true,
		session: null as SavingSession | null,
		asked: 0
	};
	const answers = new SeaAnswers({
		shelf: () => Promise.resolve(shelf),
		session: () => Promise.resolve(state.session),
		origin: 'https://plan.example',
		fetch: async (request) => {
			state.asked += 1;
			return state.reply(request);
		},
		now: () => state.time,
		online: () => state.online,
		tell: (message) => told.push(message)
	});
	const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
		const works: Promise<unknown>[] = [];
		const response = await answers.answer(new Request(url, init), (work) => works.push(work));
		await Promise.all(works);
		return response;
	};
	return { state, told, ask };
}

const TILE = 'https://sea.example/1/2/3.png';
const away = () => Promise.reject(new TypeError('Failed to fetch'));

describe('answers to requests for sea data', () => {
	test('[A1] the network first; when it fails, the copy, and the pages are told', async () => {
		const { state, told, ask } = service();
		expect((await ask(TILE)).headers.has(KEPT_HEADER)).toBe(false);
		state.reply = away;
		const kept = await ask(TILE);
		expect(kept.headers.has(KEPT_HEADER)).toBe(true);
		expect((await kept.arrayBuffer()).byteLength).toBe(10);
		expect(told).toEqual([{ kind: 'away', service: 'sea.example', keptAt: 1_000_000 }]);
		state.reply = () => picture(20);
		expect((await (await ask(TILE)).arrayBuffer()).byteLength).toBe(20);
		expect(told.at(-1)).toEqual({ kind: 'back', service: 'sea.example' });
	});

	test('[A2] nothing kept: the failure is the page’s, as without us', async () => {
		const { state, ask } = service();
		state.reply = away;
		await expect(ask(TILE)).rejects.toThrow(TypeError);
	});

	test('[A3] a server in trouble is answered for; its refusals are not', async () => {
		const { state, ask } = service();
		await ask(TILE);
		for (const status of [500, 503, 429]) {
			state.reply = () => new Response('', { status });
			expect((await ask(TILE)).status).toBe(200);
		}
		state.reply = () => new Response('', { status: 404 });
		expect((await ask(TILE)).status).toBe(404);
		state.reply = () => new Response('', { status: 503 });
		expect((await ask(`${TILE}?other`)).status).toBe(503);
	});

	test('[A4] too slow while offline: the copy now, the late answer is the next copy', async () => {
		const { state, ask } = service();
		await ask(TILE);
		state.online = false;
		let arrive: (response: Response) => void = () => undefined;
		state.reply = () => new Promise((resolve) => (arrive = resolve));
		setTimeout(() => arrive(picture(30)), 2_200);
		const begun = performance.now();
		const first = await ask(TILE);
		expect(performance.now() - begun).toBeGreaterThan(1_400);
		expect(first.headers.has(KEPT_HEADER)).toBe(true);
		state.reply = away;
		expect((await (await ask(TILE)).arrayBuffer()).byteLength).toBe(30);
	});

	test('[A5] one person’s copies are not shown to another, nor to nobody', async () => {
		const { state, ask } = service();
		const url = 'https://plan.example/api/layers/7/tiles/1/2/3';
		const claims = (sub: string) => `x.${btoa(JSON.stringify({ sub }))}.y`;
		const as = (sub: string) => ({ headers: { authorization: `Bearer ${claims(sub)}` } });
		await ask(url, as('anna'));
		state.reply = away;
		expect((await ask(url, as('anna'))).headers.has(KEPT_HEADER)).toBe(true);
		await expect(ask(url, as('bo'))).rejects.toThrow(TypeError);
		await expect(ask(url)).rejects.toThrow(TypeError);
	});

	test('[A6] the right to see it was taken: the copy goes', async () => {
		const { state, ask } = service();
		const url = 'https://plan.example/api/layers/7/tiles/1/2/3';
		const mine = { headers: { authorization: 'Bearer opaque' } };
		await ask(url, mine);
		state.reply = () => new Response('', { status: 403 });
		expect((await ask(url, mine)).status).toBe(403);
		state.reply = away;
		await expect(ask(url, mine)).rejects.toThrow(TypeError);
	});

	test('[A7] an area takes what was fetched today, asks for the rest, and tells the size once', async () => {
		const { state, told, ask } = service();
		await ask(TILE);
		state.session = { area: 'A', services: ['sea.example'], until: state.time + 60_000 };
		expect(state.asked).toBe(1);
		await ask(TILE);
		await ask(TILE);
		expect(state.asked).toBe(1);
		await ask(`${TILE}?new`);
		await ask(`https://other.example/x.png`);
		expect(state.asked).toBe(3);
		const sizes = told.flatMap((message) => (message.kind === 'answer' ? message.bytes : []));
		expect(sizes).toEqual([10, 0, 10]);
		expect(await bytesOfArea('A')).toBe(20);
		// The tab that saved is gone: what comes later is loose.
		state.time += 61_000;
		await ask(`${TILE}?later`);
		expect(await bytesOfArea('A')).toBe(20);
	});

	test('[A8] pieces of a file are kept one by one', async () => {
		const { state, ask } = service();
		const piece = (range: string) => ({ headers: { range } });
		state.reply = (request) =>
			new Response(request.headers.get('range'), {
				status: 206,
				headers: { 'content-type': 'image/tiff' }
			});
		await ask('https://sea.example/depth.tif', piece('bytes=0-9'));
		await ask('https://sea.example/depth.tif', piece('bytes=10-19'));
		state.reply = away;
		const kept = await ask('https://sea.example/depth.tif', piece('bytes=10-19'));
		expect(kept.status).toBe(206);
		expect(await kept.text()).toBe('bytes=10-19');
		await expect(ask('https://sea.example/depth.tif')).rejects.toThrow(TypeError);
	});

	test('[A9] what the page gave up is not answered for', async () => {
		const { state, ask } = service();
		await ask(TILE);
		const gone = new AbortController();
		state.reply = () => {
			gone.abort();
			return Promise.reject(new DOMException('given up', 'AbortError'));
		};
		await expect(ask(TILE, { signal: gone.signal })).rejects.toThrow('given up');
	});
});
