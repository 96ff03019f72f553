import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meSchema, PEOPLE_COLOURS, sessionSchema } from '#core/wire/session.ts';
import { localId } from '#core/wire/local-id.ts';
import type { Me, SessionAnswer } from '#core/wire/session.ts';
import { readSecret } from '../access/secret.ts';
import { createTokens } from '../access/tokens.ts';
import type { Tokens } from '../access/tokens.ts';
import { createVerifyToken } from '../access/verify-token.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';

let server: TestServer;
beforeAll(async () => {
	server = await testServer();
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

async function session(body: unknown, token?: string): Promise<SessionAnswer> {
	const response = await ask('POST', '/api/session', token, body);
	expect(response.status).toBe(201);
	return sessionSchema.parse(await response.json());
}

async function me(token: string): Promise<Me> {
	const response = await ask('GET', '/api/me', token);
	expect(response.status).toBe(200);
	return meSchema.parse(await response.json());
}

const status = async (token: string) => (await ask('GET', '/api/me', token)).status;
const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values);

/** What the server signs with. */
function ownTokens(): Tokens {
	return createTokens(readSecret({ secret: undefined, dataFolder: server.place.dataFolder }));
}

/** As the server signs it, of another time. */
async function tokenOf(person: SessionAnswer, daysAgo: number): Promise<string> {
	const tokens = ownTokens();
	const read = await tokens.read(person.token);
	const then = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000);
	return (await tokens.sign(person.user, read?.sessionId ?? '', then)).token;
}

describe('a local identity', () => {
	test('has a name, an organisation and a colour of the eight', async () => {
		const profile = { name: 'Astrid', organisation: 'Port', color: PEOPLE_COLOURS[4] };
		const { token, user, expires_at } = await session(profile);
		expect(user).toMatchObject(profile);
		expect(await me(token)).toEqual({
			...profile,
			id: user.id,
			email: null,
			avatar_url: null,
			is_guest: false,
			is_admin: false,
			is_named: true
		});
		const hours = (Date.parse(expires_at) - Date.now()) / 3_600_000;
		expect(hours).toBeGreaterThan(23);
		expect(hours).toBeLessThan(25);
	});

	test.each([
		[{ name: 'x', color: '#123456' }, '/color'],
		[{ name: 'x', organisation: 'x'.repeat(121) }, '/organisation'],
		[{ organisation: 'Port' }, '/name'],
		[{ reentry_code: '' }, '/reentry_code']
	])('what does not fit is refused: %j', async (body, pointer) => {
		const response = await ask('POST', '/api/session', undefined, body);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ errors: [{ pointer }] });
	});

	test('changes what others see, a part at a time; nothing else can be changed', async () => {
		const { token } = await session({ name: 'Astrid', organisation: 'Port' });
		const changed = await ask('PUT', '/api/me', token, { name: 'Astrid L.', color: '#009e73' });
		expect(await changed.json()).toMatchObject({
			name: 'Astrid L.',
			organisation: 'Port',
			color: '#009e73'
		});
		expect(await me(token)).toMatchObject({ name: 'Astrid L.' });
		const bad = [{ is_admin: true }, { email: 'a@b.example' }, { avatar_url: 'javascript:1' }];
		for (const body of bad) expect((await ask('PUT', '/api/me', token, body)).status).toBe(422);
		expect((await ask('PUT', '/api/me', undefined, {})).status).toBe(401);
	});

	test('an admin is named by configuration, by id', async () => {
		const { user, token } = await session({ name: 'Chief' });
		const other = await session({ name: 'Other' });
		const verify = createVerifyToken(ownTokens(), server.database, server.log, {
			admins: [user.id]
		});
		expect(await verify(token)).toMatchObject({ id: user.id, isAdmin: true, isGuest: false });
		expect(await verify(other.token)).toMatchObject({ isAdmin: false });
	});
});

describe('somebody who took an id with no network', () => {
	const newSeed = () => (randomUUID() + randomUUID()).replaceAll('-', '');

	test('keeps it, also when the first answer was lost on its way', async () => {
		const seed = newSeed();
		const first = await session({ name: 'Astrid', seed });
		expect(first.user.id).toBe(localId(seed));
		const again = await session({ name: 'Astrid', seed });
		expect(again.user).toEqual(first.user);
		expect((await session({ reentry_code: again.reentry_code })).user).toEqual(first.user);
		expect(await status(again.token)).toBe(200);
	});

	test('is one person, however often they introduce themselves at once', async () => {
		const seed = newSeed();
		const all = await Promise.all([1, 2, 3, 4].map(() => session({ name: 'Astrid', seed })));
		expect(new Set(all.map(({ user }) => user.id))).toEqual(new Set([localId(seed)]));
	});

	test('cannot be somebody else’s id, nor that of one who is gone', async () => {
		const [seed, other] = [newSeed(), newSeed()];
		const person = await session({ name: 'Astrid', seed });
		expect((await session({ name: 'Astrid', seed: other })).user.id).not.toBe(person.user.id);
		for (const wrong of [person.user.id, '', seed.toUpperCase(), `${seed}0`]) {
			const body = { name: 'Astrid', seed: wrong };
			expect((await ask('POST', '/api/session', undefined, body)).status).toBe(422);
		}
		await ask('DELETE', '/api/me', person.token);
		expect((await session({ name: 'Astrid', seed })).user.id).not.toBe(person.user.id);
	});

	test('and turns out to be somebody known: the id becomes one that this person had', async () => {
		const known = await session({ name: 'Astrid' });
		const seed = newSeed();
		const back = await session({ reentry_code: known.reentry_code, seed });
		expect(back.user).toEqual(known.user);
		expect(await one('select merged_into from users where id = $1', [localId(seed)])).toEqual({
			merged_into: known.user.id
		});
		const other = await session({ name: 'Bo', seed: newSeed() });
		const taken = newSeed();
		const third = await session({ name: 'Chidi', seed: taken });
		await session({ reentry_code: other.reentry_code, seed: taken });
		expect(await status(third.token)).toBe(200);
	});
});

describe('sessions', () => {
	test('an expired token is worth nothing but to go on with the same session', async () => {
		const first = await session({ name: 'Astrid' });
		const expired = await tokenOf(first, 30);
		expect(await status(expired)).toBe(401);
		const next = await session({}, expired);
		expect(next.user).toEqual(first.user);
		expect(next.reentry_code).toBeUndefined();
		expect(await status(next.token)).toBe(200);
	});

	test('a session that was not used for half a year is over', async () => {
		const first = await session({ name: 'Astrid' });
		const expired = await tokenOf(first, 200);
		await query(`update sessions set expires_at = now() - interval '1 second' where user_id = $1`, [
			first.user.id
		]);
		expect((await ask('POST', '/api/session', expired, {})).status).toBe(401);
		expect(await status(first.token)).toBe(401);
	});

	test('who signs out is out at once, with every token of that session, and only that', async () => {
		const first = await session({ name: 'Astrid' });
		const renewed = await session({}, first.token);
		const elsewhere = await session({ reentry_code: first.reentry_code });
		expect(await status(renewed.token)).toBe(200);
		expect((await ask('DELETE', '/api/session', renewed.token)).status).toBe(204);
		expect(await status(first.token)).toBe(401);
		expect(await status(renewed.token)).toBe(401);
		expect((await ask('POST', '/api/session', renewed.token, {})).status).toBe(401);
		expect(await status(elsewhere.token)).toBe(200);
		expect((await ask('DELETE', '/api/session')).status).toBe(401);
	});

	test('a session ended behind our back is over within a second', async () => {
		const { token, user } = await session({ name: 'Astrid' });
		expect(await status(token)).toBe(200);
		await query('delete from sessions where user_id = $1', [user.id]);
		await expect.poll(() => status(token), { timeout: 1_500, interval: 50 }).toBe(401);
	});
});

describe('re-entry codes', () => {
	test('let the same person in on another device, as often as needed, however written', async () => {
		const first = await session({ name: 'Astrid' });
		const code = first.reentry_code ?? '';
		for (const written of [code, code.toLowerCase().replaceAll('-', ' ')]) {
			const again = await session({ reentry_code: written });
			expect(again.user).toEqual(first.user);
			expect(await status(again.token)).toBe(200);
		}
		expect(await status(first.token)).toBe(200);
	});

	test('only a hash is kept', async () => {
		const { reentry_code, user } = await session({ name: 'Astrid' });
		const { rows } = await query('select * from users where id = $1', [user.id]);
		expect(JSON.stringify(rows)).not.toContain(reentry_code?.replaceAll('-', ''));
		expect(JSON.stringify(rows)).not.toContain(reentry_code);
	});

	test('a new one ends the one before', async () => {
		const first = await session({ name: 'Astrid' });
		const answer = await ask('POST', '/api/me/reentry-code', first.token);
		expect(answer.status).toBe(201);
		const { reentry_code } = (await answer.json()) as { reentry_code: string };
		const old = { reentry_code: first.reentry_code };
		expect((await ask('POST', '/api/session', undefined, old)).status).toBe(422);
		expect((await session({ reentry_code })).user).toEqual(first.user);
	});

	test('cannot be found by trying: after twenty wrong ones the right one has to wait too', async () => {
		const { reentry_code } = await session({ name: 'Astrid' });
		await query('delete from reentry_attempts');
		const wrong = { reentry_code: 'AAAA-AAAA-AAAA-AAAA' };
		for (let i = 0; i < 20; i++) {
			expect((await ask('POST', '/api/session', undefined, wrong)).status).toBe(422);
		}
		const limited = await ask('POST', '/api/session', undefined, { reentry_code });
		expect(limited.status).toBe(429);
		const wait = Number(limited.headers.get('Retry-After'));
		expect(wait).toBeGreaterThan(500);
		expect(wait).toBeLessThanOrEqual(600);
		await query(`update reentry_attempts set created_at = now() - interval '11 minutes'`);
		expect((await session({ reentry_code })).reentry_code).toBeUndefined();
		await query('delete from reentry_attempts');
	});
});

async function addMap(owner: string, level: string, name = 'Plan'): Promise<string> {
	const id = randomUUID();
	await query('insert into maps (id, name, created_by, permission_level) values ($1, $2, $3, $4)', [
		id,
		name,
		owner,
		level
	]);
	for (const kind of ['map', 'talk']) {
		await query('insert into documents (name, kind, created_by) values ($1, $2, $3)', [
			`${kind}:${id}`,
			kind,
			owner
		]);
	}
	await query(
		`insert into document_updates (document, update, user_id, client_ids) values ($1, '\\x00', $2, '{7}')`,
		[`map:${id}`, owner]
	);
	await query('insert into document_clients (document, client_id, user_id) values ($1, 7, $2)', [
		`map:${id}`,
		owner
	]);
	return id;
}

async function addLayer(owner: string, mapId: string | null, isHome = true): Promise<string> {
	const id = randomUUID();
	await query(`insert into layers (id, name, created_by) values ($1, 'Zones', $2)`, [id, owner]);
	await query(`insert into documents (name, kind, created_by) values ($1, 'layer', $2)`, [
		`layer:${id}`,
		owner
	]);
	if (mapId === null) return id;
	await query('insert into map_layers (map_id, layer_id) values ($1, $2)', [mapId, id]);
	if (isHome)
		await query('insert into layer_homes (layer_id, map_id) values ($1, $2)', [id, mapId]);
	return id;
}

function invite(mapId: string, userId: string, permission: string, at: string) {
	return query(
		'insert into map_collaborators (map_id, user_id, permission, invited_at) values ($1, $2, $3, $4)',
		[mapId, userId, permission, at]
	);
}

async function one(sql: string, values: unknown[]): Promise<Record<string, unknown> | undefined> {
	return (await query(sql, values)).rows[0] as Record<string, unknown> | undefined;
}

const ownerOf = async (table: string, id: string) =>
	(await one(`select created_by from ${table} where id = $1`, [id]))?.['created_by'];
const documentOwner = async (name: string) =>
	(await one('select created_by from documents where name = $1', [name]))?.['created_by'];
const isDeleted = async (name: string) =>
	(await one('select name from deleted_documents where name = $1', [name])) !== undefined;

describe('deleting an account', () => {
	test('hands maps and their layers to the first who may edit, and deletes what nobody else has', async () => {
		const owner = await session({ name: 'Owner' });
		const [early, late, viewer] = [
			await session({ name: 'Early' }),
			await session({ name: 'Late' }),
			await session({ name: 'Viewer' })
		];
		const shared = await addMap(owner.user.id, 'collaborators');
		await invite(shared, viewer.user.id, 'view', '2026-01-01');
		await invite(shared, late.user.id, 'edit', '2026-03-01');
		await invite(shared, early.user.id, 'edit', '2026-02-01');
		const seen = await addMap(owner.user.id, 'public');
		await invite(seen, viewer.user.id, 'view', '2026-01-01');
		const draft = await addMap(owner.user.id, 'private');
		await invite(draft, early.user.id, 'edit', '2026-01-01');
		const layer = await addLayer(owner.user.id, shared);
		const loose = await addLayer(owner.user.id, null);
		const drafted = await addLayer(owner.user.id, draft);
		const elsewhere = await addMap(late.user.id, 'collaborators');
		const lent = await addLayer(owner.user.id, elsewhere, false);
		const comment = randomUUID();
		await query(
			`insert into comments (id, content, author_id, map_id) values ($1, 'Too close', $2, $3)`,
			[comment, owner.user.id, shared]
		);

		expect((await ask('DELETE', '/api/me', owner.token)).status).toBe(204);

		expect(await ownerOf('maps', shared)).toBe(early.user.id);
		expect(await documentOwner(`map:${shared}`)).toBe(early.user.id);
		expect(await documentOwner(`talk:${shared}`)).toBe(early.user.id);
		expect(await isDeleted(`map:${shared}`)).toBe(false);
		const left = await query('select user_id from map_collaborators where map_id = $1', [shared]);
		expect(left.rows).toHaveLength(2);
		expect(await ownerOf('layers', layer)).toBe(early.user.id);
		expect(await documentOwner(`layer:${layer}`)).toBe(early.user.id);
		for (const id of [seen, draft]) {
			expect(await one('select id from maps where id = $1', [id])).toBeUndefined();
			for (const name of [`map:${id}`, `talk:${id}`]) {
				expect(await isDeleted(name)).toBe(true);
				expect(await documentOwner(name)).toBeUndefined();
			}
			const updates = 'select seq from document_updates where document = $1';
			expect(await one(updates, [`map:${id}`])).toBeUndefined();
			const clients = 'select client_id from document_clients where document = $1';
			expect(await one(clients, [`map:${id}`])).toBeUndefined();
		}
		for (const id of [loose, drafted]) {
			expect(await one('select id from layers where id = $1', [id])).toBeUndefined();
			expect(await isDeleted(`layer:${id}`)).toBe(true);
		}
		// Somebody who could only read it put it there: it stays to be read, and is nobody's.
		expect(await one('select created_by from layers where id = $1', [lent])).toEqual({
			created_by: null
		});
		expect(await one('select content, author_id from comments where id = $1', [comment])).toEqual({
			content: 'Too close',
			author_id: owner.user.id
		});
	});

	test('leaves nothing that tells who it was, and no way in', async () => {
		const person = await session({ name: 'Astrid Lindberg', organisation: 'Port' });
		await query(
			`update users set email = 'a@b.example', avatar_url = 'https://a.b/c' where id = $1`,
			[person.user.id]
		);
		await ask('DELETE', '/api/me', person.token);
		expect(await status(person.token)).toBe(401);
		expect((await ask('POST', '/api/session', person.token, {})).status).toBe(401);
		const code = { reentry_code: person.reentry_code };
		expect((await ask('POST', '/api/session', undefined, code)).status).toBe(422);
		const row = await one('select * from users where id = $1', [person.user.id]);
		expect(row).toMatchObject({
			name: 'Deleted person',
			email: null,
			avatar_url: null,
			organisation: '',
			reentry_hash: null,
			clerk_id: null
		});
	});
});

test('a guest cannot be taken over without an account', async () => {
	const [one, other] = [await session({ name: 'One' }), await session({ name: 'Other' })];
	const body = { guest_token: other.token };
	expect((await ask('POST', '/api/session/merge', one.token, body)).status).toBe(403);
	expect((await ask('POST', '/api/session/merge', undefined, body)).status).toBe(401);
	expect(await status(other.token)).toBe(200);
});
