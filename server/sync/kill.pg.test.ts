import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import { seededRandom } from '#core/testing/random.ts';
import { connectDatabase } from '../db/connect.ts';
import { createLogger } from '../log.ts';
import { testPlace } from '../testing/place.ts';
import { AckWriter } from './testing/ack-writer.ts';
import { ServerProcess } from './testing/server-process.ts';
import { share } from './testing/share.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

/** The embedded database takes seconds to start again; PostgreSQL stays when the server is killed. */
const KILLS = process.env['SAMSYN_TEST_DATABASE_URL'] === undefined ? 10 : 20;
const ACK_WRITERS = 6;
const BARRIER_WRITERS = 4;
/** About a minute on an idle machine; this is for busy ones. */
const LIMIT_MS = 600_000;
/** A database that was killed needs its time. */
const START_MS = 60_000;
const seed = Number(process.env['SAMSYN_TEST_SEED'] ?? Date.now() % 1_000_000);

/** Writes and asks for the barrier, as the app does. */
class BarrierWriter {
	readonly client: TestClient;
	/** Highest value that the server called durable. */
	durable = 0;
	#value = 0;
	#stopped = false;
	readonly key: string;
	readonly #running: Promise<void>;

	constructor(client: TestClient, key: string) {
		this.client = client;
		this.key = key;
		this.#running = this.#write();
	}

	async #write(): Promise<void> {
		await this.client.synced(START_MS);
		while (!this.#stopped) {
			for (let i = 0; i < 5; i++) this.client.doc.getMap('meta').set(this.key, ++this.#value);
			const value = this.#value;
			await this.client.saved(60_000);
			this.durable = value;
		}
	}

	async finish(): Promise<void> {
		this.#stopped = true;
		await this.#running;
	}
}

test(
	`[K1] ${KILLS} times kill -9 under ${ACK_WRITERS + BARRIER_WRITERS} writers: nothing acknowledged is lost`,
	{ timeout: LIMIT_MS },
	async () => {
		const random = seededRandom(seed);
		const place = await testPlace();
		const server = await ServerProcess.start(place);
		const users = await Promise.all(['Ann', 'Ben'].map((name) => server.user(name)));
		const token = (i: number) => users[i % users.length]!.token;
		const name = documentName('layer', randomUUID());
		// With the server away: the embedded database serves one process.
		await server.stop();
		const database = await connectDatabase({ ...place, log: createLogger('error') });
		await share(database, name, { owner: users[0]!, edit: users.slice(1) });
		await database.close();
		await server.start();
		const { ws: url } = server;
		const writers = Array.from(
			{ length: ACK_WRITERS },
			(_, i) => new AckWriter({ url, name, token: token(i), everyMs: 20, random })
		);
		// Of a map each, so that their values are not overwritten by each other.
		const barriers = Array.from({ length: BARRIER_WRITERS }, (_, i) => {
			const map = documentName('map', randomUUID());
			return new BarrierWriter(new TestClient({ url, name: map, token: token(i) }), 'v');
		});
		const hint = `seed ${seed}`;

		let proven = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			await sleep(100 + random() * 900);
			// The embedded database dies by itself too, now and then.
			const isDatabase = place.databaseUrl === undefined && kill % 5 === 3;
			if (isDatabase) server.killDatabase();
			else await server.kill();
			const acknowledged = writers.map((w) => [...w.acknowledged]);
			const counts = writers.map((w) => w.acknowledgedCount);
			const durable = barriers.map((b) => b.durable);
			if (!isDatabase) await server.start();
			const reader = await new TestClient({ url, name, token: token(kill) }).synced(START_MS);
			const features = reader.doc.getMap('features');
			const lost = acknowledged.flat().filter((id) => !features.has(id));
			expect(lost, `${hint}, kill ${kill}`).toEqual([]);
			writers.forEach((writer, i) => {
				const counter = features.get(writer.counterId);
				const count = counter instanceof Y.Map ? Number(counter.get('p:count') ?? 0) : 0;
				expect(count, `${hint}, kill ${kill}`).toBeGreaterThanOrEqual(counts[i]!);
			});
			for (const [i, barrier] of barriers.entries()) {
				const map = barrier.client.provider.configuration.name as typeof name;
				const again = await new TestClient({ url, name: map, token: token(i) }).synced(START_MS);
				const value = Number(again.doc.getMap('meta').get('v') ?? 0);
				expect(value, `${hint}, kill ${kill}`).toBeGreaterThanOrEqual(durable[i]!);
				again.destroy();
			}
			reader.destroy();
			proven = acknowledged.flat().length + counts.reduce((a, b) => a + b, 0);
		}
		expect(proven).toBeGreaterThan(KILLS * 10);

		await Promise.all(writers.map((writer) => writer.finish()));
		await Promise.all(barriers.map((barrier) => barrier.finish()));
		const reader = await new TestClient({ url, name, token: token(0) }).synced(START_MS);
		await until(() => reader.doc.getMap('features').size >= writers[0]!.acknowledged.size);
		for (const writer of writers) {
			expect(writer.reasons.filter((reason) => !reason.startsWith('retry:'))).toEqual([]);
			await until(
				() => Y.encodeStateVector(writer.doc).join() === Y.encodeStateVector(reader.doc).join()
			);
		}
		barriers.forEach((barrier) => barrier.client.destroy());
		await Promise.all(writers.map((writer) => writer.destroy()));
		reader.destroy();
		expect(await server.stop(), server.output).toBe(0);
		expect(await server.verify()).toMatchObject({ code: 0 });
		await place.remove();
	}
);
