import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connectDatabase } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { databaseAnswers } from '../../db/health.ts';
import { createLogger } from '../../log.ts';
import { testPlace } from '../../testing/place.ts';
import type { Place } from '../../testing/place.ts';
import { until } from './until.ts';

/** A database that a test can take away and bring back. */
export interface FragileDatabase {
	readonly database: Database;
	readonly place: Place;
	/** It is gone: connections break. The embedded one starts again by itself. */
	cut(): void;
	/** It takes questions and gives no answers. */
	hang(): void;
	/** It works again. */
	restore(): Promise<void>;
	close(): Promise<void>;
}

/** PostgreSQL behind a proxy that can be cut, or the embedded process, killed or stopped. */
export async function fragileDatabase(): Promise<FragileDatabase> {
	const place = await testPlace();
	return place.databaseUrl === undefined
		? fragileEmbedded(place)
		: fragilePostgres(place, new URL(place.databaseUrl));
}

async function fragileEmbedded(place: Place): Promise<FragileDatabase> {
	const database = await connectDatabase({ ...place, log: createLogger('silent') });
	let isHanging = false;
	const signal = (name: NodeJS.Signals) => {
		if (database.embeddedPid === undefined) throw new Error('no process');
		process.kill(database.embeddedPid, name);
	};
	return {
		database,
		place,
		cut: () => signal('SIGKILL'),
		hang() {
			signal('SIGSTOP');
			isHanging = true;
		},
		async restore() {
			// One that was killed has no process to wake: its supervisor starts another.
			if (isHanging) signal('SIGCONT');
			isHanging = false;
			await answers(database);
		},
		async close() {
			await database.close();
			await place.remove();
		}
	};
}

async function fragilePostgres(place: Place, url: URL): Promise<FragileDatabase> {
	const proxy = new Proxy(url);
	const through = new URL(url);
	through.hostname = '127.0.0.1';
	through.port = String(await proxy.listen());
	const options = { ...place, databaseUrl: through.href, log: createLogger('silent') };
	const database = await connectDatabase(options);
	return {
		database,
		place,
		cut: () => proxy.set('cut'),
		hang: () => proxy.set('hang'),
		async restore() {
			proxy.set('open');
			await answers(database);
		},
		async close() {
			proxy.set('open');
			await database.close();
			proxy.close();
			await place.remove();
		}
	};
}

async function answers(database: Database): Promise<void> {
	await until(() => databaseAnswers(database, 1_000), { limitMs: 60_000, everyMs: 100 });
}

type State = 'open' | 'hang' | 'cut';

class Proxy {
	readonly #target: URL;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#state: State = 'open';

	constructor(target: URL) {
		this.#target = target;
		this.#server = createServer((socket) => this.#accept(socket));
	}

	async listen(): Promise<number> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		return (this.#server.address() as AddressInfo).port;
	}

	set(state: State): void {
		this.#state = state;
		for (const socket of this.#sockets) {
			if (state === 'cut') socket.destroy();
			else if (state === 'hang') socket.pause();
			else socket.resume();
		}
	}

	close(): void {
		this.#server.close();
		for (const socket of this.#sockets) socket.destroy();
	}

	#accept(client: Socket): void {
		if (this.#state === 'cut') {
			client.destroy();
			return;
		}
		const database = connect(Number(this.#target.port || 5432), this.#target.hostname);
		for (const [from, to] of [
			[client, database],
			[database, client]
		] as const) {
			this.#sockets.add(from);
			from.setNoDelay(true);
			from.on('data', (data) => to.write(data));
			from.on('error', () => from.destroy());
			from.on('close', () => {
				this.#sockets.delete(from);
				to.destroy();
			});
			if (this.#state === 'hang') from.pause();
		}
	}
}
