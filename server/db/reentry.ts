import { sql } from 'kysely';
import type { Database } from './database.ts';
import { PERSON } from './users.ts';
import type { PersonRow } from './users.ts';

/** Wrong codes from one address, and the time in which they are counted. */
const MAX_WRONG = 20;
const WINDOW_MINUTES = 10;
const window = sql<Date>`now() - make_interval(mins => ${sql.lit(WINDOW_MINUTES)})`;

export async function findByReentryHash(
	{ kysely }: Database,
	hash: Buffer
): Promise<PersonRow | undefined> {
	return kysely
		.selectFrom('users')
		.select(PERSON)
		.where('reentry_hash', '=', hash)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
}

/** A new code for somebody; the old one opens nothing any more. */
export async function setReentryHash(
	{ kysely }: Database,
	userId: string,
	hash: Buffer
): Promise<void> {
	await kysely
		.updateTable('users')
		.set({ reentry_hash: hash })
		.where('id', '=', userId)
		.where('deleted_at', 'is', null)
		.execute();
}

/** Seconds until codes from there are looked at again; 0: they are. That of the caller is noted already. */
export async function reentryWait({ kysely }: Database, originHash: Buffer): Promise<number> {
	const row = await kysely
		.selectFrom('reentry_attempts')
		.select([
			sql<number>`count(*)`.as('wrong'),
			sql<number>`ceil(extract(epoch from min(created_at) - (${window})))::int`.as('seconds')
		])
		.where('origin_hash', '=', originHash)
		.where('created_at', '>', window)
		.executeTakeFirstOrThrow();
	return row.wrong <= MAX_WRONG ? 0 : Math.max(1, row.seconds);
}

/** Notes a code that somebody names, as wrong until it is known to be right. */
export async function noteReentry({ kysely }: Database, originHash: Buffer): Promise<number> {
	await kysely.deleteFrom('reentry_attempts').where('created_at', '<', window).execute();
	const { id } = await kysely
		.insertInto('reentry_attempts')
		.values({ origin_hash: originHash })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function forgetReentry({ kysely }: Database, id: number): Promise<void> {
	await kysely.deleteFrom('reentry_attempts').where('id', '=', id).execute();
}
