import type { QueryResult, QueryResultRow } from 'pg';
import type { Database } from './database.ts';

interface Statement {
	/** Of this text alone, in the whole program. */
	readonly name: string;
	readonly text: string;
	readonly values: readonly unknown[];
}

/**
 * For what nearly every request asks: PostgreSQL plans it once for each connection, which takes
 * several times as long as the answer. The clients of the embedded database share one session, and
 * with it the names: there it is planned each time.
 */
export function askPrepared<Row extends QueryResultRow>(
	{ pool, kind }: Database,
	{ name, text, values }: Statement
): Promise<QueryResult<Row>> {
	const query = { text, values: [...values] };
	return pool.query<Row>(kind === 'postgres' ? { name, ...query } : query);
}
