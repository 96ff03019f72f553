import { sql } from 'kysely';
import type { Database } from './database.ts';
import { PERSON } from './users.ts';
import type { PersonRow } from './users.ts';

/** Longer than the time between two workshops of one plan; counted from the last renewal. */
const LIFETIME = sql<Date>`now() + interval '180 days'`;

export async function openSession(
	{ kysely }: Database,
	session: { readonly id: string; readonly userId: string }
): Promise<void> {
	await kysely
		.insertInto('sessions')
		.values({ id: session.id, user_id: session.userId, expires_at: LIFETIME })
		.execute();
}

/** Whose session it is, unless it was ended, ran out or the person is gone. */
export async function findSession(
	{ kysely }: Database,
	session: { readonly id: string; readonly userId: string }
): Promise<PersonRow | undefined> {
	return kysely
		.selectFrom('sessions')
		.innerJoin('users', 'users.id', 'sessions.user_id')
		.select(PERSON)
		.where('sessions.id', '=', session.id)
		.where('sessions.user_id', '=', session.userId)
		.where('sessions.expires_at', '>', sql<Date>`now()`)
		.where('users.deleted_at', 'is', null)
		.executeTakeFirst();
}

export async function renewSession({ kysely }: Database, id: string): Promise<void> {
	await kysely
		.updateTable('sessions')
		.set({ renewed_at: sql<Date>`now()`, expires_at: LIFETIME })
		.where('id', '=', id)
		.execute();
}

export async function endSession({ kysely }: Database, id: string): Promise<void> {
	await kysely.deleteFrom('sessions').where('id', '=', id).execute();
	await kysely
		.deleteFrom('sessions')
		.where('expires_at', '<', sql<Date>`now()`)
		.execute();
}
