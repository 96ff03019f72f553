import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { embeddedPlace } from '../testing/place.ts';
import type { Place } from '../testing/place.ts';
import { connectDatabase } from './connect.ts';
import type { Database } from './database.ts';

// These are about the embedded database, whatever the other suites run on.
const elsewhere = process.env['SAMSYN_TEST_DATABASE_URL'] !== undefined;

const APPEND = `insert into document_updates (document, update) values ('map:x', $1)`;
const COUNT = 'select count(*) as n from document_updates';

function connect({ dataFolder }: Place): Promise<Database> {
	const log = createLogger('silent');
	return connectDatabase({ databaseUrl: undefined, dataFolder, log });
}

async function countUpdates({ pool }: Database): Promise<number> {
	const { rows } = await pool.query<{ n: number }>(COUNT);
	return rows[0]!.n;
}

/** Asks again and again until it works: the database may be starting. */
async function eventually<T>(ask: () => Promise<T>, limitMs = 30_000): Promise<T> {
	const end = performance.now() + limitMs;
	for (;;) {
		try {
			return await ask();
		} catch (error) {
			if (performance.now() > end) throw error;
			await sleep(100);
		}
	}
}

/** Commits one row after the other until the database dies; how many were acknowledged. */
async function appendUntilItDies(
	{ pool }: Database,
	onAppended: (n: number) => void
): Promise<number> {
	for (let acknowledged = 0; ;) {
		try {
			await pool.query(APPEND, [Buffer.alloc(500, acknowledged)]);
		} catch {
			return acknowledged;
		}
		onAppended(++acknowledged);
	}
}

describe.skipIf(elsewhere)('the embedded database, killed', () => {
	let place: Place;
	let database: Database | undefined;

	beforeEach(() => {
		place = embeddedPlace();
	});
	afterEach(async () => {
		await database?.close();
		await place.remove();
	});

	test('what was acknowledged is there after kill -9, and it comes back by itself', async () => {
		const running = (database = await connect(place));
		const acknowledged = await appendUntilItDies(running, (n) => {
			if (n === 200) process.kill(running.embeddedPid!, 'SIGKILL');
		});
		expect(acknowledged).toBeGreaterThanOrEqual(200);
		// One more may have been committed without the answer getting through.
		const found = await eventually(() => countUpdates(running));
		expect([acknowledged, acknowledged + 1]).toContain(found);
		await running.pool.query(APPEND, [Buffer.of(1)]);
	});

	test('with the server killed too, it ends, and a new start finds what was acknowledged', async () => {
		const script = `
			import { connectDatabase } from '#server/db/connect.ts';
			import { createLogger } from '#server/log.ts';
			const dataFolder = process.env.SAMSYN_DATA;
			const log = createLogger('silent');
			const { pool } = await connectDatabase({ databaseUrl: undefined, dataFolder, log });
			for (;;) {
				await pool.query("${APPEND}", [Buffer.alloc(100)]);
				process.stdout.write('x');
			}`;
		const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
			env: { ...process.env, ...place.env },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let acknowledged = 0;
		child.stdout.on('data', (chunk: Buffer) => {
			acknowledged += chunk.length;
			if (acknowledged > 100) child.kill('SIGKILL');
		});
		await once(child, 'close');
		database = await eventually(() => connect(place));
		expect(await countUpdates(database)).toBeGreaterThanOrEqual(acknowledged);
	});

	test('one that was killed while it was made for the first time is made again', async () => {
		rmSync(join(place.dataFolder, 'pg'), { recursive: true });
		mkdirSync(join(place.dataFolder, 'pg.new'));
		writeFileSync(join(place.dataFolder, 'pg.new', 'PG_VERSION'), '18\n');
		database = await connect(place);
		expect(await countUpdates(database)).toBe(0);
		expect(existsSync(join(place.dataFolder, 'pg.new'))).toBe(false);
	});
});

describe.skipIf(elsewhere)('the embedded database, shared', () => {
	let place: Place;
	let database: Database;

	beforeAll(async () => {
		place = embeddedPlace();
		database = await connect(place);
	});
	afterAll(async () => {
		await database.close();
		await place.remove();
	});
	beforeEach(async () => {
		await database.pool.query('delete from document_updates');
	});

	test('every commit is flushed to the disk', async () => {
		const { rows } = await database.pool.query<{ name: string; setting: string }>(
			`select name, setting from pg_settings
				where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method')
				order by name`
		);
		expect(rows).toEqual([
			{ name: 'fsync', setting: 'on' },
			{ name: 'full_page_writes', setting: 'on' },
			{ name: 'synchronous_commit', setting: 'on' },
			// fdatasync does nothing under Emscripten.
			{ name: 'wal_sync_method', setting: 'fsync' }
		]);
	});

	test('a second start on the same data is refused in one sentence', async () => {
		await expect(connect(place)).rejects.toThrow(/is in use by another SamSyn/);
		expect(await countUpdates(database)).toBe(0);
	});

	test('statements of several clients do not get into each other', async () => {
		const { pool } = database;
		const answers = await Promise.all(
			Array.from({ length: 400 }, (_, i) =>
				i % 2 === 0
					? pool.query<{ v: number }>('select $1::int as v', [i])
					: pool.query<{ v: number }>('select $1::int + $2::int as v, $3::text', [i - 1, 1, 'x'])
			)
		);
		expect(answers.map(({ rows }) => rows[0]!.v)).toEqual(Array.from({ length: 400 }, (_, i) => i));
	});

	test('a transaction keeps others out until it ends', async () => {
		const client = await database.pool.connect();
		await client.query('begin');
		await client.query(APPEND, [Buffer.of(1)]);
		const outside = countUpdates(database);
		await client.query(APPEND, [Buffer.of(2)]);
		await client.query('rollback');
		client.release();
		expect(await outside).toBe(0);
	});

	test('a client that dies within a transaction takes it along', async () => {
		const client = await database.pool.connect();
		await client.query('begin');
		await client.query(APPEND, [Buffer.of(1)]);
		client.release(new Error('gone'));
		expect(await countUpdates(database)).toBe(0);
	});

	test('a statement that fails leaves the others as they were', async () => {
		const { pool } = database;
		await expect(pool.query('select nothing_like_this')).rejects.toThrow('does not exist');
		await expect(pool.query('select $1::int', ['x'])).rejects.toThrow('invalid input syntax');
		expect((await pool.query<{ v: number }>('select 1 as v')).rows).toEqual([{ v: 1 }]);
	});

	test('values of many megabytes go in and out', async () => {
		const large = Buffer.alloc(16 * 1024 * 1024, 'samsyn');
		await database.pool.query(APPEND, [large]);
		const { rows } = await database.pool.query<{ update: Buffer }>(
			'select update from document_updates'
		);
		expect(rows[0]!.update.equals(large)).toBe(true);
	});
});
