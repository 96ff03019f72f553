import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Schema } from './schema.ts';

/** An open, migrated database. SQL is written in `server/db` only. */
export interface Database {
	/**
	 * Embedded: several clients share one PostgreSQL session, one at a time. So no `SET`, no named
	 * prepared statement (see ask-prepared.ts), no session lock on it, and inside a transaction use its own client only:
	 * waiting there for another client of the pool waits for ever.
	 */
	readonly pool: Pool;
	/** Typed queries over the same pool. */
	readonly kysely: Kysely<Schema>;
	readonly kind: 'embedded' | 'postgres';
	/** Process id of the embedded database. */
	readonly embeddedPid: number | undefined;
	close(): Promise<void>;
}
