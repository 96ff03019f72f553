import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mapListSchema, PEOPLE_COLOURS, sessionSchema, userSchema } from '#core/wire/session.ts';
import type { SessionAnswer } from '#core/wire/session.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';

let server: TestServer;
beforeAll(async () => {
	server = await testServer({ origins: ['https://friend.test'] });
});
afterAll(() => server.close());

interface Ask {
	readonly method?: string;
	readonly token?: string;
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

function ask(path: string, { method = 'GET', token, body, headers = {} }: Ask = {}) {
	return fetch(server.url + path, {
		method,
		body: body ?? null,
		headers: {
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
			...headers
		}
	});
}

async function signIn(name: string, token?: string): Promise<SessionAnswer> {
	const options = token === undefined ? {} : { token };
	const body = JSON.stringify({ name });
	const response = await ask('/api/session', { method: 'POST', body, ...options });
	expect(response.status).toBe(201);
	return sessionSchema.parse(await response.json());
}

/** A refusal in the form of RFC 9457, with the status said twice. */
async function problem(response: Response): Promise<unknown> {
	expect(response.headers.get('Content-Type')).toBe('application/problem+json');
	const body = (await response.json()) as { status: number; title: string };
	expect(body.status).toBe(response.status);
	expect(body.title).toMatch(/^[A-Z]/);
	return body;
}

async function addMap(values: Readonly<Record<string, unknown>>): Promise<string> {
	const id = randomUUID();
	const columns = ['id', ...Object.keys(values)];
	const places = columns.map((_, i) => `$${i + 1}`);
	await server.database.pool.query(
		`insert into maps (${columns.join(', ')}) values (${places.join(', ')})`,
		[id, ...Object.values(values)]
	);
	return id;
}

describe('/api/session and /api/me', () => {
	test('a name makes a person, whose token proves it', async () => {
		const { token, user, expires_at } = await signIn('  Astrid  ');
		expect(user.name).toBe('Astrid');
		expect(PEOPLE_COLOURS).toContain(user.color);
		expect(Date.parse(expires_at)).toBeGreaterThan(Date.now());
		const me = await ask('/api/me', { token });
		expect(userSchema.parse(await me.json())).toEqual(user);
	});

	test('with a token the same person takes another name, in old tokens too', async () => {
		const first = await signIn('Astrid');
		const second = await signIn('Astrid L.', first.token);
		expect(second.user).toEqual({ ...first.user, name: 'Astrid L.' });
		const me: unknown = await (await ask('/api/me', { token: first.token })).json();
		expect(me).toMatchObject(second.user);
	});

	test('two people of one name are two people', async () => {
		const [one, other] = [await signIn('Kim'), await signIn('Kim')];
		expect(one.user.id).not.toBe(other.user.id);
	});

	test('an answer with a token is never cached', async () => {
		const body = JSON.stringify({ name: 'Kim' });
		const response = await ask('/api/session', { method: 'POST', body });
		expect(response.headers.get('Cache-Control')).toBe('no-store');
	});

	test('a person who is gone is nobody, though the token is well signed', async () => {
		const { token, user } = await signIn('Gone');
		await server.database.pool.query('delete from users where id = $1', [user.id]);
		expect((await ask('/api/me', { token })).status).toBe(401);
	});

	test.each([
		['/api/me', ''],
		['/api/me', 'garbage'],
		['/api/config', 'garbage'],
		['/api/session', 'a.b.c']
	])('%s refuses the token "%s" as anybody’s, public things included', async (path, token) => {
		const body = path === '/api/session' ? { method: 'POST', body: '{"name":"x"}' } : {};
		const response = await ask(path, { token, ...body });
		expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
		expect(await problem(response)).toMatchObject({
			type: 'urn:samsyn:problem:unauthorized',
			status: 401
		});
	});

	test.each([
		['no name', '{}', '/name'],
		['an empty one', '{"name":"   "}', '/name'],
		['a long one', JSON.stringify({ name: 'x'.repeat(10_000) }), '/name'],
		['one with a line break', '{"name":"a\\nb"}', '/name'],
		['one with a zero', '{"name":"a\\u0000b"}', '/name'],
		['one that is no text', '{"name":7}', '/name'],
		['a field that nobody knows', '{"name":"x","admin":true}', ''],
		['a list', '[]', '']
	])('%s is 422, with the place of the fault', async (_what, body, pointer) => {
		const response = await ask('/api/session', { method: 'POST', body });
		expect(await problem(response)).toMatchObject({
			type: 'urn:samsyn:problem:invalid',
			status: 422,
			errors: [{ pointer }]
		});
	});

	test.each([
		['broken JSON', { body: '{"name"' }, 400, 'bad-request'],
		['no body', {}, 422, 'invalid'],
		[
			'a form',
			{ body: 'name=x', headers: { 'Content-Type': 'text/plain' } },
			415,
			'wrong-content-type'
		],
		['megabytes', { body: JSON.stringify({ name: 'x'.repeat(2 ** 21) }) }, 413, 'too-large']
	])('%s', async (_what, options, status, type) => {
		const response = await ask('/api/session', { method: 'POST', ...options });
		expect(await problem(response)).toMatchObject({ status, type: `urn:samsyn:problem:${type}` });
	});
});

describe('/api/maps', () => {
	test('lists what one made or was invited to, the last changed first', async () => {
		const { user, token } = await signIn('Owner');
		const other = await signIn('Other');
		const old = await addMap({ name: 'Old', created_by: user.id, updated_at: '2026-01-01' });
		const shared = await addMap({
			name: 'Shared',
			created_by: other.user.id,
			permission_level: 'collaborators'
		});
		const asleep = await addMap({ name: 'Private again', created_by: other.user.id });
		await addMap({ name: 'Of others', created_by: other.user.id, permission_level: 'public' });
		for (const map of [shared, asleep]) {
			await server.database.pool.query(
				`insert into map_collaborators (map_id, user_id, permission) values ($1, $2, 'edit')`,
				[map, user.id]
			);
		}
		const list = mapListSchema.parse(await (await ask('/api/maps', { token })).json());
		expect(list.map(({ id }) => id)).toEqual([shared, old]);
		expect(list[1]).toMatchObject({ name: 'Old', updated_at: '2026-01-01T00:00:00.000Z' });
	});

	test('comes in pages that name the next one', async () => {
		const { user, token } = await signIn('Many');
		for (let i = 0; i < 3; i++)
			await addMap({ name: `${i}`, created_by: user.id, updated_at: `2026-01-0${i + 1}` });
		const first = await ask('/api/maps?limit=2', { token });
		expect(first.headers.get('Link')).toBe('</api/maps?limit=2&offset=2>; rel="next"');
		const rest = await ask('/api/maps?limit=2&offset=2', { token });
		expect(rest.headers.get('Link')).toBeNull();
		const [one, two] = [await first.json(), await rest.json()] as { name: string }[][];
		expect([...one!, ...two!].map(({ name }) => name)).toEqual(['2', '1', '0']);
	});

	test.each(['limit=0', 'limit=1001', 'limit=x', 'offset=-1'])('?%s is 422', async (query) => {
		const { token } = await signIn('x');
		expect((await ask(`/api/maps?${query}`, { token })).status).toBe(422);
	});

	test('needs to know who asks', async () => {
		expect(await problem(await ask('/api/maps'))).toMatchObject({ status: 401 });
	});

	test('one map with its layers, bottom to top', async () => {
		const { user, token } = await signIn('Owner');
		const id = await addMap({
			name: 'Plan',
			created_by: user.id,
			center_lat: 56.5,
			center_lng: 4,
			zoom: 5,
			basemap: 'chart'
		});
		const layers = [randomUUID(), randomUUID()];
		for (const [order, layer] of layers.entries()) {
			await server.database.pool.query('insert into layers (id, name) values ($1, $2)', [
				layer,
				`L${order}`
			]);
			await server.database.pool.query(
				'insert into map_layers (map_id, layer_id, display_order, opacity) values ($1, $2, $3, 0.7)',
				[id, layer, 1 - order]
			);
		}
		const response = await ask(`/api/maps/${id.toUpperCase()}`, { token });
		expect(await response.json()).toMatchObject({
			id,
			name: 'Plan',
			center_lat: 56.5,
			layer_count: 2,
			layers: [
				{ layer_id: layers[1], name: 'L1', opacity: 0.7, is_visible: true, source_type: 'vector' },
				{ layer_id: layers[0], name: 'L0' }
			]
		});
	});

	test('a map that does not exist, and any map for who is nobody, are 404', async () => {
		const { token, user } = await signIn('x');
		const id = await addMap({ created_by: user.id });
		const missing = await problem(await ask(`/api/maps/${randomUUID()}`, { token }));
		const hidden = await problem(await ask(`/api/maps/${id}`));
		expect(missing).toMatchObject({ type: 'urn:samsyn:problem:not-found', status: 404 });
		expect(hidden).toEqual(missing);
	});

	test('an id that is none is 422', async () => {
		const { token } = await signIn('x');
		expect(await problem(await ask('/api/maps/7', { token }))).toMatchObject({
			status: 422,
			errors: [{ pointer: '/id' }]
		});
	});
});

describe('the rest', () => {
	test('unknown places in the API are problems, not pages', async () => {
		expect(await problem(await ask('/api/nothing'))).toMatchObject({ status: 404 });
		const wrong = await ask('/api/maps', { method: 'DELETE' });
		expect(wrong.headers.get('Allow')).toBe('GET, HEAD, POST');
		expect(await problem(wrong)).toMatchObject({
			type: 'urn:samsyn:problem:method-not-allowed',
			status: 405
		});
		expect(await problem(await ask('/', { method: 'POST' }))).toMatchObject({ status: 404 });
	});

	test('/api/config tells version, limits and basemaps to everybody', async () => {
		const config: unknown = await (await ask('/api/config')).json();
		expect(config).toMatchObject({
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			schema_version: 1,
			identity: { provider: 'local' },
			limits: {
				featuresPerLayer: 25_000,
				frameBytes: 4 * 1024 * 1024,
				offlineAreaBytes: 500_000_000,
				offlineAreaTiles: 20_000
			},
			basemaps: []
		});
	});

	test('/api/openapi.json describes every place of the API', async () => {
		const document = (await (await ask('/api/openapi.json')).json()) as {
			openapi: string;
			paths: Record<string, Record<string, { tags: string[] }>>;
		};
		expect(document.openapi).toBe('3.1.0');
		const described = Object.keys(document.paths);
		for (const path of ['/api/maps/{id}', '/api/layers/{id}/features', '/api/join', '/readyz']) {
			expect(described).toContain(path);
		}
		expect(document.paths['/api/join']?.['post']?.tags).toEqual(['Sharing']);
		expect(document.paths['/api/layers/{id}/features']?.['get']?.tags).toEqual(['Features']);
	});

	test('/healthz, /readyz and /metrics', async () => {
		expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
		expect(await (await ask('/readyz')).json()).toEqual({ status: 'ok' });
		const metrics = await (await ask('/metrics')).text();
		for (const name of [
			'documents_open',
			'connections',
			'log_append_seconds',
			'projection_lag_seconds'
		]) {
			expect(metrics).toContain(`# TYPE samsyn_${name} `);
		}
		expect(metrics).toContain('route="/api/maps/:id"');
	});

	test('/api/docs renders the document, with code that comes from here', async () => {
		const page = await ask('/api/docs');
		expect(await page.text()).toContain('spec-url="/api/openapi.json"');
		expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self';");
		const script = await ask('/api/docs/rapidoc.js');
		expect(script.headers.get('Content-Type')).toContain('javascript');
		expect((await script.text()).length).toBeGreaterThan(100_000);
	});

	test('every answer has a policy without eval', async () => {
		for (const path of ['/', '/api/config', '/api/nothing']) {
			const { headers } = await ask(path);
			const policy = headers.get('Content-Security-Policy') ?? '';
			expect(policy).toContain("default-src 'self'");
			expect(policy).toContain("worker-src 'self' blob:");
			expect(policy).not.toMatch(/unsafe-eval|unsafe-inline/);
			expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
		}
	});

	test('pages of configured origins may ask, others may not', async () => {
		const allowed = await ask('/api/config', { headers: { Origin: 'https://friend.test' } });
		const other = await ask('/api/config', { headers: { Origin: 'https://evil.test' } });
		expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('https://friend.test');
		expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
	});
});
