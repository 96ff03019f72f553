import { createHash, randomUUID } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { connectDatabase } from '../db/connect.ts';
import { readMigrations } from '../db/migrate.ts';
import { createLogger } from '../log.ts';

/** Where one server of a test keeps its data: a folder of its own, and a database of its own. */
export interface Place {
	readonly dataFolder: string;
	/** `undefined`: the embedded database, in `dataFolder`. */
	readonly databaseUrl: string | undefined;
	/** For a server that runs as a process. */
	readonly env: Readonly<Record<string, string>>;
	/** Only when nothing uses it any more. */
	remove(): Promise<void>;
}

/** URL of a PostgreSQL whose user may create databases; tests run on the embedded one without it. */
const ADMIN_URL = process.env['SAMSYN_TEST_DATABASE_URL'];

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/samsyn-test', import.meta.url));

/** A fresh, migrated database: a copy of a template that is made once for each set of migrations. */
export async function testPlace(): Promise<Place> {
	if (ADMIN_URL === undefined) {
		await prepareTemplate();
		return embeddedPlace();
	}
	const dataFolder = newFolder();
	const adminUrl = ADMIN_URL;
	const template = await postgresTemplate(adminUrl);
	const name = `samsyn_test_${randomUUID().replaceAll('-', '')}`;
	await administrate(adminUrl, `create database ${name} template ${template}`);
	return describe(dataFolder, withDatabase(adminUrl, name), () =>
		administrate(adminUrl, `drop database ${name} with (force)`)
	);
}

/** The same on the embedded database always; its template is there once the suite has begun. */
export function embeddedPlace(): Place {
	const dataFolder = newFolder();
	const template = join(templateFolder(), 'pg');
	cpSync(template, join(dataFolder, 'pg'), { recursive: true });
	return describe(dataFolder, undefined, () => Promise.resolve());
}

function newFolder(): string {
	return mkdtempSync(join(tmpdir(), 'samsyn-test-'));
}

/** Makes the template that `testPlace` copies, unless it is there. */
export async function prepareTemplate(): Promise<void> {
	if (ADMIN_URL === undefined) await embeddedTemplate();
	else await postgresTemplate(ADMIN_URL);
}

function describe(
	dataFolder: string,
	databaseUrl: string | undefined,
	drop: () => Promise<void>
): Place {
	return {
		dataFolder,
		databaseUrl,
		env: {
			...compileCache(),
			SAMSYN_DATA: dataFolder,
			...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl })
		},
		async remove() {
			await drop();
			rmSync(dataFolder, { recursive: true, force: true });
		}
	};
}

/** A process that starts over and over need not compile over and over. */
function compileCache(): Record<string, string> {
	const folder = process.env['NODE_COMPILE_CACHE'];
	return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/** Changes with the migrations and with the database engine. */
function templateKey(): string {
	const hash = createHash('sha256');
	for (const { checksum } of readMigrations()) hash.update(checksum);
	for (const name of ['pglite', 'pglite-postgis']) {
		const path = `../../node_modules/@electric-sql/${name}/package.json`;
		hash.update(readFileSync(new URL(path, import.meta.url)));
	}
	return hash.digest('hex').slice(0, 16);
}

function templateFolder(): string {
	return join(CACHE, templateKey());
}

async function embeddedTemplate(): Promise<void> {
	const folder = templateFolder();
	if (existsSync(folder)) return;
	mkdirSync(CACHE, { recursive: true });
	const draft = mkdtempSync(join(CACHE, 'draft-'));
	const log = createLogger('error');
	const database = await connectDatabase({ databaseUrl: undefined, dataFolder: draft, log });
	await database.close();
	try {
		renameSync(draft, folder);
	} catch (error) {
		// Another worker was faster.
		rmSync(draft, { recursive: true, force: true });
		if (!existsSync(folder)) throw error;
	}
}

async function postgresTemplate(adminUrl: string): Promise<string> {
	const name = `samsyn_template_${templateKey()}`;
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock(hashtext($1))', [name]);
		const found = await client.query('select from pg_database where datname = $1', [name]);
		if (found.rowCount === 1) return name;
		const draft = `${name}_draft`;
		await client.query(`drop database if exists ${draft} with (force)`);
		await client.query(`create database ${draft}`);
		const options = { databaseUrl: withDatabase(adminUrl, draft), dataFolder: tmpdir() };
		const database = await connectDatabase({ ...options, log: createLogger('error') });
		await database.close();
		await client.query(`alter database ${draft} rename to ${name}`);
		return name;
	} finally {
		await client.end();
	}
}

async function administrate(adminUrl: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

function withDatabase(url: string, name: string): string {
	const changed = new URL(url);
	changed.pathname = `/${name}`;
	return changed.href;
}
