import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';
import { readSeeds, seedLibrary } from './seed-library.ts';

let server: TestServer;
beforeAll(async () => {
	server = await testServer();
});
afterAll(() => server.close());

async function library(): Promise<{ id: string; name: string }[]> {
	const { rows } = await server.database.pool.query<{ id: string; name: string }>(
		'select id, name from layers where is_global order by id'
	);
	return rows;
}

test('[L1] a new library begins with public services, each marked as not yet reached', async () => {
	await seedLibrary(server);
	const seeds = readSeeds();
	expect(seeds.length).toBeGreaterThan(5);
	expect((await library()).map(({ id }) => id)).toEqual(seeds.map(({ id }) => id).sort());
	const { rows } = await server.database.pool.query<{ unverified: boolean }>(
		"select distinct (metadata->>'unverified')::boolean as unverified from layers where is_global"
	);
	expect(rows).toEqual([{ unverified: true }]);
});

test('[L2] what was changed or deleted since stays so', async () => {
	const [kept, gone] = readSeeds();
	if (kept === undefined || gone === undefined) throw new Error('no seeds');
	const { pool } = server.database;
	await pool.query("update layers set name = 'Ours' where id = $1", [kept.id]);
	await pool.query('delete from layers where id = $1', [gone.id]);
	await pool.query("delete from documents where name = 'layer:' || $1", [gone.id]);
	await pool.query("insert into deleted_documents (name) values ('layer:' || $1)", [gone.id]);
	await seedLibrary(server);
	const after = await library();
	expect(after.find(({ id }) => id === kept.id)?.name).toBe('Ours');
	expect(after.some(({ id }) => id === gone.id)).toBe(false);
});
