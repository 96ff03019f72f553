// Reference: Hocuspocus as its documentation sets it up, whole documents in PostgreSQL.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await pool.query('create table if not exists stock_documents (name text primary key, data bytea)');

const server = new Server({
	port: Number(process.env.PORT),
	address: '127.0.0.1',
	quiet: true,
	extensions: [
		new Database({
			fetch: async ({ documentName }) => {
				const { rows } = await pool.query('select data from stock_documents where name = $1', [
					documentName
				]);
				return rows[0]?.data ?? null;
			},
			store: async ({ documentName, state }) => {
				await pool.query(
					'insert into stock_documents values ($1, $2) on conflict (name) do update set data = $2',
					[documentName, state]
				);
			}
		})
	]
});
await server.listen();
process.stdout.write('ready\n');
