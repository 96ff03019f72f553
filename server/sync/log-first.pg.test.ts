import { randomUUID } from 'node:crypto';
import { MessageType } from '@hocuspocus/server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { RawClient } from './testing/raw-client.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import type { SyncTestServer, TestUser } from './testing/sync-server.ts';
import { SYNC_MESSAGE } from './sync-message.ts';
import { TestClient } from './testing/test-client.ts';
import { share } from './testing/share.ts';
import { until } from './testing/until.ts';

let place: TestDatabase;
let server: SyncTestServer;
let ann: TestUser;
let ben: TestUser;
const open: { destroy(): void }[] = [];

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database);
	ann = await server.user('Ann');
	ben = await server.user('Ben');
});
afterEach(() => open.splice(0).forEach((client) => client.destroy()));
afterAll(async () => {
	await server.stop();
	await place.close();
});

function client(user: TestUser, name: DocumentName, doc?: Y.Doc): TestClient {
	const opened = new TestClient({ url: server.url, token: user.token, name, ...(doc && { doc }) });
	open.push(opened);
	return opened;
}

async function raw(): Promise<RawClient> {
	const opened = await RawClient.connect(server.url);
	open.push(opened);
	return opened;
}

const newMap = () => documentName('map', randomUUID());
const newLayer = () => documentName('layer', randomUUID());

/** A document that Ann made and Ben may edit. */
async function shared(name: DocumentName): Promise<DocumentName> {
	await share(place.database, name, { owner: ann, edit: [ben] });
	return name;
}

async function loggedRows(name: string): Promise<number> {
	const { rows } = await place.database.pool.query<{ count: number }>(
		'select count(*)::int as count from document_updates where document = $1',
		[name]
	);
	return rows[0]?.count ?? 0;
}

describe('[S1] an acknowledged update is committed', () => {
	test('the log has it when the acknowledgement and when the peer sees it', async () => {
		const name = await shared(newMap());
		const [writer, reader] = await Promise.all([
			client(ann, name).synced(),
			client(ben, name).synced()
		]);
		writer.doc.getMap('meta').set('name', 'Havsplan');
		await until(() => reader.doc.getMap('meta').get('name') === 'Havsplan');
		expect(await loggedRows(name)).toBe(1);
		const { rows } = await place.database.pool.query(
			'select d.created_by, u.user_id, c.user_id as owner, c.proven, c.client_id from documents d join document_updates u on u.document = d.name join document_clients c on c.document = d.name where d.name = $1',
			[name]
		);
		expect(rows).toEqual([
			{
				created_by: ann.id,
				user_id: ann.id,
				owner: ann.id,
				proven: true,
				client_id: writer.doc.clientID
			}
		]);
	});

	test('each of many edits in a row, by the barrier', async () => {
		const name = await shared(newLayer());
		const writer = await client(ann, name).synced();
		for (let i = 0; i < 50; i++) writer.doc.getMap('meta').set('name', `n${i}`);
		await writer.saved();
		expect(await loggedRows(name)).toBe(50);
	});

	test('what brings nothing new is acknowledged, and not logged again', async () => {
		const name = await shared(newMap());
		const writer = await client(ann, name).synced();
		writer.doc.getMap('meta').set('name', 'A');
		writer.doc.getMap('meta').set('name', 'B');
		await writer.saved();
		const again = client(ann, name, writer.doc);
		await again.synced();
		await again.saved();
		expect(await loggedRows(name)).toBe(2);
	});
});

describe('[S2] the barrier proves, and only proves what is so', () => {
	test('answers in order, after everything before it', async () => {
		const name = await shared(newMap());
		const peer = await raw();
		await peer.open(name, ann.token);
		const doc = new Y.Doc();
		for (let n = 0; n < 20; n++) {
			peer.update(name, () => doc.getMap('meta').set('description', `${n}`), doc);
			peer.stateless(name, JSON.stringify({ t: 'barrier', n }));
		}
		await until(() => peer.statelessTexts(name).length === 20);
		const seen = peer.frames
			.filter(({ type }) => type === MessageType.Stateless || type === MessageType.SyncStatus)
			.slice(1);
		// One acknowledgement, one answer, twenty times.
		expect(seen.map(({ type }) => type)).toEqual(
			Array.from({ length: 40 }, (_, i) => (i % 2 ? 5 : 8))
		);
		expect(peer.statelessTexts(name)).toEqual(
			Array.from({ length: 20 }, (_, n) => JSON.stringify({ t: 'durable', n }))
		);
		expect(await loggedRows(name)).toBe(20);
	});

	test('waits for the difference that opens the session', async () => {
		const name = await shared(newMap());
		const peer = await raw();
		peer.authenticate(name, ann.token);
		peer.sync(name, SYNC_MESSAGE.stepOne, Uint8Array.of(0));
		peer.stateless(name, JSON.stringify({ t: 'barrier', n: 3 }));
		await until(() => peer.framesOf(name, MessageType.Sync).length >= 2);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(peer.statelessTexts(name)).toEqual([]);
		peer.sync(name, SYNC_MESSAGE.stepTwo, Uint8Array.of(0, 0));
		await until(() => peer.statelessTexts(name).length === 1);
	});

	test.each([
		'',
		'{',
		'null',
		'[]',
		'{"t":"barrier"}',
		'{"t":"barrier","n":-1}',
		'{"t":"barrier","n":"1"}',
		'{"t":"x"}'
	])('bad stateless message %j is ignored, and the connection lives on', async (text) => {
		const name = await shared(newMap());
		const peer = await raw();
		await peer.open(name, ann.token);
		peer.stateless(name, text);
		peer.stateless(name, JSON.stringify({ t: 'barrier', n: 9 }));
		await until(() => peer.statelessTexts(name).length > 0);
		expect(peer.statelessTexts(name)).toEqual(['{"t":"durable","n":9}']);
	});
});

describe('[S3] edits made before the exchange are neither lost nor refused', () => {
	test('an edit that arrives before the difference it builds on is left to that difference', async () => {
		const name = await shared(newMap());
		const doc = new Y.Doc();
		doc.getMap('meta').set('name', 'offline');
		const peer = await raw();
		peer.authenticate(name, ann.token);
		peer.sync(name, SYNC_MESSAGE.stepOne, Uint8Array.of(0));
		peer.update(name, () => doc.getMap('meta').set('description', 'early'), doc);
		await until(() => peer.acknowledgements(name).length === 1);
		expect(peer.acknowledgements(name)).toEqual([false]);
		expect(await loggedRows(name)).toBe(0);
		peer.sync(name, SYNC_MESSAGE.stepTwo, Y.encodeStateAsUpdate(doc));
		await until(() => peer.acknowledgements(name).length === 2);
		expect(peer.acknowledgements(name)).toEqual([false, true]);
		const other = await client(ben, name).synced();
		expect(other.doc.getMap('meta').toJSON()).toEqual({ name: 'offline', description: 'early' });
		// From now on nothing may be missing.
		const far = new Y.Doc();
		far.getMap('meta').set('name', 'x');
		peer.update(name, () => far.getMap('meta').set('name', 'y'), far);
		await until(() => peer.closeReasons(name).length === 1);
		expect(peer.closeReasons(name)).toEqual(['invalid:incomplete']);
	});
});

describe('[S4] the gate stands before the log', () => {
	test('what is refused is not stored, not acknowledged, not seen, and closes the document', async () => {
		const name = await shared(newLayer());
		const reader = await client(ben, name).synced();
		const peer = await raw();
		await peer.open(name, ann.token);
		await until(() => peer.acknowledgements(name).length === 1);
		peer.update(name, (doc) => doc.getMap('admin').set('all', true));
		peer.stateless(name, JSON.stringify({ t: 'barrier', n: 1 }));
		await until(() => peer.closeReasons(name).length === 1);
		expect(peer.closeReasons(name)).toEqual(['invalid:root']);
		expect(peer.acknowledgements(name)).toEqual([true]);
		expect(peer.statelessTexts(name)).toEqual([]);
		expect(await loggedRows(name)).toBe(0);
		expect(reader.doc.share.has('admin')).toBe(false);
	});

	test('a forged client id: the victim keeps working, the forger is out', async () => {
		const name = await shared(newMap());
		const victim = await client(ann, name).synced();
		victim.doc.getMap('meta').set('name', 'mine');
		await victim.saved();
		const forger = await raw();
		await forger.open(name, ben.token);
		const forged = new Y.Doc();
		Y.applyUpdate(forged, Y.encodeStateAsUpdate(victim.doc));
		forged.clientID = victim.doc.clientID;
		const before = Y.encodeStateVector(forged);
		forged.getMap('meta').set('name', 'forged');
		const update = Y.encodeStateAsUpdate(forged, before);
		forger.sync(name, SYNC_MESSAGE.update, update);
		await until(() => forger.closeReasons(name).length === 1);
		expect(forger.closeReasons(name)).toEqual(['invalid:client']);

		// Nor with the difference of a new session.
		const second = await raw();
		second.authenticate(name, ben.token);
		second.sync(name, SYNC_MESSAGE.stepOne, Uint8Array.of(0));
		second.sync(name, SYNC_MESSAGE.stepTwo, update);
		await until(() => second.closeReasons(name).length === 1);
		expect(second.closeReasons(name)).toEqual(['invalid:client']);

		victim.doc.getMap('meta').set('description', 'still here');
		await victim.saved();
		const reader = await client(ben, name).synced();
		expect(reader.doc.getMap('meta').toJSON()).toEqual({ name: 'mine', description: 'still here' });
	});
});

describe('[S5] loading', () => {
	test('a row that cannot be read is set aside, and the document opens with the rest', async () => {
		const name = await shared(newMap());
		const doc = new Y.Doc();
		doc.getMap('meta').set('name', 'good');
		const far = new Y.Doc();
		far.getMap('meta').set('zoom', 4);
		const vector = Y.encodeStateVector(far);
		far.getMap('meta').set('zoom', 5);
		const { pool } = place.database;
		await pool.query(`insert into documents (name, kind) values ($1, 'map')`, [name]);
		for (const update of [
			Y.encodeStateAsUpdate(doc),
			Uint8Array.of(1, 99, 3),
			Y.encodeStateAsUpdate(far, vector)
		]) {
			await pool.query('insert into document_updates (document, update) values ($1, $2)', [
				name,
				Buffer.from(update)
			]);
		}
		const reader = await client(ann, name).synced();
		expect(reader.doc.getMap('meta').toJSON()).toEqual({ name: 'good' });
		const { rows } = await pool.query(
			'select reason from document_quarantine where document = $1 order by seq',
			[name]
		);
		expect(rows).toEqual([
			{ reason: 'cannot be read or applied' },
			{ reason: 'builds on what is not stored' }
		]);
		expect(await loggedRows(name)).toBe(1);
		expect(
			server.lines.filter((line) => line.includes(name) && line.includes('set aside'))
		).toHaveLength(2);
	});

	test('a snapshot that cannot be read is set aside; a copy of a client brings all back', async () => {
		const name = await shared(newMap());
		const doc = new Y.Doc();
		doc.getMap('meta').set('name', 'kept by a client');
		await place.database.pool.query(
			`insert into documents (name, kind, snapshot, snapshot_seq) values ($1, 'map', '\\x0102', 5)`,
			[name]
		);
		const writer = client(ann, name, doc);
		await writer.saved();
		const reader = await client(ben, name).synced();
		expect(reader.doc.getMap('meta').toJSON()).toEqual({ name: 'kept by a client' });
	});

	test.each(['talk:nonsense', 'map:nonsense', 'users', ''])(
		'no document is called %j',
		async (name) => {
			const peer = await raw();
			peer.authenticate(name, ann.token);
			await until(() => peer.denials(name).length === 1);
			expect(peer.denials(name)).toEqual(['not-found']);
		}
	);

	test.each(['__proto__', 'constructor'])('%s ends the socket, not the server', async (name) => {
		const peer = await raw();
		peer.authenticate(name, ann.token);
		await until(() => peer.closed !== undefined);
		expect((await client(ann, newMap()).synced()).reasons).toEqual([]);
	});

	test('a token that is worth nothing', async () => {
		const name = await shared(newMap());
		const peer = await raw();
		peer.authenticate(name, 'nobody');
		await until(() => peer.denials(name).length === 1);
		expect(peer.denials(name)).toEqual(['signed-out']);
	});
});

describe('[S6] writes by the server itself', () => {
	test('are logged, seen by clients and in the tables when they are done', async () => {
		const name = await shared(newLayer());
		const reader = await client(ben, name).synced();
		const g = toTwkb({ type: 'Point', coordinates: [11.97, 57.7] });
		const id = randomUUID();
		const result = await server.sync.transactDurably(
			name,
			(doc) => {
				doc.getMap('meta').set('name', 'From the API');
				doc.getMap('features').set(
					id,
					new Y.Map<unknown>([
						['g', g],
						['o', 3],
						['p:name', 'Vinga']
					])
				);
				return 'done';
			},
			ann
		);
		expect(result).toBe('done');
		const { rows } = await place.database.pool.query(
			'select st_astext(f.geometry) as shape, f.properties, f.display_order, l.name, l.created_by from layer_features f join layers l on l.id = f.layer_id where f.id = $1',
			[id]
		);
		expect(rows).toEqual([
			{
				shape: 'POINT(11.97 57.7)',
				properties: { name: 'Vinga' },
				display_order: 3,
				name: 'From the API',
				created_by: ann.id
			}
		]);
		await until(() => reader.doc.getMap('features').size === 1);
		expect(await loggedRows(name)).toBe(1);
	});

	test('an edit that is not valid changes nothing', async () => {
		const name = await shared(newLayer());
		const edit = (doc: Y.Doc) => doc.getMap('meta').set('name', '');
		await expect(server.sync.transactDurably(name, edit, ann)).rejects.toMatchObject({
			rule: 'name'
		});
		expect(await loggedRows(name)).toBe(0);
	});

	test('one after the other, each on what is live and on nothing that was refused', async () => {
		const name = await shared(newLayer());
		const peer = await client(ben, name).synced();
		const write = (edit: (doc: Y.Doc) => unknown, as = ann) =>
			server.sync.transactDurably(name, (doc) => void edit(doc), as);
		await write((doc) => doc.getMap('meta').set('name', 'First'));
		peer.doc.getMap('meta').set('category', 'From a client');
		await peer.saved();
		const settled = await Promise.allSettled([
			write((doc) => doc.getMap('meta').set('description', 'Second')),
			write((doc) => {
				doc.getMap('meta').set('description', 'Half done');
				throw new Error('no');
			}),
			write((doc) => doc.getMap('meta').set('owner', 'refused')),
			write((doc) => doc.getMap('meta').set('name', 'Third'), ben),
			server.sync.transactDurably(name, (doc) => doc.getMap('meta').toJSON(), ann)
		]);
		expect(settled.map(({ status }) => status)).toEqual([
			'fulfilled',
			'rejected',
			'rejected',
			'fulfilled',
			'fulfilled'
		]);
		const expected = { name: 'Third', category: 'From a client', description: 'Second' };
		expect(settled.at(-1)).toMatchObject({ value: expected });
		expect(await server.sync.read(name, (doc) => doc.getMap('meta').toJSON())).toEqual(expected);
		await until(() => peer.doc.getMap('meta').get('name') === 'Third');
		expect(peer.doc.getMap('meta').toJSON()).toEqual(expected);
		// The copy of the first edit served the second: a person's edits have one client id.
		const { rows } = await place.database.pool.query<{ user_id: string }>(
			'select user_id from document_clients where document = $1',
			[name]
		);
		expect(rows.filter(({ user_id: id }) => id === ann.id)).toHaveLength(1);
	});
});

test('[S8] after all that, the tables show what the documents say', async () => {
	expect(await differencesIn(place.database)).toEqual([]);
});
