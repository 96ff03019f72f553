/**
 * What the HTTP API costs beside its own rows: lists of maps, and 100 of 25,000 features by their box,
 * asked by 20 connections at once, against the same rows read through `pg` alone by 20 clients, in turns.
 * `SAMSYN_BENCH_DATABASE_URL=postgres://… node bench/api.ts`.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import pg from 'pg';
import { startOurs } from './lib/servers.ts';
import type { BenchServer } from './lib/servers.ts';
import { milliseconds, percentile, printTable, ratio } from './lib/table.ts';

const MAPS = 500;
const FEATURES = 25_000;
const CONNECTIONS = 20;
const ROUNDS = 3;
const ROUND_MS = 4_000;
const TARGET = '≤ 3×';

/** A grid of squares, 250 by 100; the box touches 10 by 10 of them. */
const COLUMNS = 250;
const STEP = 0.1;
const SIDE = 0.08;
const BOX = [1.01, 1.01, 1.99, 1.99] as const;

interface Place {
	readonly userId: string;
	readonly layerId: string;
}

interface Case {
	readonly name: string;
	readonly path: string;
	readonly sql: string;
	readonly values: readonly unknown[];
	readonly rows: number;
}

async function fill(pool: pg.Pool, userId: string): Promise<Place> {
	const layerId = randomUUID();
	await pool.query(
		`insert into maps (id, name, created_by, doc_seq, updated_at)
		select gen_random_uuid(), 'Plan ' || n, $1, 1, now() - n * interval '1 minute'
		from generate_series(1, ${MAPS}) n`,
		[userId]
	);
	await pool.query(
		`insert into layers (id, name, created_by, doc_seq) values ($1, 'Zones', $2, 1)`,
		[layerId, userId]
	);
	await pool.query(
		`insert into layer_features (id, layer_id, geometry, properties, display_order)
		select gen_random_uuid(), $1,
			st_makeenvelope(x, y, x + ${SIDE}, y + ${SIDE}, 4326),
			jsonb_build_object('name', 'Zone ' || n, 'kind', 'nature', 'depth', n % 200), n
		from (select n, (n % ${COLUMNS}) * ${STEP} as x, (n / ${COLUMNS}) * ${STEP} as y
			from generate_series(0, ${FEATURES - 1}) n) grid`,
		[layerId]
	);
	await pool.query('analyze');
	return { userId, layerId };
}

function casesOf({ userId, layerId }: Place): Case[] {
	const maps = {
		path: `/api/maps?limit=${MAPS}`,
		sql: `select m.id, m.name, m.description, m.permission_level, m.created_by, m.created_at,
				m.updated_at from maps m where m.created_by = $1
			order by m.updated_at desc, m.id limit ${MAPS}`,
		values: [userId],
		rows: MAPS
	};
	return [
		{ name: `${MAPS} maps`, ...maps },
		{ name: '100 of 500 maps', ...limited(maps) },
		{
			name: `100 of ${FEATURES} features`,
			path: `/api/layers/${layerId}/features?bbox=${BOX.join()}`,
			sql: `select f.id, st_asgeojson(f.geometry, 7) as geometry, f.properties from layer_features f
				where f.layer_id = $1 and f.geometry && st_makeenvelope($2, $3, $4, $5, 4326)
					and st_intersects(f.geometry, st_makeenvelope($2, $3, $4, $5, 4326))
				order by f.display_order, f.id limit 100`,
			values: [layerId, ...BOX],
			rows: 100
		}
	];
}

function limited(maps: Omit<Case, 'name'>): Omit<Case, 'name'> {
	return { ...maps, path: '/api/maps', sql: maps.sql.replace(/\d+$/, '100'), rows: 100 };
}

/** Lets `CONNECTIONS` ask one thing after the other for a while; milliseconds of each. */
async function ask(once: () => Promise<number>, rows: number): Promise<number[]> {
	const times: number[] = [];
	const end = performance.now() + ROUND_MS;
	const one = async () => {
		while (performance.now() < end) {
			const start = performance.now();
			const found = await once();
			times.push(performance.now() - start);
			if (found !== rows) throw new Error(`${found} rows, not ${rows}`);
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, one));
	return times;
}

/** As cheap a client as there is: what it costs would count as ours. */
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

async function askApi(server: BenchServer, { path, rows }: Case) {
	const url = server.url.replace('ws://', 'http://').replace('/sync', '') + path;
	const headers = { Authorization: `Bearer ${server.tokens[0] ?? ''}` };
	const first = await get(url, headers);
	const answer = JSON.parse(first) as unknown[] | { readonly features: unknown[] };
	const found = Array.isArray(answer) ? answer.length : answer.features.length;
	if (found !== rows) throw new Error(`${found} rows, not ${rows}`);
	return ask(async () => {
		if ((await get(url, headers)).length !== first.length) throw new Error('another answer');
		return rows;
	}, rows);
}

function get(url: string, headers: Record<string, string>): Promise<string> {
	return new Promise((resolve, reject) => {
		request(url, { agent, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
			response.on('error', reject);
		})
			.on('error', reject)
			.end();
	});
}

function askDatabase(pool: pg.Pool, { sql, values, rows }: Case) {
	return ask(async () => (await pool.query(sql, [...values])).rows.length, rows);
}

async function idOf({ url, tokens: [token = ''] }: BenchServer): Promise<string> {
	const me = await fetch(url.replace('ws://', 'http://').replace('/sync', '/api/me'), {
		headers: { Authorization: `Bearer ${token}` }
	});
	return ((await me.json()) as { id: string }).id;
}

const ours = await startOurs(1);
if (ours.databaseUrl === undefined) throw new Error('SAMSYN_BENCH_DATABASE_URL is not set');
const pool = new pg.Pool({ connectionString: ours.databaseUrl, max: CONNECTIONS });
const table: string[][] = [];
try {
	for (const one of casesOf(await fill(pool, await idOf(ours)))) {
		const times = { ours: [] as number[], alone: [] as number[] };
		// In turns, so that both see the same machine. The first round warms up.
		for (let round = 0; round <= ROUNDS; round++) {
			const mine = await askApi(ours, one);
			const theirs = await askDatabase(pool, one);
			if (round === 0) continue;
			times.ours.push(...mine);
			times.alone.push(...theirs);
		}
		const perSecond = (count: number) => ((count * 1_000) / (ROUNDS * ROUND_MS)).toFixed(0);
		for (const [label, share] of [
			['p50', 0.5],
			['p95', 0.95]
		] as const) {
			const [a, b] = [percentile(times.ours, share), percentile(times.alone, share)];
			const row = [`${one.name}, ${label}`, milliseconds(a), milliseconds(b), ratio(a, b), TARGET];
			table.push([...row, perSecond(times.ours.length), perSecond(times.alone.length)]);
		}
	}
	const header = ['20 connections', 'API', 'pg alone', 'ratio', 'target', 'API /s', 'pg /s'];
	printTable(header, table);
	process.stdout.write(
		`Load of this machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.\n`
	);
} finally {
	await pool.end();
	await ours.stop();
}
process.exit();
