import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { migrate, readMigrations } from './migrate.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.close());

async function rows(text: string, values: unknown[] = []): Promise<unknown[]> {
	const result = await db.database.pool.query<Record<string, unknown>>(text, values);
	return result.rows;
}

async function newLayer(): Promise<string> {
	const id = randomUUID();
	await rows('insert into layers (id) values ($1)', [id]);
	return id;
}

describe('migrate', () => {
	test('a migrated database needs nothing more, also when asked twice at once', async () => {
		const { pool } = db.database;
		expect(await Promise.all([migrate(pool), migrate(pool)])).toEqual([[], []]);
	});

	test('a new migration is applied once, and the log of them says so', async () => {
		const next = { version: 9001, name: 'more', sql: 'create table more (a int)', checksum: 'x' };
		const all = [...readMigrations(), next];
		expect(await migrate(db.database.pool, all)).toEqual([9001]);
		expect(await migrate(db.database.pool, all)).toEqual([]);
		await rows('delete from schema_migrations where version = 9001');
	});

	test('one that fails is undone whole, and named', async () => {
		const sql = 'create table half (a int); create table half (a int);';
		const broken = { version: 9002, name: 'broken', sql, checksum: 'x' };
		const attempt = migrate(db.database.pool, [...readMigrations(), broken]);
		await expect(attempt).rejects.toThrow(/^Migration 9002 \(broken\) failed and was undone: /);
		expect(await rows(`select to_regclass('half') as found`)).toEqual([{ found: null }]);
	});

	test('a database of a newer program is refused in one sentence', async () => {
		await rows(`insert into schema_migrations (version, name, checksum) values (9999, 'f', 'x')`);
		await expect(migrate(db.database.pool)).rejects.toThrow(/belongs to a newer SamSyn/);
		await rows('delete from schema_migrations where version = 9999');
		expect(await migrate(db.database.pool)).toEqual([]);
	});

	test('a database that was made otherwise is refused', async () => {
		const [first, ...others] = readMigrations();
		const attempt = migrate(db.database.pool, [{ ...first!, checksum: 'other' }, ...others]);
		await expect(attempt).rejects.toThrow(/another migration 1 /);
	});
});

describe('the schema', () => {
	test('keeps heights, and takes WGS 84 only', async () => {
		const layer = await newLayer();
		const insert = (ewkt: string) =>
			rows('insert into layer_features (id, layer_id, geometry) values ($1, $2, $3)', [
				randomUUID(),
				layer,
				ewkt
			]);
		await insert('SRID=4326;POINT Z (4 56 12.5)');
		expect(
			await rows(
				'select st_asgeojson(geometry)::json as g from layer_features where layer_id = $1',
				[layer]
			)
		).toEqual([{ g: { type: 'Point', coordinates: [4, 56, 12.5] } }]);
		await expect(insert('SRID=3035;POINT (4 56)')).rejects.toThrow('geometry_is_wgs84');
	});

	test('spreads features over partitions and removes them with their layer', async () => {
		const layers = await Promise.all(Array.from({ length: 24 }, newLayer));
		await rows(
			`insert into layer_features (id, layer_id, geometry)
				select gen_random_uuid(), id, 'SRID=4326;POINT (4 56)' from unnest($1::uuid[]) as id`,
			[layers]
		);
		const [{ partitions }] = (await rows(
			`select count(distinct tableoid) as partitions from layer_features
				where layer_id = any($1::uuid[])`,
			[layers]
		)) as [{ partitions: number }];
		expect(partitions).toBeGreaterThan(3);
		await rows('delete from layers where id = any($1::uuid[])', [layers]);
		expect(
			await rows('select id from layer_features where layer_id = any($1::uuid[])', [layers])
		).toEqual([]);
	});

	test('finds features by place through the index', async () => {
		const plan = await db.database.pool.connect();
		try {
			await plan.query('begin');
			await plan.query('set local enable_seqscan = off');
			const { rows: lines } = await plan.query<{ 'QUERY PLAN': string }>(
				'explain select id from layer_features where geometry && st_makeenvelope(3, 55, 5, 57, 4326)'
			);
			expect(lines.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/geometry_idx/);
		} finally {
			await plan.query('rollback');
			plan.release();
		}
	});

	test('logs many updates in one statement, their sequences in the order given', async () => {
		const updates = Array.from({ length: 300 }, (_, i) => Buffer.of(i % 256, i >> 8));
		const inserted = (await rows(
			`insert into document_updates (document, update, client_ids)
				select 'layer:x', update, array[4294967295]::bigint[]
				from unnest($1::bytea[]) with ordinality as given (update, place) order by place
				returning seq`,
			[updates]
		)) as { seq: number }[];
		const logged = (await rows(
			`select seq, update, client_ids from document_updates where document = 'layer:x' order by seq`
		)) as { seq: number; update: Buffer; client_ids: number[] }[];
		expect(logged.map(({ seq }) => seq)).toEqual(inserted.map(({ seq }) => seq));
		expect(logged.map(({ update }) => update)).toEqual(updates);
		expect(logged[0]!.client_ids).toEqual([4_294_967_295]);
	});

	test('a reply may be written before what it replies to, within one transaction', async () => {
		const map = randomUUID();
		const [first, reply] = [randomUUID(), randomUUID()];
		await rows('insert into maps (id) values ($1)', [map]);
		await rows(
			`insert into comments (id, content, map_id, parent_id)
				values ($2, 'yes', $1, $3), ($3, 'here?', $1, null)`,
			[map, reply, first]
		);
		expect(await rows('select id from comments where parent_id = $1', [first])).toEqual([
			{ id: reply }
		]);
	});

	test.each([
		['a map above the pole', `insert into maps (id, center_lat) values (gen_random_uuid(), 91)`],
		['an unknown right', `insert into maps (id, permission_level) values (gen_random_uuid(), 'x')`],
		['an unknown source', `insert into layers (id, source_type) values (gen_random_uuid(), 'x')`],
		['half a place', `insert into comments (id, content, lng) values (gen_random_uuid(), '', 4)`],
		[
			'a feature of no layer',
			`insert into layer_features (id, layer_id, geometry)
			values (gen_random_uuid(), gen_random_uuid(), 'SRID=4326;POINT (4 56)')`
		],
		[
			"a sequence of one's own",
			`insert into document_updates (seq, document, update)
			values (1, 'map:x', '')`
		]
	])('refuses %s', async (_what, statement) => {
		await expect(rows(statement)).rejects.toThrow();
	});

	test('counts and client ids are numbers', async () => {
		expect(await rows(`select 5::bigint as one, '{}'::bigint[] as none`)).toEqual([
			{ one: 5, none: [] }
		]);
	});
});
