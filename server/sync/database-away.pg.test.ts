import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentName } from '#core/doc/names.ts';
import { createLogger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { AckWriter } from './testing/ack-writer.ts';
import { fragileDatabase } from './testing/fragile-database.ts';
import type { FragileDatabase } from './testing/fragile-database.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import type { SyncTestServer, TestUser } from './testing/sync-server.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';
import { UpdateLog } from './update-log.ts';

const WRITERS = 4;
const PATIENCE_MS = 6_000;

let fragile: FragileDatabase;
let server: SyncTestServer;
let ann: TestUser;
const name = documentName('layer', randomUUID());
let writers: AckWriter[];

beforeEach(async () => {
	fragile = await fragileDatabase();
	server = await startSyncServer(fragile.database, {}, { patienceMs: PATIENCE_MS });
	ann = await server.user('Ann');
	writers = Array.from(
		{ length: WRITERS },
		() =>
			new AckWriter({ url: server.url, name, token: ann.token, everyMs: 10, random: Math.random })
	);
	await until(() => writers.every((writer) => writer.acknowledged.size > 2));
});
afterEach(async () => {
	await Promise.all(writers.map((writer) => writer.destroy()));
	await server.stop();
	await fragile.close();
});

/** Every edit of every writer is acknowledged, in memory, in the log and in the tables. */
async function expectNothingLost(): Promise<void> {
	await Promise.all(writers.map((writer) => writer.finish(60_000)));
	expect(await differencesIn(fragile.database)).toEqual([]);
	await server.stop();
	server = await startSyncServer(fragile.database);
	const reader = new TestClient({ url: server.url, name, token: ann.token });
	await reader.synced();
	const features = reader.doc.getMap('features');
	reader.destroy();
	for (const writer of writers) {
		expect([...writer.acknowledged].filter((id) => !features.has(id))).toEqual([]);
		expect(writer.reasons.filter((reason) => reason !== 'retry:database')).toEqual([]);
	}
}

describe('[D1] the database goes away under writers and comes back', () => {
	test('cut: everybody is told, nobody loses anything', async () => {
		const watcher = await new TestClient({
			url: server.url,
			name: documentName('map', randomUUID()),
			token: ann.token
		}).synced();
		fragile.cut();
		await until(() => watcher.messages.some((message) => message.t === 'paused'));
		await fragile.restore();
		await until(() => watcher.messages.some((message) => message.t === 'resumed'));
		watcher.destroy();
		await expectNothingLost();
	});

	test('hangs for a moment: nobody is sent away', async () => {
		fragile.hang();
		await sleep(1_500);
		await fragile.restore();
		await Promise.all(writers.map((writer) => writer.finish(60_000)));
		expect(writers.flatMap((writer) => writer.reasons)).toEqual([]);
		await expectNothingLost();
	});

	test('hangs for longer than anybody waits: writers try again until it is back', async () => {
		const before = writers.map((writer) => writer.acknowledged.size);
		fragile.hang();
		const rename = (to: string) =>
			server.sync.transactDurably(name, (doc) => doc.getMap('meta').set('name', to), ann);
		const own = Promise.allSettled([rename('Too late'), rename('Behind it')]);
		const wait = { limitMs: 40_000, what: 'retry:database' };
		await until(() => writers.every(({ reasons }) => reasons.includes('retry:database')), wait);
		// Not one edit was acknowledged meanwhile, but for those whose commit was under way.
		const during = writers.map((writer) => writer.acknowledged.size);
		expect(Math.max(...during.map((size, i) => size - before[i]!))).toBeLessThan(5);
		const unavailable = { status: 'rejected', reason: { name: 'LogUnavailableError' } };
		expect(await own).toMatchObject([unavailable, unavailable]);
		await fragile.restore();
		// What was under way is carried out by now, where it may have been already: no client sends it.
		await expectNothingLost();
	});
});

test('[D2] what waits for the database is bounded', async () => {
	const states: string[] = [];
	const log = new UpdateLog({
		database: fragile.database,
		log: createLogger('silent'),
		metrics: createMetrics(),
		onState: (state) => states.push(state),
		patienceMs: 500
	});
	fragile.hang();
	const megabytes = 4;
	const entry = {
		document: documentName('map', randomUUID()),
		kind: 'map' as const,
		update: new Uint8Array(megabytes * 1024 * 1024),
		userId: null,
		clientIds: [],
		claims: [],
		withdrawn: [],
		maybeFirst: false
	};
	const results: string[] = [];
	for (let i = 0; i < 40; i++) {
		log.append(entry).then(
			() => results.push('logged'),
			(error: unknown) => results.push(error instanceof Error ? error.message : '')
		);
	}
	await sleep(0);
	expect(results).toHaveLength(40 - 64 / megabytes);
	expect(new Set(results)).toEqual(new Set(['too much is waiting for the database']));
	// The others are given up in time.
	await until(() => results.length === 40, { limitMs: 20_000 });
	expect(results.slice(-16)).toEqual(Array.from({ length: 16 }, () => 'the database is away'));
	await fragile.restore();
	await until(() => states.at(-1) === 'resumed', { limitMs: 20_000 });
	expect(states).toEqual(['paused', 'resumed']);
	log.close();
});

test('[D3] a connection that breaks in the middle of a transaction ends the query, not the server', async () => {
	const client = await fragile.database.pool.connect();
	await client.query('begin');
	// Nobody but the pool listens: an 'error' without a listener would be an uncaught exception.
	const broken = new Promise((resolve) => client.once('end', resolve));
	fragile.cut();
	await broken;
	await expect(client.query('select 1')).rejects.toThrow();
	expect(client.listenerCount('error')).toBeGreaterThan(0);
	client.release(true);
	await fragile.restore();
	await expectNothingLost();
});
