/**
 * Acknowledged edits that are gone after kill -9 of the server: ours against Hocuspocus with
 * extension-database on the same PostgreSQL.
 * `SAMSYN_BENCH_DATABASE_URL=postgres://… node bench/lost-edits.ts`
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { BenchClient } from './lib/bench-client.ts';
import { installReferences, startOurs, startStock } from './lib/servers.ts';
import type { BenchServer } from './lib/servers.ts';
import { printTable } from './lib/table.ts';

const WRITERS = 10;
const KILLS = 5;
const EVERY_MS = 50;
/** Up to what stock Hocuspocus takes to store for certain. */
const LONGEST_MS = 9_000;

interface Account {
	acknowledged: number;
	lost: number;
}

/** Writes for a while, kills the server, and counts what the next one does not have. */
async function killOnce(server: BenchServer, writeMs: number, account: Account): Promise<void> {
	const name = `layer:${randomUUID()}`;
	const clients = Array.from({ length: WRITERS }, (_, i) => new BenchClient(server, name, i));
	await Promise.all(clients.map((client) => client.ready));
	await sleep(200);
	const acknowledged: string[] = [];
	let isOver = false;
	const writing = clients.map(async (client) => {
		const waiting: string[] = [];
		client.onAcknowledged = () => {
			const id = waiting.shift();
			if (id !== undefined && !isOver) acknowledged.push(id);
		};
		while (!isOver) {
			const id = randomUUID();
			waiting.push(id);
			client.doc.getMap('features').set(id, new Y.Map<unknown>([['p:name', 'a']]));
			await sleep(EVERY_MS * (0.5 + Math.random()));
		}
	});
	await sleep(writeMs);
	await server.kill();
	isOver = true;
	await Promise.all(writing);
	for (const client of clients) client.close();
	await server.restart();
	const reader = new BenchClient(server, name);
	await reader.ready;
	const features = reader.doc.getMap('features');
	account.acknowledged += acknowledged.length;
	account.lost += acknowledged.filter((id) => !features.has(id)).length;
	reader.close();
}

installReferences();
const servers = [await startOurs(1), await startStock()];
const accounts = servers.map((): Account => ({ acknowledged: 0, lost: 0 }));
for (let kill = 0; kill < KILLS; kill++) {
	const writeMs = 1_000 + Math.random() * (LONGEST_MS - 1_000);
	for (const [i, server] of servers.entries()) {
		const account = accounts[i];
		if (account !== undefined) await killOnce(server, writeMs, account);
	}
}
printTable(
	['lost after kill -9', ...servers.map((server) => server.name), 'target'],
	[
		[
			`${KILLS} kills, ${WRITERS} writers`,
			...accounts.map(({ lost, acknowledged }) => `${lost} of ${acknowledged}`),
			'0'
		]
	]
);
for (const server of servers) await server.stop();
process.exit();
