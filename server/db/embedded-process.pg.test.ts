import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { testPlace } from '../testing/place.ts';
import type { Place } from '../testing/place.ts';
import { connectDatabase } from './connect.ts';
import type { Database } from './database.ts';

const log = createLogger('silent');
let place: Place;
let open: Database[] = [];

async function connect(): Promise<Database> {
	const { dataFolder } = place;
	const database = await connectDatabase({ databaseUrl: undefined, dataFolder, log });
	open.push(database);
	return database;
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

async function countUpdates({ pool }: Database): Promise<number> {
	const { rows } = await pool.query<{ n: number }>('select count(*) as n from document_updates');
	return rows[0]!.n;
}

const APPEND = `insert into document_updates (document, update) values ('map:x', $1)`;

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

// These are about the embedded database, whatever the other suites run on.
describe.skipIf(process.env['SAMSYN_TEST_DATABASE_URL'] !== undefined)(
	'the embedded database',
	() => {
		beforeEach(async () => {
			place = await testPlace();
		});
		afterEach(async () => {
			await Promise.all(open.map((database) => database.close()));
			open = [];
			await place.remove();
		});

		test('what was acknowledged is there after kill -9, and it comes back by itself', async () => {
			const database = await connect();
			const acknowledged = await appendUntilItDies(database, (n) => {
				if (n === 200) process.kill(database.embeddedPid!, 'SIGKILL');
			});
			expect(acknowledged).toBeGreaterThanOrEqual(200);
			// One more may have been committed without the answer getting through.
			const found = await eventually(() => countUpdates(database));
			expect([acknowledged, acknowledged + 1]).toContain(found);
			await database.pool.query(APPEND, [Buffer.of(1)]);
		});

		test('every commit is flushed to the disk', async () => {
			const { pool } = await connect();
			const { rows } = await pool.query<{ name: string; setting: string }>(
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
			const first = await connect();
			await expect(connect()).rejects.toThrow(/is in use by another SamSyn/);
			expect(await countUpdates(first)).toBe(0);
		});

		test('ends when the process that started it is killed, and the data opens again', async () => {
			const child = spawn(
				process.execPath,
				[
					'--input-type=module-typescript',
					'--eval',
					`import { connectDatabase } from '#server/db/connect.ts';
				import { createLogger } from '#server/log.ts';
				const database = await connectDatabase({
					databaseUrl: undefined, dataFolder: process.env.SAMSYN_DATA, log: createLogger('silent')
				});
				await database.pool.query("insert into document_updates (document, update) values ('map:x', '')");
				console.log('committed');
				setInterval(() => {}, 1000);`
				],
				{ env: { ...process.env, ...place.env }, stdio: ['ignore', 'pipe', 'inherit'] }
			);
			await once(child.stdout, 'data');
			child.kill('SIGKILL');
			const database = await eventually(connect);
			expect(await countUpdates(database)).toBe(1);
		});

		test('a folder that was half made at the first start is made again', async () => {
			const database = await connect();
			await database.close();
			expect(existsSync(join(place.dataFolder, 'pg'))).toBe(true);
			expect(existsSync(join(place.dataFolder, 'pg.new'))).toBe(false);
		});

		test('statements of several clients do not get into each other', async () => {
			const { pool } = await connect();
			const answers = await Promise.all(
				Array.from({ length: 400 }, (_, i) =>
					i % 2 === 0
						? pool.query<{ v: number }>('select $1::int as v', [i])
						: pool.query<{ v: number }>('select $1::int + $2::int as v, $3::text', [i - 1, 1, 'x'])
				)
			);
			expect(answers.map(({ rows }) => rows[0]!.v)).toEqual(
				Array.from({ length: 400 }, (_, i) => i)
			);
		});

		test('a transaction keeps others out until it ends', async () => {
			const { pool } = await connect();
			const client = await pool.connect();
			await client.query('begin');
			await client.query(APPEND, [Buffer.of(1)]);
			const outside = pool.query<{ n: number }>('select count(*) as n from document_updates');
			await client.query(APPEND, [Buffer.of(2)]);
			await client.query('rollback');
			client.release();
			expect((await outside).rows).toEqual([{ n: 0 }]);
		});

		test('a client that dies within a transaction takes it along', async () => {
			const { pool } = await connect();
			const client = await pool.connect();
			await client.query('begin');
			await client.query(APPEND, [Buffer.of(1)]);
			client.release(new Error('gone'));
			const { rows } = await pool.query<{ n: number }>(
				'select count(*) as n from document_updates'
			);
			expect(rows).toEqual([{ n: 0 }]);
		});

		test('a statement that fails leaves the others as they were', async () => {
			const { pool } = await connect();
			await expect(pool.query('select nothing_like_this')).rejects.toThrow('does not exist');
			await expect(pool.query('select $1::int', ['x'])).rejects.toThrow('invalid input syntax');
			expect((await pool.query<{ v: number }>('select 1 as v')).rows).toEqual([{ v: 1 }]);
		});

		test('values of many megabytes go in and out', async () => {
			const { pool } = await connect();
			const large = Buffer.alloc(16 * 1024 * 1024, 'samsyn');
			await pool.query(APPEND, [large]);
			const { rows } = await pool.query<{ update: Buffer }>('select update from document_updates');
			expect(rows[0]!.update.equals(large)).toBe(true);
		});
	}
);
