import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRights } from '../../access/rights.ts';
import { createTokens } from '../../access/tokens.ts';
import type { Identity } from '../../access/identity.ts';
import { createVerifyToken } from '../../access/verify-token.ts';
import { parseConfig } from '../../config.ts';
import type { SyncLimits } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { openSession } from '../../db/sessions.ts';
import { saveUser } from '../../db/users.ts';
import { createLogger } from '../../log.ts';
import type { Logger } from '../../log.ts';
import { createMetrics } from '../../metrics.ts';
import { verify } from '../../projection/verify.ts';
import type { Difference } from '../../projection/verify.ts';
import { createSync } from '../index.ts';
import { loadAside } from '../load-aside.ts';
import type { Sync, SyncTuning } from '../types.ts';
import { until } from './until.ts';

export interface TestUser extends Identity {
	readonly token: string;
}

/** The sync server alone, on a port of its own, over a database that outlives it. */
export interface SyncTestServer {
	readonly url: string;
	readonly sync: Sync;
	readonly database: Database;
	/** What the server logged, as JSON lines. */
	readonly lines: readonly string[];
	user(name: string): Promise<TestUser>;
	/** As when an account changes: what is known of people is asked again. */
	forgetPeople(): void;
	stop(): Promise<void>;
}

const tokens = createTokens(randomBytes(32));

export async function startSyncServer(
	database: Database,
	limits: Partial<SyncLimits> = {},
	tuning: SyncTuning = {}
): Promise<SyncTestServer> {
	const parsed = parseConfig({});
	if (!parsed.ok) throw new Error(parsed.problems.join());
	const lines: string[] = [];
	const log = createLogger('warn', { write: (line: string) => void lines.push(line) });
	const verifyToken = createVerifyToken(tokens, database, log);
	const sync = createSync({
		database,
		log,
		verifyToken,
		rights: createRights({ database }),
		limits: { ...parsed.config.limits, ...limits },
		metrics: createMetrics(),
		tuning
	});
	const server = createServer();
	server.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `ws://127.0.0.1:${port}`,
		sync,
		database,
		lines,
		user: (name) => testUser(database, name),
		forgetPeople: () => verifyToken.forget(),
		async stop() {
			await sync.stop(5_000);
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

async function testUser(database: Database, name: string): Promise<TestUser> {
	const profile = { id: randomUUID(), name, color: '#0072b2' };
	const identity = { ...profile, isGuest: false, isAdmin: false };
	await saveUser(database, profile);
	const sessionId = randomUUID();
	await openSession(database, { id: sessionId, userId: profile.id });
	const { token } = await tokens.sign(profile, sessionId);
	return { ...identity, token };
}

/** Differences between tables and documents, once the projection has had the time it needs. */
export async function differencesIn(
	database: Database,
	log: Logger = createLogger('silent')
): Promise<Difference[]> {
	const loadSource = (name: string) => loadAside(name, { database, log });
	let differences: Difference[] = [];
	await until(
		async () => {
			differences = await verify({ database, loadSource });
			return differences.length === 0;
		},
		{ limitMs: 10_000, everyMs: 200 }
	).catch(() => undefined);
	return differences;
}
