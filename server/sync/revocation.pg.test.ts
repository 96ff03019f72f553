import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { readStack } from '#core/doc/map-document.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createVectorLayer } from '#core/edit/layer-edits.ts';
import { addToStack } from '#core/edit/map-edits.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { SYNC_MESSAGE } from './sync-message.ts';
import { addPerson, shareMap } from './testing/share.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import type { SyncTestServer, TestUser } from './testing/sync-server.ts';
import { RawClient } from './testing/raw-client.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

let place: TestDatabase;
let server: SyncTestServer;
let ann: TestUser;
let ben: TestUser;
let mapId: string;
let map: DocumentName;
const open: { destroy(): void }[] = [];

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database, {}, { tokenCheckMs: 200 });
	ann = await server.user('Ann');
	ben = await server.user('Ben');
});
beforeEach(async () => {
	mapId = randomUUID();
	map = documentName('map', mapId);
	await shareMap(place.database, mapId, { owner: ann, edit: [ben] });
});
afterEach(() => open.splice(0).forEach((client) => client.destroy()));
afterAll(async () => {
	await server.stop();
	await place.close();
});

function client(user: TestUser | undefined, name: DocumentName, doc?: Y.Doc): TestClient {
	const token = user?.token ?? '';
	const opened = new TestClient({ url: server.url, token, name, ...(doc && { doc }) });
	open.push(opened);
	return opened;
}

/** Ann makes a layer and puts it on the map, as a browser does. */
async function newLayer(on: TestClient): Promise<{ id: string; layer: TestClient }> {
	const id = randomUUID();
	const layer = client(ann, documentName('layer', id));
	applyChanges(layer.doc, createVectorLayer({ id, doc: layer.doc }, { name: 'Zones' }), 'edit');
	await layer.saved();
	applyChanges(on.doc, addToStack({ id: mapId, doc: on.doc }, id, Math.random), 'edit');
	await on.saved();
	return { id, layer };
}

function accesses({ messages }: TestClient): string[] {
	return messages.flatMap((message) => (message.t === 'access' ? [message.access] : []));
}

async function within(what: () => boolean, limitMs = 1_000): Promise<void> {
	await until(what, { limitMs, everyMs: 5 });
}

const rename = (of: TestClient, name: string) => of.doc.getMap('meta').set('name', name);

describe('[R3] rights that change reach the connections that stand, within a second', () => {
	test('editor becomes viewer: the map, its talk and its layers stay open, and take nothing', async () => {
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const theirs = await Promise.all(
			[map, documentName('layer', id)].map((name) => client(ben, name).synced())
		);
		const talk = await client(ben, documentName('talk', mapId)).synced();
		await addPerson(place.database, mapId, ben.id, 'view');
		void server.sync.rightsChanged({ mapId });
		await within(() => theirs.every((it) => accesses(it).includes('read')));
		for (const it of theirs) {
			rename(it, 'too late');
			expect(await it.outcome()).toBe('refused');
			expect(it.reasons).toEqual([]);
		}
		rename(owner, 'in time');
		await within(() => theirs[0]?.doc.getMap('meta').has('name') === true);
		expect(accesses(talk)).toEqual([]);
		expect(talk.reasons).toEqual([]);
	});

	test('and editor again: what he writes is taken', async () => {
		await addPerson(place.database, mapId, ben.id, 'view');
		const theirs = await client(ben, map).synced();
		await addPerson(place.database, mapId, ben.id, 'edit');
		await server.sync.rightsChanged({ mapId });
		await within(() => accesses(theirs).includes('write'));
		rename(theirs, 'at last');
		expect(await theirs.outcome()).toBe('durable');
	});

	test('also what builds on an edit that was not taken, which then comes along', async () => {
		const theirs = await client(ben, map).synced();
		await addPerson(place.database, mapId, ben.id, 'view');
		await server.sync.rightsChanged({ mapId });
		rename(theirs, 'too early');
		expect(await theirs.outcome()).toBe('refused');
		await addPerson(place.database, mapId, ben.id, 'edit');
		await server.sync.rightsChanged({ mapId });
		await within(() => accesses(theirs).includes('write'));
		rename(theirs, 'at last');
		await until(() => theirs.reasons.length > 0);
		expect(theirs.reasons).toEqual(['retry:incomplete']);
		expect(await theirs.outcome()).toBe('durable');
		const owner = await client(ann, map).synced();
		expect(owner.doc.getMap('meta').get('name')).toBe('at last');
	});

	test('removed, or the map made private: closed with `no-access`, and not opened again', async () => {
		const theirs = await client(ben, map).synced();
		const owner = await client(ann, map).synced();
		await shareMap(place.database, mapId, { owner: ann, level: 'private', edit: [ben] });
		void server.sync.rightsChanged({ mapId });
		await within(() => theirs.reasons.length > 0);
		expect(theirs.reasons).toEqual(['no-access']);
		expect(owner.reasons).toEqual([]);
		const again = client(ben, map);
		await until(() => again.reasons.length > 0);
		expect(again.reasons).toEqual(['no-access']);
	});

	test('of what waits to be handled when the right ends, nothing is taken', async () => {
		const theirs = await client(ben, map).synced();
		const logged = async () => {
			const { rows } = await place.database.pool.query<{ count: number }>(
				'select count(*) from document_updates where document = $1',
				[map]
			);
			return rows[0]?.count ?? 0;
		};
		for (let i = 0; i < 240; i++) rename(theirs, `name ${i}`);
		await until(async () => (await logged()) > 0, { everyMs: 1 });
		await shareMap(place.database, mapId, { owner: ann });
		await server.sync.rightsChanged({ mapId });
		const before = await logged();
		await within(() => theirs.reasons.length > 0);
		expect(theirs.reasons).toEqual(['no-access']);
		await new Promise((resolve) => setTimeout(resolve, 300));
		// One may have been on its way into the log.
		expect(await logged()).toBeLessThanOrEqual(before + 1);
		expect(before).toBeLessThan(200);
		expect(await differencesIn(place.database)).toEqual([]);
	});

	test('no longer public: anonymous readers are closed', async () => {
		await shareMap(place.database, mapId, { owner: ann, level: 'public' });
		const reader = await client(undefined, map).synced();
		await shareMap(place.database, mapId, { owner: ann });
		void server.sync.rightsChanged({ mapId });
		await within(() => reader.reasons.length > 0);
		expect(reader.reasons).toEqual(['no-access']);
	});

	test('a layer that only its creator may change now', async () => {
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const theirs = await client(ben, documentName('layer', id)).synced();
		await place.database.pool.query(`update layers set editable = 'creator-only' where id = $1`, [
			id
		]);
		void server.sync.rightsChanged({ layerId: id });
		await within(() => accesses(theirs).includes('read'));
		expect(theirs.reasons).toEqual([]);
	});

	test('a layer that was taken off the map over the socket: closed to those who saw it through the map', async () => {
		const owner = await client(ann, map).synced();
		const { id, layer } = await newLayer(owner);
		const theirs = await client(ben, documentName('layer', id)).synced();
		rename(theirs, 'Ours');
		await theirs.saved();
		owner.doc.getMap('stack').delete(id);
		await within(() => theirs.reasons.length > 0);
		expect(theirs.reasons).toEqual(['no-access']);
		expect(layer.reasons).toEqual([]);
	});

	test('but not to those who see it through another map', async () => {
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const other = randomUUID();
		await shareMap(place.database, other, { owner: ann, view: [ben] });
		const second = await client(ann, documentName('map', other)).synced();
		applyChanges(second.doc, addToStack({ id: other, doc: second.doc }, id, Math.random), 'edit');
		await second.saved();
		const theirs = await client(ben, documentName('layer', id)).synced();
		owner.doc.getMap('stack').delete(id);
		await within(() => accesses(theirs).includes('read'));
		expect(theirs.reasons).toEqual([]);
	});

	test('a person who is gone is signed out everywhere', async () => {
		const cat = await server.user('Cat');
		await shareMap(place.database, mapId, { owner: ann, level: 'public', edit: [cat] });
		const theirs = await client(cat, map).synced();
		const others = await client(ben, map).synced();
		await place.database.pool.query('delete from users where id = $1', [cat.id]);
		server.forgetPeople();
		void server.sync.rightsChanged({ userId: cat.id });
		await within(() => theirs.reasons.length > 0);
		expect(theirs.reasons).toEqual(['signed-out']);
		expect(others.reasons).toEqual([]);
	});

	test('whoever had a map open before it was made has no more right to it than others', async () => {
		const name = documentName('map', randomUUID());
		const early = await client(ben, name).synced();
		const maker = await client(ann, name).synced();
		rename(maker, 'Mine');
		await maker.saved();
		await within(() => early.reasons.length > 0);
		expect(early.reasons).toEqual(['no-access']);
		expect(maker.reasons).toEqual([]);
	});

	test('an edit that is on its way when the right goes is in the log and in the document, or in neither', async () => {
		const theirs = await client(ben, map).synced();
		const owner = await client(ann, map).synced();
		for (let i = 0; i < 30; i++) {
			await addPerson(place.database, mapId, ben.id, 'edit');
			await server.sync.rightsChanged({ mapId });
			await addPerson(place.database, mapId, ben.id, 'view');
			rename(theirs, `name ${i}`);
			await server.sync.rightsChanged({ mapId });
		}
		await theirs.outcome();
		await owner.outcome();
		const fresh = new Y.Doc();
		const { rows } = await place.database.pool.query<{ update: Buffer }>(
			'select update from document_updates where document = $1 order by seq',
			[map]
		);
		for (const { update } of rows) Y.applyUpdate(fresh, update);
		expect(owner.doc.getMap('meta').toJSON()).toEqual(fresh.getMap('meta').toJSON());
		expect(await differencesIn(place.database)).toEqual([]);
	});
});

describe('[R4] layers on maps', () => {
	test('whoever sees a new layer come can open it at once, and edit it', async () => {
		const owner = await client(ann, map).synced();
		const peer = await client(ben, map).synced();
		for (let i = 0; i < 8; i++) {
			const { id } = await newLayer(owner);
			await until(() => readStack(peer.doc).some(({ layerId }) => layerId === id), { everyMs: 1 });
			const theirs = await client(ben, documentName('layer', id)).synced();
			rename(theirs, 'From Ben');
			expect(await theirs.outcome()).toBe('durable');
		}
	});

	test('also when the tables catch up in the very moment that he asks', async () => {
		const owner = await client(ann, map).synced();
		await client(ben, map).synced();
		const { id } = await newLayer(owner);
		const asked: Promise<TestClient>[] = [];
		// The tables follow after half a second: somebody asks every few milliseconds around it.
		for (let i = 0; i < 8; i++) {
			asked.push(client(ben, documentName('layer', id)).synced());
			await new Promise((resolve) => setTimeout(resolve, 80));
		}
		const opened = await Promise.all(asked);
		expect(opened.flatMap(({ reasons }) => reasons)).toEqual([]);
	});

	test('a layer that this person may not see is put back, the rest of the edit stays', async () => {
		const id = randomUUID();
		const secret = client(ann, documentName('layer', id));
		rename(secret, 'Secret');
		await secret.saved();
		const own = randomUUID();
		const mine = documentName('map', own);
		const thief = client(ben, mine);
		thief.doc.transact(() => {
			rename(thief, 'Loot');
			applyChanges(thief.doc, addToStack({ id: own, doc: thief.doc }, id, Math.random), 'edit');
		});
		await thief.saved();
		await within(() => readStack(thief.doc).length === 0);
		expect(thief.doc.getMap('meta').get('name')).toBe('Loot');
		expect(thief.messages).toContainEqual({ t: 'put-back', layers: [{ id, why: 'unseen' }] });
		const attempt = client(ben, documentName('layer', id));
		await until(() => attempt.reasons.length > 0);
		expect(attempt.reasons).toEqual(['no-access']);
		const { rowCount } = await place.database.pool.query(
			'select from layer_homes where layer_id = $1 and map_id = $2',
			[id, own]
		);
		expect(rowCount).toBe(0);
	});

	test('a reader who stacks a layer on a map of his own may not change it for that', async () => {
		await shareMap(place.database, mapId, { owner: ann, view: [ben] });
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const own = randomUUID();
		const mine = client(ben, documentName('map', own));
		applyChanges(mine.doc, addToStack({ id: own, doc: mine.doc }, id, Math.random), 'edit');
		await mine.saved();
		expect(readStack(mine.doc)).toHaveLength(1);
		const theirs = client(ben, documentName('layer', id));
		await theirs.synced();
		rename(theirs, 'Mine now');
		expect(await theirs.outcome()).toBe('refused');
	});

	test('nor publishes it on a public one', async () => {
		await shareMap(place.database, mapId, { owner: ann, view: [ben] });
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const own = randomUUID();
		await shareMap(place.database, own, { owner: ben, level: 'public' });
		const mine = client(ben, documentName('map', own));
		applyChanges(mine.doc, addToStack({ id: own, doc: mine.doc }, id, Math.random), 'edit');
		await mine.saved();
		await within(() => readStack(mine.doc).length === 0);
		expect(mine.messages).toContainEqual({
			t: 'put-back',
			layers: [{ id, why: 'private-layer' }]
		});
	});

	test('what its owner took off a map, nobody else brings back; she does', async () => {
		const owner = await client(ann, map).synced();
		const { id, layer } = await newLayer(owner);
		const theirs = await client(ben, map).synced();
		owner.doc.getMap('stack').delete(id);
		await owner.saved();
		await until(async () => (await differencesIn(place.database)).length === 0);
		rename(layer, 'Only mine');
		await layer.saved();
		const bring = async (by: TestClient) => {
			applyChanges(by.doc, addToStack({ id: mapId, doc: by.doc }, id, Math.random), 'edit');
			await by.saved();
		};
		await bring(theirs);
		await within(() => readStack(theirs.doc).length === 0);
		expect(theirs.messages).toContainEqual({ t: 'put-back', layers: [{ id, why: 'unseen' }] });
		await bring(owner);
		await within(() => readStack(theirs.doc).length === 1);
		const opened = await client(ben, documentName('layer', id)).synced();
		rename(opened, 'Ours again');
		expect(await opened.outcome()).toBe('durable');
	});

	test('nor what she put on it and took off again in one go, while she was away', async () => {
		const id = randomUUID();
		const layer = client(ann, documentName('layer', id));
		rename(layer, 'Second thoughts');
		await layer.saved();
		const away = new Y.Doc();
		const updates: Uint8Array[] = [];
		away.on('update', (update: Uint8Array) => updates.push(update));
		applyChanges(away, addToStack({ id: mapId, doc: away }, id, Math.random), 'edit');
		away.getMap('stack').delete(id);
		const peer = await RawClient.connect(server.url);
		open.push(peer);
		await peer.open(map, ann.token);
		peer.sync(map, SYNC_MESSAGE.update, Y.mergeUpdates(updates));
		await until(() => peer.acknowledgements(map).length === 2);
		const theirs = await client(ben, map).synced();
		applyChanges(theirs.doc, addToStack({ id: mapId, doc: theirs.doc }, id, Math.random), 'edit');
		await theirs.saved();
		await within(() => readStack(theirs.doc).length === 0);
		expect(theirs.messages).toContainEqual({ t: 'put-back', layers: [{ id, why: 'unseen' }] });
	});

	test('an editor takes back that he removed somebody’s layer', async () => {
		const owner = await client(ann, map).synced();
		const { id } = await newLayer(owner);
		const theirs = await client(ben, map).synced();
		theirs.doc.getMap('stack').delete(id);
		await theirs.saved();
		await until(async () => (await differencesIn(place.database)).length === 0);
		applyChanges(theirs.doc, addToStack({ id: mapId, doc: theirs.doc }, id, Math.random), 'edit');
		await theirs.saved();
		await owner.outcome();
		expect(readStack(owner.doc)).toHaveLength(1);
	});
});

describe('[R5] what is deleted stays deleted', () => {
	test('a map: closed with `deleted`, nothing stored, no browser brings it back', async () => {
		const owner = await client(ann, map).synced();
		rename(owner, 'To go');
		await owner.saved();
		const theirs = await client(ben, map).synced();
		const talk = await client(ben, documentName('talk', mapId)).synced();
		rename(theirs, 'on its way');
		await server.sync.deleteDocument(map, ann);
		await within(() => [owner, theirs, talk].every(({ reasons }) => reasons.includes('deleted')));
		const again = client(ben, map, theirs.doc);
		await until(() => again.reasons.length > 0);
		expect(again.reasons).toEqual(['deleted']);
		for (const [table, column] of [
			['documents', 'name'],
			['document_updates', 'document'],
			['document_clients', 'document'],
			['projection_state', 'document']
		]) {
			const { rowCount } = await place.database.pool.query(
				`select from ${table} where ${column} = any($1::text[])`,
				[[map, documentName('talk', mapId)]]
			);
			expect([table, rowCount]).toEqual([table, 0]);
		}
		expect(await differencesIn(place.database)).toEqual([]);
	});

	test('while people write into it', async () => {
		const writers = await Promise.all(
			Array.from({ length: 5 }, (_, i) => client(i % 2 === 0 ? ann : ben, map).synced())
		);
		let stopped = false;
		const writing = writers.map(async (writer, i) => {
			for (let n = 0; !stopped; n++) {
				rename(writer, `${i} ${n}`);
				await new Promise((resolve) => setTimeout(resolve, 2));
			}
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
		await server.sync.deleteDocument(map, ann);
		await within(() => writers.every(({ reasons }) => reasons.includes('deleted')));
		stopped = true;
		await Promise.all(writing);
		await new Promise((resolve) => setTimeout(resolve, 700));
		const { rowCount } = await place.database.pool.query(
			'select from document_updates where document = $1 union all select from maps where id = $2',
			[map, mapId]
		);
		expect(rowCount).toBe(0);
	});

	test('a layer leaves the maps that show it', async () => {
		const owner = await client(ann, map).synced();
		const { id, layer } = await newLayer(owner);
		await server.sync.deleteDocument(documentName('layer', id), ann);
		await within(() => layer.reasons.includes('deleted') && readStack(owner.doc).length === 0);
		applyChanges(owner.doc, addToStack({ id: mapId, doc: owner.doc }, id, Math.random), 'edit');
		await owner.saved();
		await within(() => readStack(owner.doc).length === 0);
		expect(owner.messages).toContainEqual({ t: 'put-back', layers: [{ id, why: 'deleted' }] });
		expect(await differencesIn(place.database)).toEqual([]);
	});
});
