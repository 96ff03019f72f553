import { randomUUID } from 'node:crypto';
import { MessageType } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { RawClient } from './testing/raw-client.ts';
import { startSyncServer } from './testing/sync-server.ts';
import type { SyncTestServer, TestUser } from './testing/sync-server.ts';
import { TestClient } from './testing/test-client.ts';
import { share } from './testing/share.ts';
import { until } from './testing/until.ts';

const TOO_BIG = 1009;
const UNSUPPORTED_DATA = 1003;

let place: TestDatabase;
let server: SyncTestServer;
let ann: TestUser;
let ben: TestUser;
const open: { destroy(): void }[] = [];

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database, {
		documentsPerSocket: 5,
		socketsPerUser: 12,
		frameBytes: 256 * 1024,
		bufferedBytes: 256 * 1024,
		queuedMessages: 20,
		messagesPerSecond: 100
	});
	ann = await server.user('Ann');
	ben = await server.user('Ben');
});
afterEach(async () => {
	open.splice(0).forEach((client) => client.destroy());
	// Until the server has seen them go: the sockets of a person are counted.
	await new Promise((resolve) => setTimeout(resolve, 50));
});
afterAll(async () => {
	await server.stop();
	await place.close();
});

async function raw(): Promise<RawClient> {
	const opened = await RawClient.connect(server.url);
	open.push(opened);
	return opened;
}

function client(user: TestUser, name: ReturnType<typeof newMap>, presence = false): TestClient {
	const opened = new TestClient({ url: server.url, token: user.token, name, presence });
	open.push(opened);
	return opened;
}

const newMap = () => documentName('map', randomUUID());

/** A document that Ann made and Ben may edit. */
async function shared(name: DocumentName): Promise<DocumentName> {
	await share(place.database, name, { owner: ann, edit: [ben] });
	return name;
}

describe('[L1] one socket', () => {
	test('opens so many documents and no more; closing one makes room', async () => {
		const peer = await raw();
		const names = Array.from({ length: 6 }, newMap);
		for (const name of names.slice(0, 5)) await peer.open(name, ann.token);
		const [first, , , , , sixth] = names as [string, string, string, string, string, string];
		peer.authenticate(sixth, ann.token);
		await until(() => peer.denials(sixth).length === 1);
		expect(peer.denials(sixth)).toEqual(['limit:documents']);
		peer.send(first, MessageType.CLOSE, () => undefined);
		await until(() => peer.closeReasons(first).length === 1);
		await peer.open(sixth, ann.token);
		expect(peer.framesOf(sixth, MessageType.Sync).length).toBeGreaterThan(0);
	});

	test('5,000 documents at once are refused, and the server goes on', async () => {
		const peer = await raw();
		for (let i = 0; i < 5_000; i++) peer.authenticate(newMap(), ann.token);
		await until(() => peer.closed !== undefined || peer.frames.length >= 5_000, {
			limitMs: 30_000
		});
		const opened = new Set(
			peer.frames.filter((frame) => frame.type === MessageType.Sync).map((f) => f.document)
		);
		expect(opened.size).toBeLessThanOrEqual(5);
		expect(server.sync.documentNames.length).toBeLessThanOrEqual(12);
		await client(ben, newMap()).synced();
	});

	test('a frame that is too large ends the socket', async () => {
		const peer = await raw();
		const name = await shared(newMap());
		await peer.open(name, ann.token);
		peer.send(name, MessageType.Stateless, (out) =>
			encoding.writeVarString(out, 'x'.repeat(300 * 1024))
		);
		await until(() => peer.closed !== undefined);
		expect(peer.closed).toEqual({ code: TOO_BIG });
	});

	test.each([
		['text', (peer: RawClient) => peer.ws.send('hello')],
		['nothing', (peer: RawClient) => peer.ws.send(Uint8Array.of())],
		['noise', (peer: RawClient) => peer.ws.send(Uint8Array.from({ length: 50 }, (_, i) => 255 - i))]
	])('%s instead of a frame ends the socket, not the server', async (_what, send) => {
		const peer = await raw();
		send(peer);
		await until(() => peer.closed !== undefined);
		await client(ben, newMap()).synced();
		expect(peer.closed).toBeDefined();
	});

	test('a session in the address, which would be a connection of its own, ends the socket', async () => {
		const peer = await raw();
		const name = await shared(newMap());
		await peer.open(name, ann.token);
		for (let i = 0; i < 50; i++) peer.authenticate(`${name}\0${i}`, ann.token);
		await until(() => peer.closed !== undefined);
		expect(peer.closed).toEqual({ code: UNSUPPORTED_DATA });
		await until(() => server.sync.connectionsOf(name) === 0);
		expect(peer.framesOf(`${name}\0`, MessageType.Auth)).toEqual([]);
	});

	test('more than it may send in a second arrives all the same, only later', async () => {
		const peer = await raw();
		const name = await shared(newMap());
		await peer.open(name, ann.token);
		const doc = new Y.Doc();
		const from = performance.now();
		for (let i = 0; i < 500; i++) {
			peer.update(name, () => doc.getMap('meta').set('zoom', i % 20), doc);
		}
		await until(() => peer.acknowledgements(name).length === 501, { limitMs: 20_000 });
		// 300 at once, then 100 a second: what came with the same packets is paid for afterwards.
		peer.update(name, () => doc.getMap('meta').set('zoom', 1), doc);
		await until(() => peer.acknowledgements(name).length === 502, { limitMs: 20_000 });
		expect(performance.now() - from).toBeGreaterThan(1_500);
		expect(peer.closed).toBeUndefined();
	});

	test('a reader that does not read is dropped', async () => {
		const name = await shared(newMap());
		const reader = await raw();
		await reader.open(name, ben.token);
		reader.ws.pause();
		const writer = await client(ann, name).synced();
		expect(server.sync.connectionsOf(name)).toBe(2);
		const writeMore = async () => {
			writer.doc.getMap('meta').set('description', randomUUID().repeat(270));
			await writer.saved();
			return server.sync.connectionsOf(name) === 1;
		};
		await until(writeMore, { limitMs: 50_000, everyMs: 0 });
		expect(writer.reasons).toEqual([]);
	});
});

describe('[L2] one person', () => {
	test('has so many sockets and no more', async () => {
		const cat = await server.user('Cat');
		const name = newMap();
		for (let i = 0; i < 12; i++) await (await raw()).open(name, cat.token);
		const last = await raw();
		last.authenticate(name, cat.token);
		await until(() => last.denials(name).length === 1);
		expect(last.denials(name)).toEqual(['limit:sockets']);
		open.pop();
		open.pop()?.destroy();
		await new Promise((resolve) => setTimeout(resolve, 100));
		await last.open(name, cat.token);
		expect(last.framesOf(name, MessageType.Sync).length).toBeGreaterThan(0);
		last.destroy();
	});
});

describe('[L3] presence', () => {
	const shown = (observer: TestClient) =>
		[...(observer.awareness?.getStates() ?? [])]
			.filter(([id, state]) => id !== observer.doc.clientID && Object.keys(state).length > 0)
			.map(([, state]) => state);

	async function watch(name: ReturnType<typeof newMap>): Promise<TestClient> {
		return client(ben, name, true).synced();
	}

	test('shows the verified person, whatever the client says, and only fields we know', async () => {
		const name = await shared(newMap());
		const observer = await watch(name);
		const peer = await raw();
		await peer.open(name, ann.token);
		const state = { user: { id: ben.id, name: 'Ben', color: '#000000' }, cursor: [1, 2], hack: 1 };
		peer.presence(name, [[77, 1, state]]);
		await until(() => shown(observer).length === 1);
		expect(shown(observer)).toEqual([
			{ user: { id: ann.id, name: 'Ann', color: ann.color }, cursor: [1, 2] }
		]);
	});

	test('one state for a connection: 5,000 forged peers are one at most', async () => {
		const name = await shared(newMap());
		const observer = await watch(name);
		const peer = await raw();
		await peer.open(name, ann.token);
		peer.presence(
			name,
			Array.from({ length: 3_000 }, (_, i) => [i + 1, 1, { cursor: [0, 0] }] as const)
		);
		await until(() => shown(observer).length > 0);
		expect(shown(observer)).toHaveLength(1);
	});

	test('nobody else is overwritten or sent away', async () => {
		const name = await shared(newMap());
		const observer = await watch(name);
		const victim = client(ann, name, true);
		victim.awareness?.setLocalState({ cursor: [5, 5] });
		await until(() => shown(observer).length === 1);
		const peer = await raw();
		await peer.open(name, ben.token);
		const id = victim.doc.clientID;
		peer.presence(name, [[id, 1_000, { cursor: [9, 9] }]]);
		peer.presence(name, [[id, 1_001, null]]);
		peer.stateless(name, '{"t":"barrier","n":1}');
		await until(() => peer.statelessTexts(name).length === 1);
		victim.awareness?.setLocalStateField('cursor', [6, 6]);
		await until(() => JSON.stringify(shown(observer)).includes('[6,6]'));
		expect(shown(observer)).toEqual([
			{ user: { id: ann.id, name: 'Ann', color: ann.color }, cursor: [6, 6] }
		]);
	});

	test('goes when it is taken back, and when the line is cut', async () => {
		const name = await shared(newMap());
		const observer = await watch(name);
		const leaving = client(ann, name, true);
		leaving.awareness?.setLocalState({ cursor: [5, 5] });
		await until(() => shown(observer).length === 1);
		leaving.awareness?.setLocalState(null);
		await until(() => shown(observer).length === 0);
		leaving.awareness?.setLocalState({ cursor: [6, 6] });
		await until(() => shown(observer).length === 1);
		leaving.destroy();
		await until(() => shown(observer).length === 0);
		expect(shown(observer)).toEqual([]);
	});

	test.each([
		['more than 2 kB', { ghost: { layer: randomUUID(), shape: 'x'.repeat(3_000) } }],
		['fields of a wrong kind', { cursor: 'here' }],
		['no object', 'hello']
	])('drops a state with %s, and goes on', async (_what, state) => {
		const name = await shared(newMap());
		const observer = await watch(name);
		const peer = await raw();
		await peer.open(name, ann.token);
		peer.presence(name, [[5, 1, state]]);
		peer.presence(name, [[5, 2, { cursor: [3, 3] }]]);
		await until(() => shown(observer).length === 1);
		expect(shown(observer)).toMatchObject([{ cursor: [3, 3] }]);
		expect(peer.closeReasons(name)).toEqual([]);
	});

	test('passes on 20 messages a second, drops the others, closes nothing', async () => {
		const name = await shared(newMap());
		const observer = await watch(name);
		let seen = 0;
		observer.awareness?.on('update', () => seen++);
		const peer = await raw();
		await peer.open(name, ann.token);
		for (let i = 1; i <= 90; i++) peer.presence(name, [[5, i, { cursor: [i, 0] }]]);
		peer.stateless(name, '{"t":"barrier","n":1}');
		await until(() => peer.statelessTexts(name).length === 1);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(seen).toBeGreaterThan(0);
		expect(seen).toBeLessThanOrEqual(30);
		expect(shown(observer)[0]?.['cursor']).not.toEqual([90, 0]);
	});

	test('a layer shows nobody', async () => {
		const name = documentName('layer', randomUUID());
		const observer = new TestClient({ url: server.url, token: ben.token, name, presence: true });
		open.push(observer);
		await observer.synced();
		const peer = await raw();
		await peer.open(name, ann.token);
		peer.presence(name, [[5, 1, { cursor: [3, 3] }]]);
		peer.stateless(name, '{"t":"barrier","n":1}');
		await until(() => peer.statelessTexts(name).length === 1);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(shown(observer)).toEqual([]);
	});
});
