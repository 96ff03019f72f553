import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { documentName } from '#core/doc/names.ts';
import { shareMap } from './sync/testing/share.ts';
import { TestClient } from './sync/testing/test-client.ts';
import { until } from './sync/testing/until.ts';
import { testServer } from './testing/database.ts';
import type { TestServer } from './testing/database.ts';

interface Person {
	readonly id: string;
	readonly token: string;
}

let server: TestServer;
const open: TestClient[] = [];
beforeAll(async () => {
	server = await testServer();
});
afterEach(() => open.splice(0).forEach((client) => client.destroy()));
afterAll(() => server.close());

async function person(name: string): Promise<Person> {
	const response = await fetch(`${server.url}/api/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name })
	});
	const { token, user } = (await response.json()) as { token: string; user: { id: string } };
	return { id: user.id, token };
}

async function send(method: string, path: string, { token }: Person): Promise<number> {
	const headers = { authorization: `Bearer ${token}` };
	return (await fetch(`${server.url}${path}`, { method, headers })).status;
}

async function openMap(mapId: string, { token }: Person): Promise<TestClient> {
	const url = `${server.url.replace('http', 'ws')}/sync`;
	const client = new TestClient({ url, token, name: documentName('map', mapId) });
	open.push(client);
	return client.synced();
}

async function newMap(owner: Person, people: { edit?: Person[]; view?: Person[] }) {
	const id = randomUUID();
	const mine = await openMap(id, owner);
	mine.doc.getMap('meta').set('name', 'Havsplan');
	await mine.saved();
	await shareMap(server.database, id, { owner, ...people });
	return { id, mine };
}

const within = (what: () => boolean) => until(what, { limitMs: 1_000, everyMs: 5 });

test('[R8] whoever signs out is off the socket within a second, others stay', async () => {
	const [ann, ben] = [await person('Ann'), await person('Ben')];
	const { id, mine } = await newMap(ann, { edit: [ben] });
	const theirs = await openMap(id, ben);
	expect(await send('DELETE', '/api/session', ben)).toBe(204);
	await within(() => theirs.reasons.length > 0);
	expect(theirs.reasons).toEqual(['signed-out']);
	expect(mine.reasons).toEqual([]);
});

test('[R9] with a person their maps go, also where somebody looks at them', async () => {
	const [ann, ben] = [await person('Ann'), await person('Ben')];
	const { id, mine } = await newMap(ann, { view: [ben] });
	const theirs = await openMap(id, ben);
	expect(await send('DELETE', '/api/me', ann)).toBe(204);
	await within(() => theirs.reasons.length > 0 && mine.reasons.length > 0);
	expect(theirs.reasons).toEqual(['deleted']);
	expect(mine.reasons).toHaveLength(1);
	expect(['signed-out', 'deleted']).toContain(mine.reasons[0]);
	expect(server.sync.documentNames).not.toContain(documentName('map', id));
});

test('[R10] or are the editor’s, who may write on', async () => {
	const [ann, ben] = [await person('Ann'), await person('Ben')];
	const { id } = await newMap(ann, { edit: [ben] });
	const theirs = await openMap(id, ben);
	expect(await send('DELETE', '/api/me', ann)).toBe(204);
	theirs.doc.getMap('meta').set('name', 'Mine now');
	expect(await theirs.outcome()).toBe('durable');
	expect(await send('DELETE', `/api/maps/${id}`, ben)).toBe(204);
	await within(() => theirs.reasons.includes('deleted'));
});
