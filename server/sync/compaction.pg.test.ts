import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentName } from '#core/doc/names.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { createLogger } from '../log.ts';
import { loadAside } from './load-aside.ts';
import { AckWriter } from './testing/ack-writer.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

/** Four writers make more than a busy machine takes at once. */
const FINISH_MS = 60_000;

let place: TestDatabase;
beforeAll(async () => {
	place = await testDatabase();
});
afterAll(() => place.close());

interface Stored {
	readonly version: number;
	readonly rows: number;
	readonly bytes: number;
}

async function stored(name: string): Promise<Stored> {
	const { rows } = await place.database.pool.query<Stored>(
		`select snapshot_version as version, bytes,
			(select count(*)::int from document_updates where document = name) as rows
		from documents where name = $1`,
		[name]
	);
	return rows[0]!;
}

test('[P1] compaction while people write, by two servers at once, loses nothing', async () => {
	const name = documentName('layer', randomUUID());
	const tuning = { compactAfterRows: 25 };
	const servers = await Promise.all([
		startSyncServer(place.database, {}, tuning),
		startSyncServer(place.database, {}, tuning)
	]);
	const ann = await servers[0].user('Ann');
	const writers = [0, 1, 0, 1].map((which) => {
		const { url } = servers[which]!;
		return new AckWriter({ url, name, token: ann.token, everyMs: 8, random: Math.random });
	});
	await until(() => writers.every((writer) => writer.acknowledged.size > 60), { limitMs: 50_000 });
	await Promise.all(writers.map((writer) => writer.finish(FINISH_MS)));
	expect((await stored(name)).version).toBeGreaterThan(3);
	await Promise.all(writers.map((writer) => writer.destroy()));
	await Promise.all(servers.map((server) => server.stop()));

	const options = { database: place.database, log: createLogger('silent') };
	const features = (await loadAside(name, options)).doc.getMap('features');
	const acknowledged = writers.flatMap((writer) => [...writer.acknowledged]);
	expect(acknowledged.filter((id) => !features.has(id))).toEqual([]);
	expect(features.size).toBe(acknowledged.length);

	// Each of the two showed its own half; whoever opens it next repairs the tables.
	const again = await startSyncServer(place.database);
	await new TestClient({ url: again.url, name, token: ann.token })
		.synced()
		.then((client) => client.destroy());
	expect(await differencesIn(place.database)).toEqual([]);
	await again.stop();
}, 150_000);

test('[P2] a document that nobody needs is compacted and leaves memory', async () => {
	const name = documentName('map', randomUUID());
	const server = await startSyncServer(place.database);
	const ann = await server.user('Ann');
	const writer = await new TestClient({ url: server.url, name, token: ann.token }).synced();
	for (let i = 0; i < 80; i++) writer.doc.getMap('meta').set('zoom', i % 20);
	await writer.saved();
	expect(await stored(name)).toMatchObject({ version: 0, rows: 80 });
	writer.destroy();
	await until(() => server.sync.documentNames.length === 0, { limitMs: 20_000 });
	const after = await stored(name);
	expect(after).toMatchObject({ version: 1, rows: 0 });
	expect(after.bytes).toBeGreaterThan(0);
	const reader = await new TestClient({ url: server.url, name, token: ann.token }).synced();
	expect(reader.doc.getMap('meta').get('zoom')).toBe(79 % 20);
	reader.doc.getMap('meta').set('name', 'after');
	await reader.saved();
	expect(await stored(name)).toMatchObject({ version: 1, rows: 1 });
	reader.destroy();
	await server.stop();
});
