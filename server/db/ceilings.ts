import type { PoolClient } from 'pg';
import type { Permission } from './schema.ts';

/** The most that a person may be on a map by a link, where its owner took something from them. */
export type Ceiling = 'none' | 'view';

interface OnMap {
	readonly mapId: string;
	readonly userId: string;
}

/** The lowest of the person and of those they were before: a guest who signs in stays who they are. */
export async function findCeiling(
	client: PoolClient,
	{ mapId, userId }: OnMap
): Promise<Ceiling | undefined> {
	const { rows } = await client.query<{ highest: Ceiling }>(
		`select highest from map_ceilings
		where map_id = $1 and (user_id = $2
			or user_id in (select id from users where merged_into = $2))
		order by highest limit 1`,
		[mapId, userId]
	);
	return rows[0]?.highest;
}

/**
 * Notes the owner's word on a person, within a transaction: less than before holds against links, an
 * invitation lifts it. Who is invited to look and had nothing taken from them may still come in by a
 * link that gives everybody more.
 */
export async function noteOwnersWord(
	client: PoolClient,
	person: OnMap,
	{ before, now }: { readonly before: Permission | undefined; readonly now: Permission | 'none' }
): Promise<void> {
	const { mapId, userId } = person;
	const had = await findCeiling(client, person);
	await client.query(
		`delete from map_ceilings where map_id = $1 and (user_id = $2
			or user_id in (select id from users where merged_into = $2))`,
		[mapId, userId]
	);
	const isLess = now === 'none' || before === 'edit' || had !== undefined;
	if (now === 'edit' || !isLess) return;
	await client.query('insert into map_ceilings (map_id, user_id, highest) values ($1, $2, $3)', [
		mapId,
		userId,
		now
	]);
}
