import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WireBridge } from '../../db/wire-bridge.ts';
import { createLogger } from '../log.ts';
import { StartupError } from '../startup-error.ts';
import { connectDatabase } from './connect.ts';

const log = createLogger('silent');
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'samsyn-connect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(databaseUrl: string | undefined, dataFolder = folder): Promise<string> {
	const error: unknown = await connectDatabase({ databaseUrl, dataFolder, log }).then(
		() => undefined,
		(reason: unknown) => reason
	);
	if (!(error instanceof StartupError)) throw new Error(`not a refusal: ${String(error)}`);
	return error.message;
}

test('a database that does not answer is named, its password is not', async () => {
	const sentence = await refusal('postgres://me:hush@127.0.0.1:9/plan');
	expect(sentence).toMatch(/^The database at 127\.0\.0\.1:9\/plan cannot be reached: /);
	expect(sentence).not.toContain('hush');
});

test('a host that does not exist', async () => {
	expect(await refusal('postgres://me@nowhere.invalid/plan')).toMatch(/cannot be reached/);
});

test('a data folder that cannot be made', async () => {
	writeFileSync(join(folder, 'file'), '');
	expect(await refusal(undefined, join(folder, 'file', 'data'))).toMatch(/cannot be created/);
});

describe('a PostgreSQL without PostGIS', () => {
	let db: PGlite;
	let server: Server;
	let url: string;

	beforeAll(async () => {
		db = await PGlite.create();
		const bridge = new WireBridge(db, (error) => {
			throw error;
		});
		server = createServer((socket) => bridge.accept(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`;
	});
	afterAll(async () => {
		server.close();
		await db.close();
	});

	test('is refused in one sentence, and left as it was', async () => {
		expect(await refusal(url)).toMatch(/^The database server has no PostGIS: install it there/);
		const { rows } = await db.query(`select to_regclass('schema_migrations') as found`);
		expect(rows).toEqual([{ found: null }]);
	});
});

const adminUrl = process.env['SAMSYN_TEST_DATABASE_URL'];

describe.skipIf(adminUrl === undefined)('a real PostgreSQL', () => {
	test('without the database', async () => {
		const url = new URL(adminUrl ?? '');
		url.pathname = '/samsyn_never_made';
		expect(await refusal(url.href)).toMatch(/does not exist: create it first/);
	});
});
