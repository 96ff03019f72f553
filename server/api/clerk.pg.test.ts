import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meSchema, sessionSchema } from '#core/wire/session.ts';
import type { Me, SessionAnswer } from '#core/wire/session.ts';
import { accountId } from '../access/account-id.ts';
import { readAccountMessage } from '../access/account-message.ts';
import { People } from '../access/people.ts';
import { clerkInstance } from '../access/testing/clerk-instance.ts';
import type { Webhook } from '../access/testing/clerk-instance.ts';
import { documentName } from '#core/doc/names.ts';
import { createLogger } from '../log.ts';
import { TestClient } from '../sync/testing/test-client.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';

const clerk = clerkInstance();
const lines: string[] = [];
let server: TestServer;
beforeAll(async () => {
	const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
	server = await testServer({ clerk: clerk.settings, admins: ['chief@example.org'], log });
});
afterAll(() => server.close());

function ask(method: string, path: string, token?: string, body?: unknown): Promise<Response> {
	return fetch(server.url + path, {
		method,
		body: body === undefined ? null : JSON.stringify(body),
		headers: {
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` })
		}
	});
}

async function send({ body, headers }: Webhook): Promise<number> {
	const response = await fetch(`${server.url}/api/webhooks/clerk`, {
		method: 'POST',
		body,
		headers
	});
	await response.arrayBuffer();
	return response.status;
}

async function me(token: string): Promise<Me> {
	const response = await ask('GET', '/api/me', token);
	expect(response.status).toBe(200);
	return meSchema.parse(await response.json());
}

async function guest(name: string): Promise<SessionAnswer> {
	const response = await ask('POST', '/api/session', undefined, { name });
	expect(response.status).toBe(201);
	return sessionSchema.parse(await response.json());
}

const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values);

async function nameOf(clerkId: string): Promise<unknown> {
	const { rows } = await query('select name from users where clerk_id = $1', [clerkId]);
	return (rows as { name: string }[]).map(({ name }) => name);
}

/** A message of Clerk about an account. */
function told(type: string, id: string, data: Readonly<Record<string, unknown>> = {}) {
	return {
		type,
		object: 'event',
		data: {
			id,
			first_name: 'Astrid',
			last_name: 'Lindberg',
			image_url: 'https://img.clerk.com/a',
			primary_email_address_id: 'e1',
			email_addresses: [
				{ id: 'e0', email_address: 'old@example.org', verification: { status: 'verified' } },
				{ id: 'e1', email_address: `${id}@Example.org`, verification: { status: 'verified' } }
			],
			public_metadata: {},
			updated_at: 1_000,
			...data
		}
	};
}

const fresh = () => `user_${randomUUID().slice(0, 8)}`;

describe('accounts', () => {
	test('the browser is told whom to ask', async () => {
		const config = (await (await ask('GET', '/api/config')).json()) as { identity: unknown };
		expect(config.identity).toEqual({
			provider: 'clerk',
			publishable_key: clerk.settings.publishableKey,
			frontend_api: 'clerk.plan.test'
		});
	});

	test('the first request makes the person; twenty at once make one', async () => {
		const id = fresh();
		const token = await clerk.token(id, { name: 'Astrid', email: 'astrid@example.org' });
		const all = await Promise.all(Array.from({ length: 20 }, () => me(token)));
		expect(new Set(all.map((one) => one.id))).toEqual(new Set([accountId(id)]));
		expect(all[0]).toMatchObject({
			name: 'Astrid',
			email: 'astrid@example.org',
			is_guest: false,
			is_admin: false,
			is_named: true
		});
		expect(await nameOf(id)).toEqual(['Astrid']);
	});

	test('a token that tells no name makes a person without one, until somebody gives it', async () => {
		const token = await clerk.token(fresh());
		expect(await me(token)).toMatchObject({ is_named: false, email: null });
		const changed = await ask('PUT', '/api/me', token, { name: 'Kim' });
		expect(await changed.json()).toMatchObject({ name: 'Kim', is_named: true });
	});

	test('a name that the person chose stays; one by the provider follows the token', async () => {
		const id = fresh();
		await me(await clerk.token(id, { name: 'Before' }));
		expect(await me(await clerk.token(id, { name: 'After' }))).toMatchObject({ name: 'After' });
		await ask('PUT', '/api/me', await clerk.token(id), { name: 'Chosen' });
		const token = await clerk.token(id, { name: 'Later', exp: Math.floor(Date.now() / 1000) + 59 });
		expect(await me(token)).toMatchObject({ name: 'Chosen' });
	});

	test('an admin is one by public metadata, or by an address in the configuration', async () => {
		const byRole = await clerk.token(fresh(), { metadata: { role: 'admin' } });
		expect(await me(byRole)).toMatchObject({ is_admin: true });
		const byAddress = await clerk.token(fresh(), { email: 'Chief@Example.org' });
		expect(await me(byAddress)).toMatchObject({ is_admin: true });
		const claimed = await clerk.token(fresh(), {
			email: 'chief@example.org',
			email_verified: false
		});
		expect(await me(claimed)).toMatchObject({ is_admin: false, email: null });
	});

	const seconds = () => Math.floor(Date.now() / 1000);
	test.each([
		['expired', () => clerk.token('user_x', { exp: seconds() - 60 })],
		['of another issuer', () => clerk.token('user_x', { iss: 'https://clerk.evil.test' })],
		['for another site', () => clerk.token('user_x', { azp: 'https://evil.test' })],
		['of another key', () => clerkInstance().token('user_x')]
	])('a token that is %s is 401, public things included', async (_what, make) => {
		expect((await ask('GET', '/api/me', await make())).status).toBe(401);
		expect((await ask('GET', '/api/config', await make())).status).toBe(401);
		expect(await nameOf('user_x')).toEqual([]);
	});

	test('an account has no code and no session of ours', async () => {
		const token = await clerk.token(fresh());
		expect((await ask('POST', '/api/me/reentry-code', token)).status).toBe(403);
		expect((await ask('POST', '/api/session', token, { name: 'x' })).status).toBe(401);
	});
});

describe('webhooks', () => {
	test('make and change people, whose address counts only when confirmed', async () => {
		const id = fresh();
		expect(await send(clerk.webhook(told('user.created', id)))).toBe(204);
		const token = await clerk.token(id);
		expect(await me(token)).toMatchObject({
			id: accountId(id),
			name: 'Astrid Lindberg',
			email: `${id}@example.org`,
			avatar_url: 'https://img.clerk.com/a',
			is_admin: false
		});
		const changed = {
			first_name: null,
			last_name: null,
			username: 'lindis',
			updated_at: 2_000,
			public_metadata: { role: 'admin' },
			email_addresses: [
				{ id: 'e1', email_address: 'new@example.org', verification: { status: 'unverified' } }
			]
		};
		expect(await send(clerk.webhook(told('user.updated', id, changed)))).toBe(204);
		expect(await me(token)).toMatchObject({ name: 'lindis', email: null, is_admin: true });
	});

	test('come in any order: a change before the making, and an old one after a new one', async () => {
		const id = fresh();
		const newer = told('user.updated', id, { first_name: 'New', updated_at: 9_000 });
		const older = told('user.created', id, { first_name: 'Old', updated_at: 1_000 });
		expect(await send(clerk.webhook(newer))).toBe(204);
		expect(await send(clerk.webhook(older))).toBe(204);
		expect(await nameOf(id)).toEqual(['New Lindberg']);
	});

	test('are taken once: the same message again changes nothing', async () => {
		const id = fresh();
		const message = clerk.webhook(told('user.created', id, { first_name: 'Once' }));
		expect(await send(message)).toBe(204);
		await query(`update users set name = 'Changed since' where clerk_id = $1`, [id]);
		expect(await send(message)).toBe(204);
		expect(await nameOf(id)).toEqual(['Changed since']);
	});

	test('one that failed may come again', async () => {
		const id = fresh();
		const message = readAccountMessage('msg_again', told('user.created', id));
		if (message === undefined) throw new Error('no message');
		let isBroken = true;
		/** Breaks after the message was noted and before the person is saved. */
		const plugin: KyselyPlugin = {
			transformQuery({ node }) {
				if (isBroken && JSON.stringify(node).includes('deleted_accounts'))
					throw new Error('broken');
				return node;
			},
			transformResult: ({ result }) => Promise.resolve(result)
		};
		const { kysely } = server.database;
		const database = { ...server.database, kysely: kysely.withPlugin(plugin) };
		const people = new People({
			database,
			log: server.log,
			onPersonChanged: () => Promise.resolve()
		});
		await expect(people.take(message)).rejects.toThrow('broken');
		isBroken = false;
		await people.take(message);
		expect(await nameOf(id)).toEqual(['Astrid Lindberg']);
	});

	test.each([
		['too old', { age: 301 }],
		['from the future', { age: -301 }],
		['signed with another key', { secret: 'whsec_bm90IHRoZSBrZXkgYXQgYWxs' }]
	])('one that is %s is refused', async (_what, options) => {
		const id = fresh();
		expect(await send(clerk.webhook(told('user.created', id), options))).toBe(400);
		expect(await nameOf(id)).toEqual([]);
	});

	test('one that was altered or lacks its signature is refused', async () => {
		const id = fresh();
		const message = clerk.webhook(told('user.created', id));
		const body = message.body.replace('Astrid', 'Mallory');
		expect(await send({ ...message, body })).toBe(400);
		const { 'svix-signature': _, ...headers } = message.headers;
		expect(await send({ ...message, headers })).toBe(400);
		const other = { ...message.headers, 'svix-id': 'msg_other' };
		expect(await send({ ...message, headers: other })).toBe(400);
		expect(await nameOf(id)).toEqual([]);
	});

	test('what we do not follow is taken and forgotten', async () => {
		expect(await send(clerk.webhook({ type: 'session.created', data: { id: 'sess_1' } }))).toBe(
			204
		);
		expect(await send(clerk.webhook({ type: 'user.updated', data: {} }))).toBe(204);
		expect(await send(clerk.webhook([]))).toBe(204);
	});

	test('a deleted account hands its maps over and does not come back, by message or token', async () => {
		const id = fresh();
		const token = await clerk.token(id, { name: 'Astrid' });
		const owner = await me(token);
		const heir = await guest('Heir');
		const map = randomUUID();
		await query(
			`insert into maps (id, name, created_by, permission_level) values ($1, 'Plan', $2, 'collaborators')`,
			[map, owner.id]
		);
		await query(
			`insert into map_collaborators (map_id, user_id, permission) values ($1, $2, 'edit')`,
			[map, heir.user.id]
		);
		const deleted = { type: 'user.deleted', data: { id, deleted: true } };
		expect(await send(clerk.webhook(deleted))).toBe(204);
		expect(await send(clerk.webhook(deleted))).toBe(204);
		const { rows } = await query('select created_by from maps where id = $1', [map]);
		expect(rows).toEqual([{ created_by: heir.user.id }]);
		expect(await send(clerk.webhook(told('user.updated', id, { updated_at: 99_000 })))).toBe(204);
		expect((await ask('GET', '/api/me', token)).status).toBe(401);
		expect((await ask('GET', '/api/me', await clerk.token(id))).status).toBe(401);
		expect(await nameOf(id)).toEqual([]);
	});

	test('deleted before it was ever seen: it is not made afterwards', async () => {
		const id = fresh();
		expect(await send(clerk.webhook({ type: 'user.deleted', data: { id } }))).toBe(204);
		expect(await send(clerk.webhook(told('user.created', id)))).toBe(204);
		expect((await ask('GET', '/api/me', await clerk.token(id))).status).toBe(401);
	});

	test('without a secret there is no such address', async () => {
		const other = await testServer();
		try {
			const { body, headers } = clerk.webhook(told('user.created', fresh()));
			const request = { method: 'POST', body, headers };
			expect((await fetch(`${other.url}/api/webhooks/clerk`, request)).status).toBe(404);
		} finally {
			await other.close();
		}
	});
});

describe('guests beside accounts', () => {
	test('a local identity is a guest', async () => {
		const { token } = await guest('Kim');
		expect(await me(token)).toMatchObject({ name: 'Kim', is_guest: true });
	});

	test('a guest who signs up keeps what was made, and is one person from then on', async () => {
		const { token, user } = await guest('Kim');
		const account = await clerk.token(fresh(), { name: 'Kim K.' });
		const { id } = await me(account);
		const [map, layer, comment, both, own] = Array.from({ length: 5 }, () => randomUUID());
		await query(`insert into maps (id, name, created_by) values ($1, 'Plan', $2)`, [map, user.id]);
		await query(`insert into maps (id, name, created_by) values ($1, 'Mine', $2)`, [own, id]);
		await query(`insert into maps (id, name) values ($1, 'Other')`, [both]);
		await query('insert into layers (id, created_by) values ($1, $2)', [layer, user.id]);
		await query(`insert into comments (id, content, author_id, map_id) values ($1, 'Hi', $2, $3)`, [
			comment,
			user.id,
			map
		]);
		const collaborators: [unknown, string, string][] = [
			[both, user.id, 'edit'],
			[both, id, 'view'],
			[own, user.id, 'edit'],
			[map, id, 'view']
		];
		for (const row of collaborators) {
			await query(
				'insert into map_collaborators (map_id, user_id, permission) values ($1, $2, $3)',
				row
			);
		}
		await query(
			`insert into document_clients (document, client_id, user_id) values ('map:' || $1::uuid, 7, $2)`,
			[map, user.id]
		);

		const answer = await ask('POST', '/api/session/merge', account, { guest_token: token });
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ id, is_guest: false });

		const owned = await query('select id from maps where created_by = $1 order by name', [id]);
		expect(owned.rows).toEqual([{ id: own }, { id: map }]);
		expect((await query('select id from layers where created_by = $1', [id])).rowCount).toBe(1);
		expect((await query('select id from comments where author_id = $1', [id])).rowCount).toBe(1);
		const clients = 'select client_id from document_clients where user_id = $1';
		expect((await query(clients, [id])).rowCount).toBe(1);
		const rights = 'select map_id, permission from map_collaborators where user_id = any($1)';
		expect((await query(rights, [[id, user.id]])).rows).toEqual([
			{ map_id: both, permission: 'edit' }
		]);
		expect((await ask('GET', '/api/me', token)).status).toBe(401);
		const gone = await query('select merged_into from users where id = $1', [user.id]);
		expect(gone.rows).toEqual([{ merged_into: id }]);
		const again = await ask('POST', '/api/session/merge', account, { guest_token: token });
		expect(again.status).toBe(422);
	});

	test('also one who was named beside the account in one comment', async () => {
		const { token, user } = await guest('Kim');
		const account = await clerk.token(fresh(), { name: 'Kim K.' });
		const { id } = await me(account);
		const [map, comment, answer] = Array.from({ length: 3 }, () => randomUUID());
		await query(`insert into maps (id, name) values ($1, 'Plan')`, [map]);
		const told: [unknown, unknown, unknown][] = [
			[user.id, null, comment],
			[id, null, comment],
			[id, user.id, answer]
		];
		for (const row of told) {
			await query(
				`insert into comments (id, content, map_id) values ($1, 'Hi', $2) on conflict do nothing`,
				[row[2], map]
			);
			await query(
				`insert into notifications (user_id, kind, actor_id, comment_id, map_id)
				values ($1, 'mention', $2, $3, $4)`,
				[...row, map]
			);
		}
		const merged = await ask('POST', '/api/session/merge', account, { guest_token: token });
		expect(merged.status).toBe(200);
		const left = 'select comment_id from notifications where user_id = any($1)';
		expect((await query(left, [[id, user.id]])).rows).toEqual([{ comment_id: comment }]);
	});

	test('goes on as the account where the guest stopped, while others have the map open', async () => {
		const { token, user } = await guest('Kim');
		const account = await clerk.token(fresh(), { name: 'Kim K.' });
		await me(account);
		const map = documentName('map', randomUUID());
		const url = `${server.url.replace('http', 'ws')}/sync`;
		const theirs = new TestClient({ url, token, name: map });
		const goOn = () => new TestClient({ url, token: account, name: map, doc: theirs.doc });
		const clients = [theirs];
		try {
			await theirs.synced();
			theirs.doc.getMap('meta').set('name', 'Guest');
			await theirs.saved();
			const subject = map.slice('map:'.length);
			await expect
				.poll(async () => {
					const { rowCount } = await query(
						`update maps set permission_level = 'public' where id = $1`,
						[subject]
					);
					return rowCount;
				})
				.toBe(1);
			const reader = new TestClient({ url, token: '', name: map });
			clients.push(reader);
			await reader.synced();
			theirs.provider.detach();
			theirs.doc.getMap('meta').set('name', 'Written offline');
			const merged = await ask('POST', '/api/session/merge', account, { guest_token: token });
			expect(merged.status).toBe(200);
			const next = goOn();
			clients.push(next);
			await next.saved();
			expect(next.reasons).toEqual([]);
			await expect.poll(() => reader.doc.getMap('meta').get('name')).toBe('Written offline');
			const owners = await query(
				'select distinct user_id from document_clients where document = $1',
				[map]
			);
			expect(owners.rows).not.toContainEqual({ user_id: user.id });
		} finally {
			for (const client of clients) client.destroy();
		}
	});

	test('an account cannot be taken over as if it were a guest', async () => {
		const [one, other] = [await clerk.token(fresh()), await clerk.token(fresh())];
		await me(other);
		expect((await ask('POST', '/api/session/merge', one, { guest_token: other })).status).toBe(422);
	});
});

test('all of that left no token, no code, no address and no secret in the log', async () => {
	const { token, reentry_code } = await guest('Kim');
	const account = await clerk.token(fresh(), { email: 'hidden@example.org', name: 'Kim' });
	await me(account);
	await ask('POST', '/api/session', undefined, { reentry_code });
	await ask('DELETE', '/api/me', token);
	const text = lines.join('');
	expect(lines.length).toBeGreaterThan(5);
	expect(text).not.toMatch(/@example\.org/i);
	expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+/);
	expect(text).not.toMatch(/\b([A-Z0-9]{4}-){3}[A-Z0-9]{4}\b/);
	expect(text).not.toMatch(/whsec_|sk_test_|BEGIN PUBLIC KEY/);
	expect(text).not.toContain(reentry_code);
});
