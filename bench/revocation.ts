/**
 * A change of rights → what 200 live connections to a map notice of it: told that they may only read
 * (or write again), or closed. And what asking the rules costs. `node bench/revocation.ts`; on
 * PostgreSQL with SAMSYN_TEST_DATABASE_URL, otherwise on the embedded database. Server and people
 * share this process, so the figures hold what both need.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageType } from '@hocuspocus/server';
import { may } from '../src/core/access/policy.ts';
import type { Actor, LayerThing, MapThing } from '../src/core/access/policy.ts';
import { documentName } from '../src/core/doc/names.ts';
import { RawClient } from '../server/sync/testing/raw-client.ts';
import { shareMap } from '../server/sync/testing/share.ts';
import { startSyncServer } from '../server/sync/testing/sync-server.ts';
import { testDatabase } from '../server/testing/database.ts';
import { milliseconds, percentile, printTable } from './lib/table.ts';

const PEOPLE = 200;
const ROUNDS = 5;
const CHECKS = 200_000;
const TARGET_MS = '≤ 300 ms (p95)';
const TARGET_US = '≤ 20 µs';

const place = await testDatabase();
const server = await startSyncServer(place.database, { messagesPerSecond: 100_000 });
const owner = await server.user('Owner');
const people = await Promise.all(
	Array.from({ length: PEOPLE }, (_, i) => server.user(`Person ${i}`))
);
const mapId = randomUUID();
const name = documentName('map', mapId);

async function openAll(): Promise<RawClient[]> {
	await shareMap(place.database, mapId, { owner, edit: people });
	const clients = await Promise.all(people.map(() => RawClient.connect(server.url)));
	await Promise.all(clients.map((client, i) => client.open(name, people[i]?.token ?? '')));
	return clients;
}

/** Milliseconds until each connection was told, from the moment the change was committed. */
async function measure(
	clients: readonly RawClient[],
	change: () => Promise<void>
): Promise<number[]> {
	await change();
	const times: number[] = [];
	const since = performance.now();
	const told = clients.map(
		(client) =>
			new Promise<void>((resolve) => {
				client.onFrame = ({ type, text }) => {
					const isTold =
						type === MessageType.CLOSE ||
						(type === MessageType.Stateless && text.includes('"access"'));
					if (!isTold) return;
					times.push(performance.now() - since);
					client.onFrame = undefined;
					resolve();
				};
			})
	);
	void server.sync.rightsChanged({ mapId });
	await Promise.all(told);
	await sleep(50);
	return times;
}

const permission = (level: 'view' | 'edit') => async () => {
	await place.database.pool.query('update map_collaborators set permission = $1', [level]);
};
const downgraded: number[] = [];
const upgraded: number[] = [];
const closed: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
	const clients = await openAll();
	downgraded.push(...(await measure(clients, permission('view'))));
	upgraded.push(...(await measure(clients, permission('edit'))));
	const makePrivate = () => shareMap(place.database, mapId, { owner, level: 'private' });
	closed.push(...(await measure(clients, makePrivate)));
	for (const client of clients) client.destroy();
	await sleep(300);
}

function microsecondsPerCheck(): number[] {
	const actor: Actor = { id: randomUUID(), isGuest: false, isAdmin: false };
	const map: MapThing = { createdBy: owner.id, level: 'collaborators', permission: 'edit' };
	const holders = Array.from({ length: 20 }, (_, i) => ({
		map: { ...map, permission: i === 19 ? ('edit' as const) : null },
		isHome: true
	}));
	const layer: LayerThing = { createdBy: owner.id, editable: 'everyone', isGlobal: false, holders };
	const times: number[] = [];
	for (let i = 0; i < CHECKS / 100; i++) {
		const since = performance.now();
		for (let n = 0; n < 100; n++) may(actor, 'layer:stack', { map, layer });
		times.push(((performance.now() - since) / 100) * 1_000);
	}
	return times;
}

const row = (what: string, times: readonly number[]) => [
	what,
	milliseconds(percentile(times, 0.5)),
	milliseconds(percentile(times, 0.95)),
	TARGET_MS
];
const checks = microsecondsPerCheck();
const us = (share: number) => `${percentile(checks, share).toFixed(2)} µs`;
printTable(
	[`${PEOPLE} connections`, 'p50', 'p95', 'target'],
	[
		row('editor → viewer', downgraded),
		row('viewer → editor', upgraded),
		row('closed', closed),
		['the rules, asked once (a layer on 20 maps)', us(0.5), us(0.95), TARGET_US]
	]
);
process.stdout.write(
	`Load of this machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.\n`
);
await server.stop();
await place.close();
process.exit();
