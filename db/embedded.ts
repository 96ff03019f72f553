/**
 * The embedded database: PostgreSQL with PostGIS (PGlite), in a process of its own so that a query
 * never blocks the server's event loop, behind a socket that only this user can open.
 *
 * Run by server/db/embedded-process.ts as `node db/embedded.ts <data folder>`. Ends when told to
 * (SIGTERM), and by itself when its parent dies.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DURABLE_START_PARAMS, DurableFileSystem } from './durable-file-system.ts';
import type { EmbeddedMessage } from './embedded-messages.ts';
import { claimSocket, DataInUseError } from './private-socket.ts';
import { slimPostgis } from './slim-postgis.ts';
import { WireBridge } from './wire-bridge.ts';

/** 16 MB segments would be two thirds of an empty database. */
const INITDB_PARAMS = ['--wal-segsize=4'];

async function main(dataFolder: string): Promise<void> {
	process.umask(0o077);
	// From the beginning: a parent that is killed while we start would leave us, and the lock on its
	// data, behind for ever. Before there is a database to close, dying is as safe as a crash.
	let stop: () => void = () => process.exit(1);
	process.once('SIGTERM', () => stop());
	process.once('disconnect', () => stop());
	if (process.send !== undefined && !process.connected) stop();
	mkdirSync(dataFolder, { recursive: true });
	// The socket comes first: it is the lock. Who connects before the database is open is sent away.
	let accept = (socket: Socket): void => void socket.destroy();
	const socket = await claimSocket(dataFolder, (connection) => accept(connection));
	const db = await openDatabase(join(dataFolder, 'pg'));
	const bridge = new WireBridge(db, fail);
	accept = (connection) => bridge.accept(connection);

	stop = () => {
		bridge.close();
		socket.server.close();
		void db.close().then(() => process.exit(0), fail);
	};
	tell({ type: 'ready', host: socket.host });
}

/** A new database is made aside and then renamed, so that one half made is never taken for one. */
async function openDatabase(folder: string): Promise<PGlite> {
	if (!existsSync(folder)) {
		const draft = `${folder}.new`;
		rmSync(draft, { recursive: true, force: true });
		const db = await open(draft);
		await db.exec('create extension postgis');
		await db.close();
		renameSync(draft, folder);
	}
	return open(folder);
}

function open(folder: string): Promise<PGlite> {
	return PGlite.create({
		fs: new DurableFileSystem(folder),
		extensions: { postgis: slimPostgis },
		startParams: [...DURABLE_START_PARAMS],
		initDbStartParams: INITDB_PARAMS
	});
}

function fail(error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	const reason = error instanceof DataInUseError ? 'in-use' : 'broken';
	// Wait until it is sent: process.exit would drop it.
	tell({ type: 'failed', reason, message }, () => process.exit(1));
}

function tell(message: EmbeddedMessage, then: () => void = () => undefined): void {
	if (process.connected && process.send) process.send(message, then);
	else then();
}

// Ctrl-C in a terminal reaches every process of the group: the parent decides when this one ends.
process.on('SIGINT', () => undefined);

main(process.argv[2] ?? '.data').catch(fail);
