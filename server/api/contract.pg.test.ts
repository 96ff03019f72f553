import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { LIMITS } from '#core/doc/limits.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addToStack } from '#core/edit/map-edits.ts';
import { ApiClient, apiServer } from './testing/api-client.ts';
import type { Answer, ApiServer, Ask, Person } from './testing/api-client.ts';
import { isRasterOperation } from './testing/raster-operations.ts';
import { sampleOf } from './testing/samples.ts';

/**
 * Every operation of the OpenAPI document, and every status that it promises, at least once. The client
 * throws at any status that is not promised.
 */
let server: ApiServer;
let api: ApiClient;
let owner: Person;
let other: Person;
beforeAll(async () => {
	server = await apiServer();
	({ api } = server);
	owner = await api.signIn('Owner');
	other = await api.signIn('Other');
});
afterAll(() => server.close());

/** These need an identity provider: the tests of accounts and webhooks reach them. */
const WITH_ACCOUNTS = [
	'POST /api/session/merge 200',
	'POST /api/me/reentry-code 403',
	'POST /api/webhooks/clerk 204',
	'POST /api/webhooks/clerk 400',
	'POST /api/webhooks/clerk 503'
];

const MIB = 1024 * 1024;

const ask = (method: string, path: string, options: Ask = {}): Promise<Answer> =>
	api.ask(method, path, { as: owner, ...options });

/** Expects these statuses, one by one. */
async function reach(
	...asked: readonly (readonly [number, () => Promise<Answer>])[]
): Promise<void> {
	for (const [i, [status, request]] of asked.entries()) {
		expect([i, (await request()).status]).toEqual([i, status]);
	}
}

describe('whatever the operation', () => {
	test('a token that is worth nothing is 401', async () => {
		for (const { name, method, promised } of api.contract.operations) {
			if (!promised.has(401)) continue;
			const { path, body } = sampleOf(name);
			const { status } = await api.ask(method, path, { token: 'worthless', body });
			expect([name, status]).toEqual([name, 401]);
		}
	});

	test('what cannot be read, is no JSON, or is too much, is refused', async () => {
		for (const { name, method, promised } of api.contract.operations) {
			if (!promised.has(415)) continue;
			const { path } = sampleOf(name);
			const large = name.endsWith('/features') ? 33 * MIB : MIB + 1;
			const text = { 'Content-Type': 'text/plain' };
			await reach(
				[400, () => ask(method, path, { body: '{"' })],
				[415, () => ask(method, path, { body: 'hello', headers: text })],
				[413, () => ask(method, path, { body: 'x'.repeat(large) })]
			);
		}
	});

	test('what the schemas do not take is 422', async () => {
		for (const { name, method, promised } of api.contract.operations) {
			if (!promised.has(422)) continue;
			const { path, body } = sampleOf(name);
			const wrong = body === undefined ? `${path.split('?', 1)[0] ?? ''}?limit=0` : path;
			const template = name.split(' ')[1] ?? '';
			const broken = template.includes('{') ? template.replaceAll(/\{\w+\}/g, 'x') : wrong;
			const options = body === undefined ? {} : { body: { nobody_knows: 1 } };
			expect([name, (await ask(method, broken, options)).status]).toEqual([name, 422]);
		}
	});
});

describe('maps', () => {
	test('maps and their copies', async () => {
		const id = randomUUID();
		const path = `/api/maps/${id}`;
		const body = { id, name: 'Plan', permission_level: 'collaborators' };
		const stale = { 'If-Match': '"x"' };
		await reach(
			[200, () => ask('GET', '/api/maps')],
			[201, () => ask('POST', '/api/maps', { body })],
			[200, () => ask('POST', '/api/maps', { body })],
			[409, () => ask('POST', '/api/maps', { body, as: other })],
			[200, () => ask('GET', path)],
			[304, () => ask('GET', path, { headers: { 'If-None-Match': '*' } })],
			[404, () => ask('GET', path, { as: other })],
			[404, () => ask('PUT', path, { as: other, body: {} })],
			[404, () => ask('DELETE', path, { as: other })],
			[404, () => ask('POST', `${path}/copy`, { as: other, body: {} })]
		);
		await api.let(owner, id, other, 'view');
		const theirs = await api.makeLayer(other, { editable: 'creator-only' });
		await server.database.pool.query(
			`update map_collaborators set permission = 'edit' where map_id = $1`,
			[id]
		);
		await api.stack(other, id, theirs);
		await server.database.pool.query(
			`update map_collaborators set permission = 'view' where map_id = $1`,
			[id]
		);
		const copy = { id: randomUUID() };
		await reach(
			[200, () => ask('PUT', path, { body: { name: 'Other' } })],
			[403, () => ask('PUT', path, { as: other, body: { name: 'x' } })],
			[403, () => ask('DELETE', path, { as: other })],
			[409, () => ask('PUT', path, { body: { permission_level: 'public' } })],
			[412, () => ask('PUT', path, { body: {}, headers: stale })],
			[412, () => ask('DELETE', path, { headers: stale })],
			[201, () => ask('POST', `${path}/copy`, { body: copy })],
			[200, () => ask('POST', `${path}/copy`, { body: copy })],
			[409, () => ask('POST', `${path}/copy`, { as: other, body: copy })],
			[204, () => ask('DELETE', path)]
		);
	});

	test('the stack', async () => {
		const map = await api.makeMap(owner, { permission_level: 'public' });
		const path = `/api/maps/${map}/layers`;
		const layer = await api.makeLayer(owner);
		const body = { layer_id: layer };
		const order = { layer_ids: [layer] };
		const hidden = await api.makeMap(owner);
		const stale = { 'If-Match': '"x"' };
		await reach(
			[412, () => ask('POST', path, { body, headers: stale })],
			[201, () => ask('POST', path, { body })],
			[200, () => ask('POST', path, { body })],
			[403, () => ask('POST', path, { body, as: other })],
			[404, () => ask('POST', path, { body: { layer_id: randomUUID() } })],
			[412, () => ask('PUT', `${path}/reorder`, { body: order, headers: stale })],
			[412, () => ask('PUT', `${path}/${layer}`, { body: {}, headers: stale })],
			[412, () => ask('DELETE', `${path}/${layer}`, { headers: stale })],
			[200, () => ask('PUT', `${path}/reorder`, { body: order })],
			[403, () => ask('PUT', `${path}/reorder`, { body: order, as: other })],
			[404, () => ask('PUT', `/api/maps/${hidden}/layers/reorder`, { body: order, as: other })],
			[409, () => ask('PUT', `${path}/reorder`, { body: { layer_ids: [] } })],
			[200, () => ask('PUT', `${path}/${layer}`, { body: { opacity: 0.5 } })],
			[403, () => ask('PUT', `${path}/${layer}`, { body: {}, as: other })],
			[404, () => ask('PUT', `${path}/${randomUUID()}`, { body: {} })],
			[403, () => ask('DELETE', `${path}/${layer}`, { as: other })],
			[204, () => ask('DELETE', `${path}/${layer}`)],
			[404, () => ask('DELETE', `${path}/${layer}`)]
		);
	});

	test('a map holds 200 layers', async () => {
		const map = await api.makeMap(owner);
		const identity = { ...owner, color: '#000000', isGuest: false, isAdmin: false };
		const fill = (doc: Y.Doc) => {
			for (let i = 0; i < LIMITS.layersPerMap; i++) {
				const changes = addToStack({ id: map, doc }, randomUUID(), Math.random);
				applyChanges(doc, changes, 'test');
			}
		};
		await server.sync.transactDurably(`map:${map}`, fill, identity);
		const body = { layer_id: await api.makeLayer(owner) };
		await reach([409, () => ask('POST', `/api/maps/${map}/layers`, { body })]);
	});
});

describe('layers', () => {
	test('layers', async () => {
		const id = randomUUID();
		const path = `/api/layers/${id}`;
		const body = { id, name: 'Zones', source_type: 'vector' };
		const stale = { 'If-Match': '"x"' };
		await reach(
			[200, () => ask('GET', '/api/layers')],
			[201, () => ask('POST', '/api/layers', { body })],
			[200, () => ask('POST', '/api/layers', { body })],
			[409, () => ask('POST', '/api/layers', { body, as: other })],
			[200, () => ask('GET', path)],
			[304, () => ask('GET', path, { headers: { 'If-None-Match': '*' } })],
			[404, () => ask('GET', path, { as: other })],
			[404, () => ask('PUT', path, { as: other, body: {} })],
			[404, () => ask('DELETE', path, { as: other })],
			[200, () => ask('PUT', path, { body: { name: 'Other' } })],
			[403, () => ask('PUT', path, { body: { is_global: true } })],
			[412, () => ask('PUT', path, { body: {}, headers: stale })]
		);
		const map = await api.makeMap(owner, { permission_level: 'public' });
		await api.stack(owner, map, id);
		await reach(
			[403, () => ask('DELETE', path, { as: other })],
			[412, () => ask('DELETE', path, { headers: stale })],
			[204, () => ask('DELETE', path)]
		);
	});

	test('features', async () => {
		const layer = await api.makeLayer(owner);
		const map = await api.makeMap(owner, { permission_level: 'public' });
		await api.stack(owner, map, layer);
		const wms = await api.makeLayer(owner, {
			source_type: 'wms',
			source_config: { url: 'https://maps.example.org/wms', layers: 'a' }
		});
		const path = `/api/layers/${layer}/features`;
		const id = randomUUID();
		const body = { ...(sampleOf(`POST /api/layers/{id}/features`).body as object), id };
		const stale = { 'If-Match': '"x"' };
		const nowhere = `/api/layers/${randomUUID()}/features`;
		await reach(
			[200, () => ask('GET', path)],
			[404, () => ask('GET', nowhere)],
			[201, () => ask('POST', path, { body })],
			[403, () => ask('POST', path, { body, as: other })],
			[404, () => ask('POST', nowhere, { body })],
			[409, () => ask('POST', `/api/layers/${wms}/features`, { body })],
			[200, () => ask('GET', `${path}/${id}`)],
			[304, () => ask('GET', `${path}/${id}`, { headers: { 'If-None-Match': 'W/"x", *' } })],
			[404, () => ask('GET', `${path}/${randomUUID()}`)],
			[200, () => ask('PUT', `${path}/${id}`, { body: { properties: { a: 1 } } })],
			[403, () => ask('PUT', `${path}/${id}`, { body: {}, as: other })],
			[404, () => ask('PUT', `${path}/${randomUUID()}`, { body: {} })],
			[412, () => ask('PUT', `${path}/${id}`, { body: {}, headers: stale })],
			[403, () => ask('DELETE', `${path}/${id}`, { as: other })],
			[412, () => ask('DELETE', `${path}/${id}`, { headers: stale })],
			[204, () => ask('DELETE', `${path}/${id}`)],
			[404, () => ask('DELETE', `${path}/${id}`)]
		);
	});
});

describe('people', () => {
	test('collaborators', async () => {
		const map = await api.makeMap(owner, { permission_level: 'public' });
		const path = `/api/maps/${map}/collaborators`;
		await server.database.pool.query('update users set email = $2 where id = $1', [
			other.id,
			'other@example.org'
		]);
		const body = { email: 'other@example.org', permission: 'view' };
		const one = `${path}/${other.id}`;
		const stranger = await api.signIn('Stranger');
		const nowhere = `/api/maps/${randomUUID()}/collaborators`;
		await reach(
			[201, () => ask('POST', path, { body })],
			[200, () => ask('POST', path, { body })],
			[403, () => ask('POST', path, { body, as: other })],
			[404, () => ask('POST', nowhere, { body })],
			[200, () => ask('GET', path)],
			[403, () => ask('GET', path, { as: stranger })],
			[404, () => ask('GET', nowhere)],
			[200, () => ask('GET', `${path}/removed`)],
			[403, () => ask('GET', `${path}/removed`, { as: other })],
			[404, () => ask('GET', `${nowhere}/removed`)],
			[200, () => ask('PUT', one, { body: { permission: 'edit' } })],
			[403, () => ask('PUT', one, { body: {}, as: other })],
			[404, () => ask('PUT', `${path}/${randomUUID()}`, { body: {} })],
			[403, () => ask('DELETE', `${path}/${stranger.id}`, { as: other })],
			[204, () => ask('DELETE', one)],
			[404, () => ask('DELETE', one)]
		);
		await server.database.pool.query('update users set email = $2 where id = $1', [
			owner.id,
			'owner@example.org'
		]);
		const self = { email: 'owner@example.org', permission: 'view' };
		await reach([409, () => ask('POST', path, { body: self })]);
	});

	test('links', async () => {
		const map = await api.makeMap(owner, { permission_level: 'public' });
		const path = `/api/maps/${map}/links`;
		const body = { permission: 'view' };
		const nowhere = `/api/maps/${randomUUID()}/links`;
		const made = await ask('POST', path, { body });
		const one = `${path}/${String(made.body['id'])}`;
		const again = { user_id: other.id, permission: 'view' };
		const slow = await api.signIn('Slow');
		const late = await ask('POST', path, { body: { ...body, expires_at: '2020-01-01T00:00:00Z' } });
		await reach(
			[201, () => Promise.resolve(made)],
			[403, () => ask('POST', path, { body, as: other })],
			[404, () => ask('POST', nowhere, { body })],
			[200, () => ask('GET', path)],
			[403, () => ask('GET', path, { as: other })],
			[404, () => ask('GET', nowhere)],
			[200, () => ask('POST', '/api/join', { body: { token: made.body['token'] }, as: other })],
			[404, () => ask('POST', '/api/join', { body: { token: 'x' } })],
			[410, () => ask('POST', '/api/join', { body: { code: late.body['code'] }, as: slow })],
			[204, () => ask('DELETE', `/api/maps/${map}/collaborators/${other.id}`)],
			[403, () => ask('POST', '/api/join', { body: { token: made.body['token'] }, as: other })],
			[201, () => ask('POST', `/api/maps/${map}/collaborators`, { body: again })],
			[403, () => ask('DELETE', one, { as: other })],
			[204, () => ask('DELETE', one)],
			[404, () => ask('DELETE', one)]
		);
		await ask('POST', path, { body });
		await ask('PUT', `/api/maps/${map}`, { body: { permission_level: 'private' } });
		await reach([409, () => ask('POST', path, { body })]);
	});

	test('notifications', async () => {
		const { rows } = await server.database.pool.query<{ id: string }>(
			`insert into notifications (user_id, kind) values ($1, 'mention') returning id`,
			[owner.id]
		);
		const path = `/api/notifications/${rows[0]?.id ?? ''}`;
		await reach(
			[200, () => ask('GET', '/api/notifications')],
			[200, () => ask('GET', '/api/notifications/unread')],
			[200, () => ask('PUT', path, { body: { is_read: true } })],
			[404, () => ask('PUT', path, { body: {}, as: other })],
			[200, () => ask('PUT', '/api/notifications', { body: { is_read: true } })]
		);
	});
});

describe('oneself', () => {
	test('a profile, a code, and ends', async () => {
		const [leaving, gone] = [await api.signIn('Leaving'), await api.signIn('Gone')];
		const merge = { guest_token: gone.token };
		await reach(
			[200, () => ask('PUT', '/api/me', { body: { name: 'Owner' } })],
			[412, () => ask('PUT', '/api/me', { body: {}, headers: { 'If-Match': '"x"' } })],
			[412, () => ask('DELETE', '/api/me', { headers: { 'If-Match': '"x"' } })],
			[304, () => ask('GET', '/api/me', { headers: { 'If-None-Match': '*' } })],
			[201, () => ask('POST', '/api/me/reentry-code', {})],
			[403, () => ask('POST', '/api/session/merge', { body: merge })],
			[204, () => ask('DELETE', '/api/session', { as: leaving })],
			[204, () => ask('DELETE', '/api/me', { as: gone })],
			[404, () => ask('POST', '/api/webhooks/clerk', { body: {} })],
			[413, () => ask('POST', '/api/webhooks/clerk', { body: 'x'.repeat(MIB + 1) })]
		);
	});
});

describe('comments', () => {
	test('comments', async () => {
		const map = await api.makeMap(owner, { permission_level: 'public' });
		const hidden = await api.makeMap(owner);
		const id = randomUUID();
		const path = `/api/comments/${id}`;
		const body = { id, map_id: map, content: 'Why here?' };
		const reply = { id: randomUUID(), map_id: map, content: 'Wind.', parent_id: id };
		const stale = { 'If-Match': '"x"' };
		await reach(
			[201, () => ask('POST', '/api/comments', { body })],
			[200, () => ask('POST', '/api/comments', { body })],
			[409, () => ask('POST', '/api/comments', { body, as: other })],
			[404, () => ask('POST', '/api/comments', { body: { ...body, map_id: hidden }, as: other })],
			[201, () => ask('POST', '/api/comments', { body: reply, as: other })],
			[200, () => ask('GET', `/api/comments?mapId=${map}`)],
			[404, () => ask('GET', `/api/comments?mapId=${hidden}`, { as: other })],
			[200, () => ask('GET', path)],
			[304, () => ask('GET', path, { headers: { 'If-None-Match': '*' } })],
			[404, () => ask('GET', `/api/comments/${randomUUID()}`)],
			[200, () => ask('PUT', path, { body: { content: 'Why there?', is_resolved: true } })],
			[403, () => ask('PUT', path, { body: { content: 'x' }, as: other })],
			[404, () => ask('PUT', `/api/comments/${randomUUID()}`, { body: {} })],
			[409, () => ask('PUT', `/api/comments/${reply.id}`, { body: { is_resolved: true } })],
			[412, () => ask('PUT', path, { body: {}, headers: stale })],
			[403, () => ask('DELETE', path, { as: other })],
			[412, () => ask('DELETE', path, { headers: stale })],
			[204, () => ask('DELETE', path)],
			[404, () => ask('DELETE', path)]
		);
	});
});

describe('the server itself', () => {
	test('says how it is', async () => {
		await reach(
			[200, () => ask('GET', '/healthz')],
			[200, () => ask('GET', '/readyz')],
			[200, () => ask('GET', '/api/config')],
			[200, () => ask('GET', '/api/me')]
		);
	});

	test('too much is 429, with the seconds to wait', async () => {
		const strict = await apiServer({
			apiLimits: {
				requestsPerMinute: 1,
				anonymousRequestsPerMinute: 2,
				sessionsPerHour: 1,
				wrongCodes: 1,
				wrongCodesPerAddress: 1
			}
		});
		try {
			const client = new ApiClient(strict.url, api.contract);
			const person = await client.signIn('Hasty');
			await client.ask('GET', '/api/maps', { as: person });
			for (const { name, method, promised } of api.contract.operations) {
				if (!promised.has(429) || isRasterOperation(name)) continue;
				const { path, body } = sampleOf(name);
				const { status, headers } = await client.ask(method, path, { as: person, body });
				expect([name, status]).toEqual([name, 429]);
				expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
			}
		} finally {
			await strict.close();
		}
	});

	test('without its database it is 503', async () => {
		const lonely = await apiServer();
		try {
			const client = new ApiClient(lonely.url, api.contract);
			const person = await client.signIn('Patient');
			await takeAway(lonely.database.pool);
			for (const { name, method, promised } of api.contract.operations) {
				if (!promised.has(503) || isRasterOperation(name)) continue;
				if (WITH_ACCOUNTS.includes(`${name} 503`)) continue;
				const { path, body } = sampleOf(name);
				const { status } = await client.ask(method, path, { as: person, body });
				expect([name, status]).toEqual([name, 503]);
			}
		} finally {
			await lonely.close();
		}
	});

	test('every promise was kept', () => {
		const unreached = api.contract.unreached.filter((name) => !isRasterOperation(name));
		expect(unreached.sort()).toEqual([...WITH_ACCOUNTS].sort());
	});
});

/** From now on there is nobody at the address of the database. */
async function takeAway(pool: Pool): Promise<void> {
	Object.assign(pool.options, { connectionString: 'postgres://127.0.0.1:1/none' });
	const idle = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
	for (const client of idle) client.release(true);
}
