import { mkdirSync } from 'node:fs';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { StartupError } from '../startup-error.ts';
import type { Database } from './database.ts';
import { startEmbedded } from './embedded-process.ts';
import type { EmbeddedProcess } from './embedded-process.ts';
import { ensurePostgis } from './ensure-postgis.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

/** The embedded database runs one unit of work at a time: more clients only wait. */
const EMBEDDED_CLIENTS = 4;
const POSTGRES_CLIENTS = 12;
const CONNECT_LIMIT_MS = 10_000;

const INT8 = 20;
const INT8_ARRAY = 1016;

export interface ConnectOptions {
	/** `undefined`: the embedded database in `dataFolder`. */
	readonly databaseUrl: string | undefined;
	readonly dataFolder: string;
	readonly log: Logger;
}

/** Opens the database, with PostGIS in it and all migrations applied. Throws `StartupError`. */
export async function connectDatabase(options: ConnectOptions): Promise<Database> {
	const database = await openDatabase(options);
	try {
		await ensurePostgis(database.pool);
		await migrate(database.pool);
		return database;
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** Opens the database as it stands. */
async function openDatabase({ databaseUrl, dataFolder, log }: ConnectOptions): Promise<Database> {
	if (databaseUrl !== undefined) {
		const pool = createPool({ connectionString: databaseUrl, max: POSTGRES_CLIENTS }, log);
		await ensureReachable(pool, databaseUrl);
		return describe(pool, undefined);
	}
	makeFolder(dataFolder);
	const embedded = await startEmbedded(dataFolder, log);
	const pool = createPool(
		{ host: embedded.host, user: 'postgres', database: 'postgres', max: EMBEDDED_CLIENTS },
		log
	);
	return describe(pool, embedded);
}

function describe(pool: pg.Pool, embedded: EmbeddedProcess | undefined): Database {
	let closing: Promise<void> | undefined;
	const close = async () => {
		await pool.end();
		await embedded?.stop();
	};
	return {
		kind: embedded === undefined ? 'postgres' : 'embedded',
		pool,
		kysely: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
		get embeddedPid() {
			return embedded?.pid;
		},
		close: () => (closing ??= close())
	};
}

function createPool(config: pg.PoolConfig, log: Logger): pg.Pool {
	const pool = new pg.Pool({
		...config,
		connectionTimeoutMillis: CONNECT_LIMIT_MS,
		application_name: 'samsyn',
		types: { getTypeParser: typeParser as typeof pg.types.getTypeParser }
	});
	// Without a listener, a connection that breaks would end the process: the pool listens while one
	// is idle, nobody does while it is taken. The query that it was taken for fails as well.
	pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
	pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error })));
	return pool;
}

/** bigint as number: sequences, sizes and Yjs client ids all stay far below 2^53. */
function typeParser(oid: number, format: 'text' | 'binary' = 'text'): unknown {
	if (oid === INT8) return Number;
	return oid === INT8_ARRAY ? parseNumbers : parserOf(oid, format);
}

const parserOf: (oid: number, format: 'text' | 'binary') => unknown = pg.types.getTypeParser;

/** `{1,2}`, as PostgreSQL writes an array. */
function parseNumbers(text: string): number[] {
	return text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);
}

/** Asks once, so that a wrong address is a sentence at start and not an error at the first use. */
async function ensureReachable(pool: pg.Pool, url: string): Promise<void> {
	try {
		await pool.query('select 1');
	} catch (error) {
		await pool.end();
		throw new StartupError(`The database at ${placeOf(url)} ${faultOf(error)}.`, { cause: error });
	}
}

/** Host and database of a URL, never the password. */
function placeOf(url: string): string {
	try {
		const { host, pathname, searchParams } = new URL(url);
		return `${searchParams.get('host') ?? host}${pathname}`;
	} catch {
		return 'DATABASE_URL';
	}
}

const INVALID_PASSWORD = '28P01';
const INVALID_AUTHORIZATION = '28000';
const NO_SUCH_DATABASE = '3D000';

function faultOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case INVALID_PASSWORD:
		case INVALID_AUTHORIZATION:
			return 'refuses the user or password of DATABASE_URL';
		case NO_SUCH_DATABASE:
			return 'does not exist: create it first';
		default:
			return 'cannot be reached: is it running, and is DATABASE_URL right';
	}
}

function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	} catch (error) {
		throw new StartupError(`The data folder ${folder} cannot be created: set SAMSYN_DATA.`, {
			cause: error
		});
	}
}
