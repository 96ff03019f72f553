import { sql } from 'kysely';
import type { Database } from './database.ts';
import { PERSON } from './users.ts';
import type { PersonRow } from './users.ts';

/** The database, or a transaction on it. */
export type Queries = Pick<Database, 'kysely'>;

/** What the identity provider tells about an account. */
export interface Account {
	readonly id: string;
	readonly clerkId: string;
	readonly color: string;
	/** `undefined`: it does not tell. */
	readonly name: string | undefined;
	readonly email: string | null | undefined;
	readonly avatarUrl: string | null | undefined;
	readonly isAdmin: boolean | undefined;
	/** When it was so; `undefined`: now, as a token tells it. */
	readonly changedAt: Date | undefined;
}

/** Until the provider or the person tells another. */
const NO_NAME = '–';

export async function findAccount(
	{ kysely }: Queries,
	clerkId: string
): Promise<PersonRow | undefined> {
	return kysely
		.selectFrom('users')
		.select(PERSON)
		.where('clerk_id', '=', clerkId)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
}

/**
 * Makes the account's row, or brings it up to date; two at once make one. What is told of an earlier
 * time than the row knows of changes nothing, and an account that was deleted stays so: `undefined`.
 */
export async function saveAccount(
	{ kysely }: Queries,
	account: Account
): Promise<PersonRow | undefined> {
	const { id, clerkId, color, name, email, avatarUrl, isAdmin, changedAt } = account;
	const gone = await kysely
		.selectFrom('deleted_accounts')
		.select('clerk_id')
		.where('clerk_id', '=', clerkId)
		.executeTakeFirst();
	if (gone !== undefined) return undefined;
	await kysely
		.insertInto('users')
		.values({
			id,
			clerk_id: clerkId,
			color,
			name: name ?? NO_NAME,
			name_source: name === undefined ? 'none' : 'provider',
			email: email ?? null,
			avatar_url: avatarUrl ?? null,
			is_admin: isAdmin ?? false,
			provider_updated_at: changedAt ?? null
		})
		.onConflict((conflict) =>
			conflict
				.column('clerk_id')
				.doUpdateSet({
					...(name === undefined
						? {}
						: {
								name: sql<string>`case when users.name_source = 'self' then users.name else excluded.name end`,
								name_source: sql<'self'>`case when users.name_source = 'self' then 'self' else 'provider' end`
							}),
					...(email === undefined ? {} : { email }),
					...(avatarUrl === undefined ? {} : { avatar_url: avatarUrl }),
					...(isAdmin === undefined ? {} : { is_admin: isAdmin }),
					...(changedAt === undefined ? {} : { provider_updated_at: changedAt }),
					updated_at: sql<Date>`now()`
				})
				.where((where) =>
					where.or([
						where('users.provider_updated_at', 'is', null),
						where('users.provider_updated_at', '<=', changedAt ?? new Date())
					])
				)
		)
		.execute();
	return findAccount({ kysely }, clerkId);
}

/** False: this message was taken before. */
export async function takeMessage({ kysely }: Queries, messageId: string): Promise<boolean> {
	const row = await kysely
		.insertInto('webhook_messages')
		.values({ id: messageId })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	// Older ones are refused by their time stamp alone.
	await kysely
		.deleteFrom('webhook_messages')
		.where('received_at', '<', sql<Date>`now() - interval '1 day'`)
		.execute();
	return row !== undefined;
}

/** No token and no message brings this account back. */
export async function rememberDeletedAccount({ kysely }: Queries, clerkId: string): Promise<void> {
	await kysely
		.insertInto('deleted_accounts')
		.values({ clerk_id: clerkId })
		.onConflict((conflict) => conflict.column('clerk_id').doNothing())
		.execute();
}
