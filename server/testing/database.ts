import { connectDatabase } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { createLogger } from '../log.ts';
import { startServer } from '../start-server.ts';
import type { RunningServer, StartOptions } from '../start-server.ts';
import { testPlace } from './place.ts';
import type { Place } from './place.ts';

export interface TestDatabase {
	readonly database: Database;
	readonly place: Place;
	close(): Promise<void>;
}

/** A fresh, migrated database for one test file. */
export async function testDatabase(): Promise<TestDatabase> {
	const place = await testPlace();
	const database = await connectDatabase({ ...place, log: createLogger('error') });
	return {
		database,
		place,
		async close() {
			await database.close();
			await place.remove();
		}
	};
}

export interface TestServer extends RunningServer {
	readonly place: Place;
	/** Stops it and removes its data. */
	close(): Promise<void>;
}

/** A whole server on a free port, with a fresh database. */
export async function testServer(options: StartOptions = {}): Promise<TestServer> {
	const place = await testPlace();
	const { dataFolder, databaseUrl } = place;
	const logLevel = 'fatal';
	const server = await startServer({ port: 0, logLevel, dataFolder, databaseUrl, ...options });
	return {
		...server,
		place,
		async close() {
			await server.stop();
			await place.remove();
		}
	};
}
