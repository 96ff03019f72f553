import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiServer } from '../testing/api-client.ts';
import type { ApiServer, Person } from '../testing/api-client.ts';

let server: ApiServer;
let owner: Person;
let friend: Person;
let stranger: Person;
beforeAll(async () => {
	server = await apiServer();
	owner = await server.api.signIn('Owner');
	friend = await server.api.signIn('Friend');
	stranger = await server.api.signIn('Stranger');
	await server.database.pool.query('update users set email = $2 where id = $1', [
		friend.id,
		'Friend@Example.org'
	]);
});
afterAll(() => server.close());

const ask = <Body = Record<string, unknown>>(
	method: string,
	path: string,
	as?: Person,
	body?: unknown
) => server.api.ask<Body>(method, path, { as, body });
const levelOf = async (map: string) =>
	(await ask('GET', `/api/maps/${map}`, owner)).body['permission_level'];

interface Link {
	readonly id: string;
	readonly token: string;
	readonly code: string;
	readonly uses: number;
}
const makeLink = async (map: string, values: object = {}) =>
	(await ask<Link>('POST', `/api/maps/${map}/links`, owner, { permission: 'view', ...values }))
		.body;

describe('collaborators', () => {
	test('somebody is invited by e-mail, told of it, given more, and leaves', async () => {
		const map = await server.api.makeMap(owner);
		const invited = await ask('POST', `/api/maps/${map}/collaborators`, owner, {
			email: 'friend@example.ORG',
			permission: 'view'
		});
		expect(invited.status).toBe(201);
		expect(invited.body).toMatchObject({ user_id: friend.id, permission: 'view' });
		// Who shares a private map means it to be shared.
		expect(await levelOf(map)).toBe('collaborators');
		const news = await ask<object[]>('GET', '/api/notifications?unread=true', friend);
		expect(news.body).toMatchObject([
			{ kind: 'invitation', map_id: map, map_name: 'Plan', actor_name: 'Owner', is_read: false }
		]);
		expect((await ask('GET', `/api/maps/${map}`, friend)).body).toMatchObject({ role: 'view' });
		const path = `/api/maps/${map}/collaborators/${friend.id}`;
		const more = await ask('PUT', path, owner, { permission: 'edit' });
		expect(more.body).toMatchObject({ permission: 'edit' });
		expect((await ask('GET', `/api/maps/${map}`, friend)).body).toMatchObject({ role: 'edit' });
		expect((await ask('PUT', path, friend, { permission: 'edit' })).status).toBe(403);
		expect((await ask('DELETE', path, friend)).status).toBe(204);
		expect((await ask('GET', `/api/maps/${map}`, friend)).status).toBe(404);
		expect((await ask('DELETE', path, owner)).status).toBe(404);
	});

	test('addresses are for the owner and the person; nobody else sees them', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		await server.api.let(owner, map, friend, 'view');
		await server.api.let(owner, map, stranger, 'edit');
		const emails = async (as: Person) => {
			const { body } = await ask<{ user_id: string; email: string | null }[]>(
				'GET',
				`/api/maps/${map}/collaborators`,
				as
			);
			expect(body).toHaveLength(2);
			return body.find(({ user_id: id }) => id === friend.id)?.email;
		};
		expect(await emails(owner)).toBe('Friend@Example.org');
		expect(await emails(friend)).toBe('Friend@Example.org');
		expect(await emails(stranger)).toBeNull();
	});

	test('whoever wrote a comment is invited by id, and tells no address by that', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'public' });
		await server.database.pool.query(
			`insert into comments (id, content, author_id, map_id) values ($1, 'Hello', $2, $3)`,
			[randomUUID(), friend.id, map]
		);
		const path = `/api/maps/${map}/collaborators`;
		const invite = async (who: object) =>
			(await ask('POST', path, owner, { ...who, permission: 'view' })).body['email'];
		expect(await invite({ user_id: friend.id })).toBeNull();
		expect((await ask('GET', path, owner)).body).toMatchObject([{ email: null }]);
		expect((await ask('GET', path, friend)).body).toMatchObject([{ email: 'Friend@Example.org' }]);
		expect(await invite({ email: 'friend@example.org' })).toBe('Friend@Example.org');
	});

	test('who has no account here is not found, by address or id', async () => {
		const map = await server.api.makeMap(owner);
		for (const who of [{ email: 'nobody@example.org' }, { user_id: stranger.id }]) {
			const refused = await ask('POST', `/api/maps/${map}/collaborators`, owner, {
				...who,
				permission: 'view'
			});
			expect(refused.status).toBe(422);
		}
		expect(await levelOf(map)).toBe('private');
		const both = { email: 'friend@example.org', user_id: friend.id, permission: 'view' };
		expect((await ask('POST', `/api/maps/${map}/collaborators`, owner, both)).status).toBe(422);
	});

	test('somebody who took part is invited again by id; the owner cannot be', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		await server.api.let(owner, map, stranger, 'edit');
		await ask('PUT', `/api/maps/${map}`, stranger, { description: 'x' });
		await ask('DELETE', `/api/maps/${map}/collaborators/${stranger.id}`, owner);
		const path = `/api/maps/${map}/collaborators`;
		const back = await ask('POST', path, owner, { user_id: stranger.id, permission: 'view' });
		expect(back.status).toBe(201);
		const again = await ask('POST', path, owner, { user_id: stranger.id, permission: 'edit' });
		expect([again.status, again.body['permission']]).toEqual([200, 'edit']);
		await ask('PUT', `/api/maps/${map}`, owner, { description: 'y' });
		const self = await ask('POST', path, owner, { user_id: owner.id, permission: 'view' });
		expect(self.status).toBe(409);
	});

	test('whom the owner took off stays listed until they are let in again; who left by themselves is not', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		const path = `/api/maps/${map}/collaborators`;
		const removed = async () =>
			(await ask<{ user_id: string }[]>('GET', `${path}/removed`, owner)).body.map(
				(one) => one.user_id
			);
		await server.api.let(owner, map, stranger, 'edit');
		await server.api.let(owner, map, friend, 'view');
		await ask('DELETE', `${path}/${friend.id}`, friend);
		expect(await removed()).toEqual([]);
		await ask('DELETE', `${path}/${stranger.id}`, owner);
		expect(await removed()).toEqual([stranger.id]);
		await ask('POST', path, owner, { user_id: stranger.id, permission: 'view' });
		expect(await removed()).toEqual([]);
		// Less than before, but not nothing.
		await ask('PUT', `${path}/${stranger.id}`, owner, { permission: 'edit' });
		await ask('PUT', `${path}/${stranger.id}`, owner, { permission: 'view' });
		expect(await removed()).toEqual([]);
	});

	test('a guest who was taken off and then signed in is let in again as who they are now', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		const path = `/api/maps/${map}/collaborators`;
		const guest = await server.api.signIn('Guest');
		const account = await server.api.signIn('Account');
		await server.api.let(owner, map, guest, 'edit');
		await ask('DELETE', `${path}/${guest.id}`, owner);
		await server.database.pool.query('update users set merged_into = $2 where id = $1', [
			guest.id,
			account.id
		]);
		const { body } = await ask('GET', `${path}/removed`, owner);
		expect(body).toMatchObject([{ user_id: account.id, name: 'Account' }]);
		const back = await ask('POST', path, owner, { user_id: account.id, permission: 'view' });
		expect(back.status).toBe(201);
		expect((await ask('GET', `${path}/removed`, owner)).body).toEqual([]);
	});

	test('sharing a private map anew does not let in those who were sent away by that', async () => {
		const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		await server.api.let(owner, map, stranger, 'edit');
		await ask('PUT', `/api/maps/${map}`, owner, { permission_level: 'private' });
		const body = { email: 'friend@example.org', permission: 'view' };
		const refused = await ask('POST', `/api/maps/${map}/collaborators`, owner, body);
		expect(refused).toMatchObject({
			status: 409,
			body: { type: 'urn:samsyn:problem:sleeping-people' }
		});
		expect((await ask('GET', `/api/maps/${map}`, stranger)).status).toBe(404);
		const level = { permission_level: 'collaborators' };
		await ask('PUT', `/api/maps/${map}`, owner, level);
		expect((await ask('POST', `/api/maps/${map}/collaborators`, owner, body)).status).toBe(201);
		expect((await ask('GET', `/api/maps/${map}`, stranger)).body).toMatchObject({ role: 'edit' });
	});
});

describe('links', () => {
	test('a link has a secret that is told once, and a code of six clear letters', async () => {
		const map = await server.api.makeMap(owner);
		const link = await makeLink(map, { max_uses: 5 });
		expect(link.code).toMatch(/^[BCDFGHJKMNPRSTVWXYZ]{6}$/);
		expect(link.token.length).toBeGreaterThanOrEqual(32);
		expect(await levelOf(map)).toBe('collaborators');
		const listed = await ask<object[]>('GET', `/api/maps/${map}/links`, owner);
		expect(listed.body).toEqual([
			expect.not.objectContaining({ token: expect.anything() as string })
		]);
		const stored = await server.database.pool.query('select * from share_links where id = $1', [
			link.id
		]);
		expect(JSON.stringify(stored.rows)).not.toContain(link.token);
	});

	test('people come in by token or code, and nobody loses by it', async () => {
		const map = await server.api.makeMap(owner);
		const view = await makeLink(map);
		const edit = await makeLink(map, { permission: 'edit' });
		const role = async (as: Person, secret: object) => {
			const { status, body } = await ask('POST', '/api/join', as, secret);
			expect([status, body['map_id'], body['name']]).toEqual([200, map, 'Plan']);
			return body['role'];
		};
		expect(await role(friend, { token: view.token })).toBe('view');
		const spoken = `${edit.code.slice(0, 3).toLowerCase()} - ${edit.code.slice(3)}`;
		expect(await role(friend, { code: spoken })).toBe('edit');
		expect(await role(friend, { token: view.token })).toBe('edit');
		expect(await role(owner, { code: view.code })).toBe('owner');
		const { body } = await ask<Link[]>('GET', `/api/maps/${map}/links`, owner);
		expect(body.map(({ uses }) => uses)).toEqual([1, 1]);
		expect((await ask('POST', '/api/join', undefined, { code: view.code })).status).toBe(401);
	});

	test('what the owner took from somebody is given back by no link, only by the owner', async () => {
		const map = await server.api.makeMap(owner);
		const link = await makeLink(map, { permission: 'edit' });
		const guest = await server.api.signIn('Guest');
		const join = async (as = guest) => {
			const { status, body } = await ask('POST', '/api/join', as, { token: link.token });
			return status === 200 ? body['role'] : body['type'];
		};
		const person = `/api/maps/${map}/collaborators/${guest.id}`;
		const invite = async (permission: string) =>
			(
				await ask('POST', `/api/maps/${map}/collaborators`, owner, {
					user_id: guest.id,
					permission
				})
			).status;
		expect(await join()).toBe('edit');
		await ask('PUT', `/api/maps/${map}`, guest, { description: 'I was here' });
		await ask('PUT', person, owner, { permission: 'view' });
		expect(await join()).toBe('view');
		// Who leaves comes back as what they were left.
		expect((await ask('DELETE', person, guest)).status).toBe(204);
		expect(await join()).toBe('view');
		expect((await ask('DELETE', person, owner)).status).toBe(204);
		expect(await join()).toBe('urn:samsyn:problem:sent-away');
		expect((await ask('GET', `/api/maps/${map}`, guest)).status).toBe(404);
		expect((await ask('POST', '/api/join', guest, { code: link.code })).status).toBe(403);
		// Nor as the account that the guest becomes.
		const account = await server.api.signIn('Account');
		const become = (into: string | null) =>
			server.database.pool.query('update users set merged_into = $2 where id = $1', [
				guest.id,
				into
			]);
		await become(account.id);
		expect(await join(account)).toBe('urn:samsyn:problem:sent-away');
		await become(null);
		expect(await invite('view')).toBe(201);
		expect(await join()).toBe('view');
		expect(await invite('edit')).toBe(200);
		expect((await ask('DELETE', person, guest)).status).toBe(204);
		expect(await join()).toBe('edit');
	});

	test('who was invited to look may take a link that gives everybody more', async () => {
		const map = await server.api.makeMap(owner);
		const body = { email: 'friend@example.org', permission: 'view' };
		expect((await ask('POST', `/api/maps/${map}/collaborators`, owner, body)).status).toBe(201);
		const link = await makeLink(map, { permission: 'edit' });
		const joined = await ask('POST', '/api/join', friend, { token: link.token });
		expect(joined.body).toMatchObject({ role: 'edit' });
	});

	test('30 at once share 10 uses', async () => {
		const map = await server.api.makeMap(owner);
		const link = await makeLink(map, { max_uses: 10 });
		const people = await Promise.all(
			Array.from({ length: 30 }, (_, i) => server.api.signIn(`Guest ${i}`))
		);
		const answers = await Promise.all(
			people.map((as) => ask('POST', '/api/join', as, { token: link.token }))
		);
		const statuses = answers.map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(10);
		expect(answers.find(({ status }) => status !== 200)).toMatchObject({
			status: 410,
			body: { type: 'urn:samsyn:problem:link-used-up' }
		});
		const again = people[statuses.indexOf(200)];
		expect((await ask('POST', '/api/join', again, { token: link.token })).status).toBe(200);
		const people10 = await ask<object[]>('GET', `/api/maps/${map}/collaborators`, owner);
		expect(people10.body).toHaveLength(10);
	});

	test('an expired link says so; a revoked one, a wrong one and one of a private map are none', async () => {
		const map = await server.api.makeMap(owner);
		const late = await makeLink(map, { expires_at: new Date(Date.now() - 1_000).toISOString() });
		expect(await ask('POST', '/api/join', friend, { token: late.token })).toMatchObject({
			status: 410,
			body: { type: 'urn:samsyn:problem:link-expired' }
		});
		const link = await makeLink(map);
		await ask('PUT', `/api/maps/${map}`, owner, { permission_level: 'private' });
		expect((await ask('POST', '/api/join', friend, { token: link.token })).status).toBe(404);
		await ask('PUT', `/api/maps/${map}`, owner, { permission_level: 'collaborators' });
		const path = `/api/maps/${map}/links/${link.id}`;
		expect((await ask('DELETE', path, friend)).status).toBe(404);
		expect((await ask('DELETE', path, owner)).status).toBe(204);
		expect((await ask('DELETE', path, owner)).status).toBe(404);
		expect((await ask('POST', '/api/join', friend, { token: link.token })).status).toBe(404);
		expect((await ask('POST', '/api/join', friend, { code: link.code })).status).toBe(404);
		expect((await ask('POST', '/api/join', friend, { token: 'x', code: 'y' })).status).toBe(422);
		expect((await ask('POST', '/api/join', friend, { code: '\0' })).status).toBe(422);
	});
});

describe('notifications', () => {
	test('are read and unread, one by one and all; nobody sees another’s', async () => {
		const reader = await server.api.signIn('Reader');
		const map = await server.api.makeMap(owner);
		for (let i = 0; i < 3; i++) {
			await server.database.pool.query(
				`insert into notifications (user_id, kind, actor_id, map_id) values ($1, 'mention', $2, $3)`,
				[reader.id, owner.id, map]
			);
		}
		const list = (await ask<{ id: string }[]>('GET', '/api/notifications', reader)).body;
		// The map is closed to the reader: its name is not told.
		expect(list).toMatchObject([{ map_name: null }, {}, {}]);
		const path = `/api/notifications/${list[0]?.id ?? ''}`;
		const unread = async () => (await ask('GET', '/api/notifications/unread', reader)).body;
		expect(await unread()).toEqual({ unread: 3 });
		expect((await ask('PUT', path, friend, { is_read: true })).status).toBe(404);
		expect((await ask('PUT', path, reader, { is_read: true })).body).toMatchObject({
			is_read: true
		});
		expect(await unread()).toEqual({ unread: 2 });
		expect((await ask('GET', '/api/notifications?unread=true', reader)).body).toHaveLength(2);
		const all = await ask('PUT', '/api/notifications', reader, { is_read: true });
		expect(all.body).toEqual({ unread: 0 });
		expect((await ask('PUT', path, reader, { is_read: false })).body).toMatchObject({
			is_read: false
		});
		const missing = `/api/notifications/${randomUUID()}`;
		expect((await ask('PUT', missing, reader, {})).status).toBe(404);
	});
});
