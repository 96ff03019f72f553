import { createHash } from 'node:crypto';
import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `pg` looks for when it is given a folder as its host. */
const SOCKET_NAME = '.s.PGSQL.5432';
/** Room for a unix socket's path: 108 bytes on Linux, 104 on macOS, with the closing zero. */
const MAX_PATH_BYTES = 103;
/** Longer than it takes a second process to go from "nobody answers" to its own socket. */
const SETTLE_MS = 100;
/** An own connection arrives at once; this much later only on a machine that stands still. */
const ARRIVAL_MS = 2_000;

export interface PrivateSocket {
	readonly server: Server;
	/** The folder the socket is in: the `host` for `pg`. */
	readonly host: string;
	readonly path: string;
}

/** Another process serves this data folder. */
export class DataInUseError extends Error {}

/**
 * Opens the one socket of a data folder. Holding it is the lock on the folder: the system takes it
 * away with the process however that dies, so a file that nobody answers is a leftover and removed.
 */
export async function claimSocket(
	dataFolder: string,
	onConnection: (socket: Socket) => void
): Promise<PrivateSocket> {
	const host = socketFolder(dataFolder);
	const path = join(host, SOCKET_NAME);
	const noteFile = join(dataFolder, 'pg-socket');
	for (const known of new Set([path, readNote(noteFile)])) {
		if (known === undefined) continue;
		if (await answers(known)) throw new DataInUseError(dataFolder);
		rmSync(known, { force: true });
	}
	const server = await listen(path, onConnection);
	writeFileSync(noteFile, path, { mode: 0o600 });
	// Two that start at once may both find the leftover: the later one's socket stays, it wins.
	await sleep(SETTLE_MS);
	if (!(await leadsTo(path, server))) {
		// Not closed: that would remove the winner's file. The process ends now anyway.
		server.unref();
		throw new DataInUseError(dataFolder);
	}
	return { server, host, path };
}

/** In the data folder itself, or in a private temporary folder when that path is too long. */
function socketFolder(dataFolder: string): string {
	const real = realpathSync(dataFolder);
	if (Buffer.byteLength(join(real, SOCKET_NAME)) <= MAX_PATH_BYTES) return real;
	const digest = createHash('sha256').update(real).digest('hex').slice(0, 16);
	const folder = join(tmpdir(), `samsyn-${digest}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const found = lstatSync(folder);
	// The temporary folder is everybody's: take nothing that somebody else put there.
	if (!found.isDirectory() || (found.uid !== userInfo().uid && userInfo().uid !== -1)) {
		throw new Error(`${folder} belongs to somebody else`);
	}
	chmodSync(folder, 0o700);
	return folder;
}

function listen(path: string, onConnection: (socket: Socket) => void): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer(onConnection);
		server.once('error', reject);
		server.listen(path, () => {
			server.off('error', reject);
			chmodSync(path, 0o600);
			resolve(server);
		});
	});
}

function answers(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(path);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

function readNote(noteFile: string): string | undefined {
	try {
		return readFileSync(noteFile, 'utf8');
	} catch {
		return undefined;
	}
}

/** Whether who connects to the path arrives at this server. */
async function leadsTo(path: string, server: Server): Promise<boolean> {
	const arrived = once(server, 'connection', { signal: AbortSignal.timeout(ARRIVAL_MS) }).then(
		() => true,
		() => false
	);
	return (await answers(path)) && arrived;
}
