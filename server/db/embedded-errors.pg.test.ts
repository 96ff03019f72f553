import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { embeddedPlace } from '../testing/place.ts';
import type { Place } from '../testing/place.ts';
import { connectDatabase } from './connect.ts';
import type { Database } from './database.ts';

// About the embedded database, whatever the other suites run on.
const elsewhere = process.env['SAMSYN_TEST_DATABASE_URL'] !== undefined;

/** Statements that fail where the protocol can: while parsed, bound, run, and at the end. */
const FAILURES: readonly [text: string, values: readonly unknown[], code: string][] = [
	['select nothing_like_this from item where id = $1', [1], '42703'],
	['selec $1::int', [1], '42601'],
	['select $1::int', ['x'], '22P02'],
	['select 1 / $1::int', [0], '22012'],
	['insert into item values ($1, $2)', [0, 'taken'], '23505'],
	['insert into item values ($1, $2)', [-1, 'far too long a word'], '23514'],
	['select nothing_like_this', [], '42703'],
	['select 1; select 1 / 0; select 2', [], '22012']
];
const ROUNDS = 5;
const CLIENTS = 8;

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : error;
}

function failureAt(i: number): (typeof FAILURES)[number] {
	return FAILURES[i % FAILURES.length]!;
}

describe.skipIf(elsewhere)('the embedded database, after an error', () => {
	let place: Place;
	let database: Database;

	beforeAll(async () => {
		place = embeddedPlace();
		const log = createLogger('silent');
		database = await connectDatabase({ databaseUrl: undefined, dataFolder: place.dataFolder, log });
		await database.pool.query(
			'create table item (id int primary key, name text check (length(name) < 10))'
		);
	});
	afterAll(async () => {
		await database.close();
		await place.remove();
	});
	beforeEach(async () => {
		await database.pool.query(`delete from item; insert into item values (0, 'first')`);
	});

	/** Every way to fail, from many sides at once; each calls with a number of its own. */
	function fromManySides<T>(act: (id: number) => Promise<T>): Promise<T[]> {
		const sides = Array.from({ length: CLIENTS }, async (_, side) => {
			const outcomes: T[] = [];
			for (let i = 0; i < ROUNDS * FAILURES.length; i++) {
				outcomes.push(await act(1 + side * 1000 + i));
			}
			return outcomes;
		});
		return Promise.all(sides).then((all) => all.flat());
	}

	test('within a transaction, every statement gets its own answer and nothing remains', async () => {
		const faults: unknown[] = [];
		database.pool.on('error', (error) => faults.push(error));
		await fromManySides(async (id) => {
			const [text, values, code] = failureAt(id);
			const client = await database.pool.connect();
			client.on('error', (error) => faults.push(error));
			await client.query('begin');
			const kept = await client.query('insert into item values ($1, $2) returning id', [
				id,
				'kept'
			]);
			const failed = await client.query(text, [...values]).catch(codeOf);
			const ignored = await client.query('select $1::int as id', [id]).catch(codeOf);
			await client.query('rollback');
			const after = await client.query('select $1::int as id', [id]);
			client.removeAllListeners('error');
			client.release();
			const answers = [kept.rows, failed, ignored, after.rows];
			if (JSON.stringify(answers) !== JSON.stringify([[{ id }], code, '25P02', [{ id }]])) {
				faults.push({ text, answers });
			}
		});
		expect(faults).toEqual([]);
		expect((await database.pool.query('select id from item')).rows).toEqual([{ id: 0 }]);
	});

	test('outside of one, the next statement of the same client gets its own answer', async () => {
		const outcomes = await fromManySides(async (id) => {
			const [text, values, code] = failureAt(id);
			const failed = await database.pool.query(text, [...values]).catch(codeOf);
			const { rows } = await database.pool.query<{ id: number }>('select $1::int as id', [id]);
			return failed === code && rows.length === 1 && rows[0]!.id === id;
		});
		expect(outcomes.every((right) => right)).toBe(true);
	});

	test('kysely rolls back what failed and goes on', async () => {
		const outcomes = await fromManySides(async (id) => {
			const failed = await database.kysely
				.transaction()
				.execute(async (transaction) => {
					await sql`insert into item values (${id}, 'kept')`.execute(transaction);
					await sql`insert into item values (${id}, 'again')`.execute(transaction);
				})
				.catch(codeOf);
			const { rows } = await sql<{ id: number }>`select ${id}::int as id`.execute(database.kysely);
			return failed === '23505' && rows[0]?.id === id;
		});
		expect(outcomes.every((right) => right)).toBe(true);
		expect((await database.pool.query('select id from item')).rows).toEqual([{ id: 0 }]);
	});

	test('a savepoint takes back the failure alone', async () => {
		const client = await database.pool.connect();
		await client.query('begin');
		await client.query('insert into item values ($1, $2)', [1, 'kept']);
		for (const [text, values, code] of FAILURES) {
			await client.query('savepoint here');
			expect(await client.query(text, [...values]).catch(codeOf)).toBe(code);
			await client.query('rollback to savepoint here');
		}
		await client.query('commit');
		client.release();
		const { rows } = await database.pool.query('select id from item order by id');
		expect(rows).toEqual([{ id: 0 }, { id: 1 }]);
	});

	test('a commit that is refused ends the transaction with its reason', async () => {
		const { pool } = database;
		await pool.query('create table later (id int primary key deferrable initially deferred)');
		const client = await pool.connect();
		await client.query('begin');
		await client.query('insert into later values ($1), ($1)', [1]);
		expect(await client.query('commit').catch(codeOf)).toBe('23505');
		const { rows } = await client.query('select $1::int as id, count(*) as n from later', [7]);
		expect(rows).toEqual([{ id: 7, n: 0 }]);
		client.release();
	});

	test('statements sent without waiting for answers each get theirs, failures among them', async () => {
		const client = new pg.Client({ ...database.pool.options, pipeline: true });
		await client.connect();
		const expected: unknown[] = [];
		const answers = await Promise.all(
			Array.from({ length: 200 }, (_, i) => {
				const [text, values, code] = failureAt(i);
				expected.push(code, [{ id: i }]);
				return [
					client.query(text, [...values]).catch(codeOf),
					client.query<{ id: number }>('select $1::int as id', [i]).then(({ rows }) => rows)
				];
			}).flat()
		);
		await client.end();
		expect(answers).toEqual(expected);
	});
});
