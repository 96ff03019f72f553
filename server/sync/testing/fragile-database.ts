import { connectDatabase } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { databaseAnswers } from '../../db/health.ts';
import { createLogger } from '../../log.ts';
import { testPlace } from '../../testing/place.ts';
import type { Place } from '../../testing/place.ts';
import { TcpProxy } from '../../testing/tcp-proxy.ts';
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
	const proxy = new TcpProxy({ hostname: url.hostname, port: Number(url.port || 5432) });
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
