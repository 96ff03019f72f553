import { sql } from 'kysely';
import type { Queries } from './accounts.ts';
import { forget } from './delete-person.ts';

/** Columns that name a person, beside those that need thought. */
const NAMING = [
	['maps', 'created_by'],
	['layers', 'created_by'],
	['documents', 'created_by'],
	['comments', 'author_id'],
	['document_updates', 'user_id'],
	['document_clients', 'user_id'],
	['share_links', 'created_by'],
	['notifications', 'user_id'],
	['notifications', 'actor_id'],
	['feature_versions', 'changed_by'],
	['uploads', 'user_id'],
	['users', 'merged_into']
] as const;

/**
 * What a guest made becomes the account's, within a transaction; the guest is no more. Where both
 * were collaborators, the account has the greater right of the two.
 */
export async function mergePerson(
	queries: Queries,
	guestId: string,
	accountId: string
): Promise<void> {
	const { kysely } = queries;
	await sql`
		insert into map_collaborators (map_id, user_id, permission, invited_at, accepted_at)
		select c.map_id, ${accountId}, c.permission, c.invited_at, c.accepted_at
		from map_collaborators c join maps m on m.id = c.map_id
		where c.user_id = ${guestId} and m.created_by is distinct from ${accountId}
		on conflict (map_id, user_id) do update set
			permission = case when excluded.permission = 'edit' then 'edit'
				else map_collaborators.permission end,
			accepted_at = coalesce(map_collaborators.accepted_at, excluded.accepted_at)`.execute(kysely);
	await sql`
		delete from map_collaborators c using maps m
		where m.id = c.map_id and c.user_id = ${accountId} and m.created_by = ${guestId}`.execute(kysely);
	await mergeNotifications(queries, guestId, accountId);
	for (const [table, column] of NAMING) {
		await sql`
			update ${sql.table(table)} set ${sql.ref(column)} = ${accountId}
			where ${sql.ref(column)} = ${guestId}`.execute(kysely);
	}
	await forget(queries, guestId, accountId);
}

/** One person is told of a comment once, and never of what they said themselves. */
async function mergeNotifications(
	{ kysely }: Queries,
	guestId: string,
	accountId: string
): Promise<void> {
	await sql`
		delete from notifications n where n.user_id = ${guestId} and exists (
			select from notifications told
			where told.user_id = ${accountId} and told.comment_id = n.comment_id)`.execute(kysely);
	await sql`
		delete from notifications where (user_id = ${guestId} and actor_id = ${accountId})
			or (user_id = ${accountId} and actor_id = ${guestId})`.execute(kysely);
}
