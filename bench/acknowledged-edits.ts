/**
 * Acknowledged edits per second of 20 writers in one layer, each sending its next edit when the one
 * before is acknowledged: ours, where that means committed, against Hocuspocus with
 * extension-database on the same PostgreSQL, where it means received.
 * `SAMSYN_BENCH_DATABASE_URL=postgres://… node bench/acknowledged-edits.ts`
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { BenchClient } from './lib/bench-client.ts';
import { fillLayer } from './lib/layer.ts';
import { installReferences, startOurs, startStock } from './lib/servers.ts';
import type { BenchServer } from './lib/servers.ts';
import { printTable, ratio } from './lib/table.ts';

const POLYGONS = 1_000;
const WRITERS = 20;
const ROUNDS = 4;
const ROUND_MS = 5_000;

interface Room {
	readonly server: BenchServer;
	readonly ids: readonly string[];
	readonly clients: readonly BenchClient[];
	readonly perSecond: number[];
}

async function openRoom(server: BenchServer): Promise<Room> {
	const name = `layer:${randomUUID()}`;
	const ids = await fillLayer(server, name, POLYGONS);
	const clients: BenchClient[] = [];
	for (let i = 0; i < WRITERS; i++) {
		const client = new BenchClient(server, name, i);
		await client.ready;
		clients.push(client);
	}
	await sleep(500);
	return { server, ids, clients, perSecond: [] };
}

/** Edits acknowledged per second, for the length of a round. */
async function run({ clients, ids }: Room): Promise<number> {
	let acknowledged = 0;
	let isOver = false;
	clients.forEach((client, i) => {
		const feature = client.doc.getMap('features').get(ids[i] ?? '');
		if (!(feature instanceof Y.Map)) throw new Error('a polygon is missing');
		const edit = () => void feature.set('p:depth', Math.random());
		client.onAcknowledged = () => {
			if (isOver) return;
			acknowledged++;
			edit();
		};
		edit();
	});
	await sleep(ROUND_MS);
	isOver = true;
	await sleep(500);
	return acknowledged / (ROUND_MS / 1_000);
}

installReferences();
const rooms = [await openRoom(await startOurs(1)), await openRoom(await startStock())];
for (let round = 0; round <= ROUNDS; round++) {
	for (const room of rooms) {
		const perSecond = await run(room);
		// The first round warms up.
		if (round > 0) room.perSecond.push(perSecond);
	}
}
const [mine = NaN, theirs = NaN] = rooms.map(
	({ perSecond }) => perSecond.reduce((sum, value) => sum + value, 0) / perSecond.length
);
printTable(
	['acknowledged edits per second', ...rooms.map(({ server }) => server.name), 'ratio', 'target'],
	[[`${WRITERS} writers`, mine.toFixed(0), theirs.toFixed(0), ratio(mine, theirs), '≥ 0.9×']]
);
for (const { server, clients } of rooms) {
	for (const client of clients) client.close();
	await server.stop();
}
process.exit();
