import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Y from 'yjs';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Rights } from '../access/rights.ts';
import type { TokenVerifier } from '../access/verify-token.ts';
import type { SyncLimits } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RightsChange } from './revocation.ts';

export interface SyncOptions {
	readonly database: Database;
	readonly log: Logger;
	readonly verifyToken: TokenVerifier;
	readonly rights: Rights;
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
	/** How often tokens of connections are looked at. */
	readonly tokenCheckMs?: number;
}

/** The live documents of this process. */
export interface Sync {
	/** Takes over a request for `/sync`; its origin was checked before. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/**
	 * A write by the server itself, on behalf of somebody: `edit` runs on a copy; what it changed is
	 * inspected, logged, applied and projected. When this resolves, the tables show it. Rejects with
	 * `InvalidEditError`: nothing was changed; or with `LogUnavailableError`: nothing was changed, or, when
	 * its INSERT was under way, it is carried out once the database is back (`outcome`).
	 */
	transactDurably<T>(name: DocumentName, edit: (doc: Y.Doc) => T, identity: Identity): Promise<T>;
	/** Reads a document as it is now; the tables follow it. `read` must not change it, nor keep it. */
	read<T>(name: DocumentName, read: (doc: Y.Doc) => T): Promise<T>;
	/**
	 * Runs `publish`, which makes a map public or finds a reason why not. The tables show all of the map
	 * then, and meanwhile no layer comes onto it that may not be on a public map.
	 */
	publishing<T>(mapId: string, publish: () => Promise<T>): Promise<T>;
	/**
	 * Rights changed, and that is committed: makes it true for the connections that stand. Of a map it
	 * goes for its talk and for the layers it shows; of a person for everything they have open, and for
	 * whether they are still who they were. Resolves when it is true; never rejects.
	 */
	rightsChanged(change: RightsChange): Promise<void>;
	/**
	 * A guest has become an account, and that is committed: the guest's connections end, and what they
	 * wrote under is the account's. Resolves when it is true; never rejects.
	 */
	personMerged(guestId: string, accountId: string): Promise<void>;
	/**
	 * Deletes a map with its talk, or a layer, which leaves all maps that show it, for good: also for
	 * browsers that were away. The caller has asked whether `identity` may.
	 */
	deleteDocument(name: DocumentName, identity: Identity): Promise<void>;
	/** Names of the documents in memory. */
	readonly documentNames: readonly string[];
	/** How many have a document open. */
	connectionsOf(name: DocumentName): number;
	/** Ends all connections when what they sent is logged and projected, or when the time is up. */
	stop(limitMs: number): Promise<void>;
}
