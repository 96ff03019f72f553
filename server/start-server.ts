import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createClerkTokens } from './access/clerk-tokens.ts';
import { People } from './access/people.ts';
import { createRights } from './access/rights.ts';
import { readSecret } from './access/secret.ts';
import { Sessions } from './access/sessions.ts';
import { createTokens } from './access/tokens.ts';
import { createVerifyToken } from './access/verify-token.ts';
import { localUrl } from './announce.ts';
import { createApi } from './api/app.ts';
import { createRateLimits } from './api/limits.ts';
import type { ApiParts } from './api/router.ts';
import { readBasemaps } from './basemaps.ts';
import { parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { connectDatabase } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { followPerson } from './follow-person.ts';
import { listen } from './listen.ts';
import { createLogger } from './log.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { isAllowedOrigin } from './origin.ts';
import { StartupError } from './startup-error.ts';
import { createAppServer } from './static/serve-app.ts';
import { createSync } from './sync/index.ts';
import type { Sync } from './sync/types.ts';
import { createRasters } from './tiles/create-rasters.ts';
import type { Rasters } from './tiles/create-rasters.ts';

const SYNC_PATH = '/sync';
const BUILD_FOLDER = fileURLToPath(new URL('../build', import.meta.url));
/** Of a stop: what is not done by then is cut off. Acknowledged edits are in the log already. */
const STOP_LIMIT_MS = 10_000;
/** Addresses of services travel in ours, percent-encoded. */
const MAX_HEADER_BYTES = 64 * 1024;

export interface RunningServer {
	readonly url: string;
	readonly port: number;
	readonly database: Database;
	readonly sync: Sync;
	readonly log: Logger;
	stop(): Promise<void>;
}

export interface StartOptions extends Partial<Config> {
	readonly log?: Logger;
	readonly buildFolder?: string;
}

/**
 * Config → database → sync → api → listen. What is not given has its default, not the environment's
 * value. Throws `StartupError`; what was started by then is stopped again.
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
	const config: Config = { ...defaultConfig(), ...options };
	const log = options.log ?? createLogger(config.logLevel);
	const basemaps = readBasemaps(config.basemapFile);
	const tokens = createTokens(readSecret(config));
	const database = await connectDatabase({ ...config, log });
	const metrics = createMetrics();
	const clerk = config.clerk === undefined ? undefined : createClerkTokens(config.clerk);
	const verifyToken = createVerifyToken(tokens, database, log, { clerk, admins: config.admins });
	const rights = createRights({ database });
	const sync = createSync({ database, log, verifyToken, rights, limits: config.limits, metrics });
	const app = createAppServer(options.buildFolder ?? BUILD_FOLDER);
	const { dataFolder, rasters: settings } = config;
	const rasters = createRasters({ settings, dataFolder, database, log });
	const parts: ApiParts = {
		config,
		basemaps,
		database,
		log,
		metrics,
		rights,
		documents: sync,
		limits: createRateLimits(config.apiLimits, config.trustedProxies),
		rasters,
		verifyToken,
		sessions: new Sessions(tokens, database),
		people: new People({
			database,
			log,
			onPersonChanged: (change) => followPerson(change, { verifyToken, sync, log })
		}),
		serveApp: (request) => app.serve(request)
	};
	const answer = getRequestListener(createApi(parts, app.inlineScripts).fetch);
	const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
		void answer(request, response);
	});
	mountSync(server, sync, config.origins);
	let stopping: Promise<void> | undefined;
	const stop = () => (stopping ??= stopAll(server, sync, { rasters, database }));
	try {
		const port = await listen(server, config.port, config.host);
		return { url: localUrl(config.host, port), port, database, sync, log, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function defaultConfig(): Config {
	const parsed = parseConfig({});
	if (!parsed.ok) throw new StartupError(parsed.problems.join(' '));
	return parsed.config;
}

function mountSync(server: Server, sync: Sync, origins: readonly string[]): void {
	server.on('upgrade', (request, socket: Duplex, head) => {
		socket.on('error', () => socket.destroy());
		// Not `new URL`: it throws on an address such as "//", and here nobody would catch it.
		if (request.url?.split('?', 1)[0] !== SYNC_PATH) {
			refuseUpgrade(socket, '404 Not Found');
		} else if (!isAllowedOrigin(request, origins)) {
			refuseUpgrade(socket, '403 Forbidden');
		} else {
			sync.handleUpgrade(request, socket, head);
		}
	});
}

function refuseUpgrade(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** No new work, then what is under way, then the database: it is needed until the end. */
async function stopAll(
	server: Server,
	sync: Sync,
	{ rasters, database }: { rasters: Rasters; database: Database }
): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		if (server.listening) server.close(() => resolve());
		else resolve();
	});
	server.closeIdleConnections();
	await sync.stop(STOP_LIMIT_MS);
	server.closeAllConnections();
	await closed;
	await rasters.close();
	await database.close();
}
