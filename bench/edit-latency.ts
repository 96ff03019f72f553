/**
 * Edit → seen by a peer, in one layer of 5,000 polygons: ours, which commits each edit to the log
 * first, against a relay that stores nothing. `node bench/edit-latency.ts`; on PostgreSQL with
 * SAMSYN_BENCH_DATABASE_URL, otherwise on the embedded database.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { BenchClient } from './lib/bench-client.ts';
import { fillLayer } from './lib/layer.ts';
import { commitMilliseconds, installReferences, startOurs, startRelay } from './lib/servers.ts';
import type { BenchServer } from './lib/servers.ts';
import { milliseconds, percentile, printTable, ratio } from './lib/table.ts';

const POLYGONS = 5_000;
const ROUNDS = 3;
const TARGET = '≤ 1.5×';

interface Scenario {
	readonly writers: number;
	readonly edits: number;
	/** Between two edits of one writer. */
	readonly everyMs: number;
}

const SCENARIOS: readonly Scenario[] = [
	{ writers: 1, edits: 300, everyMs: 15 },
	{ writers: 20, edits: 40, everyMs: 150 }
];

/** One peer that watches and all writers, with the same layer open on one server. */
class Room {
	readonly server: BenchServer;
	readonly times: number[] = [];
	readonly #ids: readonly string[];
	readonly #writers: readonly BenchClient[];
	readonly #sentAt = new Map<number, number>();
	#count = 1_000;

	private constructor(server: BenchServer, ids: readonly string[], clients: BenchClient[]) {
		const [peer, ...writers] = clients;
		this.server = server;
		this.#ids = ids;
		this.#writers = writers;
		peer?.doc.getMap('features').observeDeep((events) => this.#see(events));
	}

	static async open(server: BenchServer, writers: number): Promise<Room> {
		const name = `layer:${randomUUID()}`;
		const ids = await fillLayer(server, name, POLYGONS);
		const clients: BenchClient[] = [];
		for (let i = 0; i <= writers; i++) {
			const client = new BenchClient(server, name, i);
			await client.ready;
			clients.push(client);
		}
		return new Room(server, ids, clients);
	}

	/** Lets some writers edit, and adds to `times` how long each edit took to the peer. */
	async run({ writers, edits, everyMs }: Scenario): Promise<void> {
		await Promise.all(
			this.#writers.slice(0, writers).map(async ({ doc }, i) => {
				await sleep(Math.random() * everyMs);
				for (let n = 0; n < edits; n++) {
					const id = this.#ids[(i * edits + n) % this.#ids.length] ?? '';
					const feature = doc.getMap('features').get(id);
					if (!(feature instanceof Y.Map)) throw new Error('a polygon is missing');
					this.#sentAt.set(++this.#count, performance.now());
					feature.set('p:depth', this.#count);
					await sleep(everyMs * (0.5 + Math.random()));
				}
			})
		);
		await sleep(500);
		if (this.#sentAt.size > 0) throw new Error(`${this.#sentAt.size} edits were never seen`);
	}

	#see(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
		const now = performance.now();
		for (const { target } of events) {
			if (!(target instanceof Y.Map)) continue;
			const edit = Number(target.get('p:depth'));
			const sent = this.#sentAt.get(edit);
			if (sent !== undefined) this.times.push(now - sent);
			this.#sentAt.delete(edit);
		}
	}
}

installReferences();
const ours = await startOurs(1);
const relay = await startRelay();
const rows: string[][] = [];
for (const scenario of SCENARIOS) {
	const mine = await Room.open(ours, scenario.writers);
	const theirs = await Room.open(relay, scenario.writers);
	// In turns, so that both see the same machine. The first round warms up.
	for (let round = 0; round <= ROUNDS; round++) {
		for (const room of [mine, theirs]) {
			await room.run(scenario);
			if (round === 0) room.times.length = 0;
		}
	}
	for (const [label, share] of [
		['p50', 0.5],
		['p95', 0.95]
	] as const) {
		const [a, b] = [percentile(mine.times, share), percentile(theirs.times, share)];
		const who = scenario.writers > 1 ? `${scenario.writers} writers` : '1 writer';
		rows.push([`${who}, ${label}`, milliseconds(a), milliseconds(b), ratio(a, b), TARGET]);
	}
}
printTable(['edit → seen by a peer', ours.name, relay.name, 'ratio', 'target'], rows);
process.stdout.write(
	`Of ours, waiting for the commit: ${milliseconds(await commitMilliseconds(ours))} on average. ` +
		`Load of this machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.\n`
);
await ours.stop();
await relay.stop();
process.exit();
