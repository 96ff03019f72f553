import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Y from 'yjs';
import type { DocumentName } from '#core/doc/names.ts';
import type { Access, Identity } from '../access/identity.ts';
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
	readonly tuning?: SyncTuning;
}

/** Named defaults that a test may want otherwise. */
export interface SyncTuning {
	/** Rows in the log after which a document in use is compacted. */
	readonly compactAfterRows?: number;
	/** How long an update waits for a database that is away. */
	readonly patienceMs?: number;
}

/** The live documents of this process. */
export interface Sync {
	/** Takes over a request for `/sync`; its origin was checked before. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/**
	 * A write by the server itself, on behalf of somebody: `edit` runs on a copy; what it changed is
	 * inspected, logged, applied and projected. When this resolves, the tables show it. Rejects with
	 * `InvalidEditError` or `LogUnavailableError`; then nothing was changed.
	 */
	transactDurably<T>(name: DocumentName, edit: (doc: Y.Doc) => T, identity: Identity): Promise<T>;
	/**
	 * Rights changed: makes it true for the connections that this person has to the document now.
	 * `none` closes them with `not-found`; with `read` what they send is no longer taken.
	 */
	setAccess(name: DocumentName, userId: string, access: Access): void;
	/** Names of the documents in memory. */
	readonly documentNames: readonly string[];
	/** How many have a document open. */
	connectionsOf(name: DocumentName): number;
	/** Ends all connections when what they sent is logged and projected, or when the time is up. */
	stop(limitMs: number): Promise<void>;
}
