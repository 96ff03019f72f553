import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { VerifyToken } from '../access/verify-token.ts';
import type { SyncLimits } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';

export interface SyncOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly verifyToken: VerifyToken;
	readonly limits: SyncLimits;
	readonly metrics: Metrics;
}

/** The live documents of this process. */
export interface Sync {
	/** Takes over a request for `/sync`; its origin was checked before. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Ends all connections when what they sent is logged and projected, or when the time is up. */
	stop(limitMs: number): Promise<void>;
}
