import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import { StartupError } from '../startup-error.ts';

const FOLDER = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/;
/** Any number, the same in every SamSyn: only one process migrates at a time. */
const LOCK_ID = 7_269_967_961;

export interface Migration {
	readonly version: number;
	readonly name: string;
	readonly sql: string;
	readonly checksum: string;
}

interface AppliedMigration {
	readonly version: number;
	readonly checksum: string;
}

/** The migrations in a folder, oldest first. */
export function readMigrations(folder: string = FOLDER): Migration[] {
	const migrations: Migration[] = [];
	for (const file of readdirSync(folder).sort()) {
		const match = FILE_NAME.exec(file);
		if (match === null) continue;
		const sql = readFileSync(join(folder, file), 'utf8');
		// Line ends do not count: a checkout on Windows has others.
		const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
		migrations.push({ version: Number(match[1]), name: match[2] ?? '', sql, checksum });
	}
	return migrations;
}

/**
 * Brings the database forward to this build, each migration in a transaction of its own. Returns the
 * versions it applied. Throws `StartupError` when the database is not one of ours, or newer.
 */
export async function migrate(pool: Pool, migrations = readMigrations()): Promise<number[]> {
	const client = await pool.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [LOCK_ID]);
		try {
			const applied = await readApplied(client);
			const missing = pending(migrations, applied);
			for (const migration of missing) await apply(client, migration);
			return missing.map((migration) => migration.version);
		} finally {
			await client.query('select pg_advisory_unlock($1)', [LOCK_ID]);
		}
	} finally {
		client.release();
	}
}

async function readApplied(client: PoolClient): Promise<AppliedMigration[]> {
	await client.query(
		`create table if not exists schema_migrations (
			version int primary key,
			name text not null,
			checksum text not null,
			applied_at timestamptz not null default now()
		)`
	);
	const { rows } = await client.query<AppliedMigration>(
		'select version, checksum from schema_migrations order by version'
	);
	return rows;
}

/** What is still to be applied, after a look at whether the database fits this build at all. */
function pending(
	migrations: readonly Migration[],
	applied: readonly AppliedMigration[]
): Migration[] {
	const known = new Map(migrations.map((migration) => [migration.version, migration]));
	const newest = migrations.at(-1)?.version ?? 0;
	for (const { version, checksum } of applied) {
		const migration = known.get(version);
		if (version > newest) {
			throw new StartupError(
				`The database belongs to a newer SamSyn (its schema is ${version}, this one knows up to ${newest}): start the newer one.`
			);
		}
		if (migration?.checksum !== checksum) {
			throw new StartupError(
				`The database was made with another migration ${version} than this SamSyn has: it is not the same program.`
			);
		}
	}
	const done = new Set(applied.map((migration) => migration.version));
	return migrations.filter((migration) => !done.has(migration.version));
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
	await client.query('begin');
	try {
		await client.query(migration.sql);
		await client.query(
			'insert into schema_migrations (version, name, checksum) values ($1, $2, $3)',
			[migration.version, migration.name, migration.checksum]
		);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		const message = error instanceof Error ? error.message : String(error);
		throw new StartupError(
			`Migration ${migration.version} (${migration.name}) failed and was undone: ${message}.`,
			{ cause: error }
		);
	}
}
