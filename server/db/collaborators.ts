import type { PoolClient } from 'pg';
import { noteOwnersWord } from './ceilings.ts';
import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';
import { inTransaction } from './projection-state.ts';
import type { Permission } from './schema.ts';

export interface CollaboratorRow {
	readonly user_id: string;
	readonly name: string;
	readonly color: string;
	readonly avatar_url: string | null;
	readonly email: string | null;
	/** The owner invited them by it, or they came by themselves. */
	readonly address_known: boolean;
	readonly permission: Permission;
	readonly invited_at: Date;
	readonly accepted_at: Date | null;
}

const COLUMNS = `c.user_id, u.name, u.color, u.avatar_url, u.email, c.address_known, c.permission,
	c.invited_at, c.accepted_at`;

/** The people a map is shared with, in the order they came. */
export async function listCollaborators(
	{ pool }: Database,
	mapId: string,
	page: Page
): Promise<CollaboratorRow[]> {
	const { rows } = await pool.query<CollaboratorRow>(
		`select ${COLUMNS} from map_collaborators c join users u on u.id = c.user_id
		where c.map_id = $1 order by c.invited_at, c.id limit $2 offset $3`,
		[mapId, rowsOf(page), page.offset]
	);
	return rows;
}

export interface RemovedRow {
	readonly user_id: string;
	readonly name: string;
	readonly color: string;
	readonly removed_at: Date;
}

/**
 * Whom the owner took off a map and did not let in again, the latest first. A guest who signed in since
 * is who they are now.
 */
export async function listRemoved(
	{ pool }: Database,
	mapId: string,
	page: Page
): Promise<RemovedRow[]> {
	const { rows } = await pool.query<RemovedRow>(
		`select u.id as user_id, u.name, u.color, max(c.created_at) as removed_at
		from map_ceilings c join users was on was.id = c.user_id
			join users u on u.id = coalesce(was.merged_into, was.id)
		where c.map_id = $1 and c.highest = 'none'
			and not exists (select from map_collaborators o where o.map_id = $1 and o.user_id = u.id)
		group by u.id order by removed_at desc, u.id limit $2 offset $3`,
		[mapId, rowsOf(page), page.offset]
	);
	return rows;
}

export async function findCollaborator(
	{ pool }: Database,
	mapId: string,
	userId: string
): Promise<CollaboratorRow | undefined> {
	const { rows } = await pool.query<CollaboratorRow>(
		`select ${COLUMNS} from map_collaborators c join users u on u.id = c.user_id
		where c.map_id = $1 and c.user_id = $2`,
		[mapId, userId]
	);
	return rows[0];
}

/** The owner gives somebody a permission; true when they had none before. */
export async function saveCollaborator(
	database: Database,
	given: { mapId: string; userId: string; permission: Permission; byEmail: boolean }
): Promise<boolean> {
	const { mapId, userId, permission, byEmail } = given;
	return inTransaction(database, async (client) => {
		const before = await lockPermission(client, mapId, userId);
		await client.query(
			`insert into map_collaborators (map_id, user_id, permission, address_known)
			values ($1, $2, $3, $4)
			on conflict (map_id, user_id) do update set permission = excluded.permission,
				address_known = map_collaborators.address_known or excluded.address_known`,
			[mapId, userId, permission, byEmail]
		);
		await noteOwnersWord(client, { mapId, userId }, { before, now: permission });
		return before === undefined;
	});
}

/** The owner changes what somebody may do. */
export async function setPermission(
	database: Database,
	{ mapId, userId, permission }: { mapId: string; userId: string; permission: Permission }
): Promise<boolean> {
	return inTransaction(database, async (client) => {
		const before = await lockPermission(client, mapId, userId);
		if (before === undefined) return false;
		await client.query(
			'update map_collaborators set permission = $3 where map_id = $1 and user_id = $2',
			[mapId, userId, permission]
		);
		await noteOwnersWord(client, { mapId, userId }, { before, now: permission });
		return true;
	});
}

/** Whoever leaves may come back by a link; whom the owner sends away may not. */
export async function deleteCollaborator(
	database: Database,
	{ mapId, userId, by }: { mapId: string; userId: string; by: 'owner' | 'themselves' }
): Promise<boolean> {
	return inTransaction(database, async (client) => {
		const before = await lockPermission(client, mapId, userId);
		if (before === undefined) return false;
		await client.query('delete from map_collaborators where map_id = $1 and user_id = $2', [
			mapId,
			userId
		]);
		if (by === 'owner') await noteOwnersWord(client, { mapId, userId }, { before, now: 'none' });
		return true;
	});
}

/** What somebody is on a map, while nobody comes in by a link. */
async function lockPermission(
	client: PoolClient,
	mapId: string,
	userId: string
): Promise<Permission | undefined> {
	await client.query('select from maps where id = $1 for no key update', [mapId]);
	const { rows } = await client.query<{ permission: Permission }>(
		'select permission from map_collaborators where map_id = $1 and user_id = $2 for update',
		[mapId, userId]
	);
	return rows[0]?.permission;
}

/** Somebody with an account that has this address; addresses do not differ by case. */
export async function findUserByEmail(
	{ pool }: Database,
	email: string
): Promise<string | undefined> {
	const { rows } = await pool.query<{ id: string }>(
		'select id from users where lower(email) = lower($1) order by created_at, id limit 1',
		[email]
	);
	return rows[0]?.id;
}

/** Whether somebody took part in a map: was on it, wrote in it or its talk, or made a layer that it shows. */
export async function tookPart(
	{ pool }: Database,
	mapId: string,
	userId: string
): Promise<boolean> {
	const { rowCount } = await pool.query(
		`select from users u where u.id = $2 and (
			exists (select from map_collaborators c where c.map_id = $1 and c.user_id = u.id)
			or exists (select from map_ceilings c join users was on was.id = c.user_id
				where c.map_id = $1 and u.id in (was.id, was.merged_into))
			or exists (select from comments c where c.map_id = $1 and c.author_id = u.id)
			or exists (select from document_clients d where d.user_id = u.id
				and d.document in ('map:' || $1::uuid, 'talk:' || $1::uuid))
			or exists (select from map_layers s join layers l on l.id = s.layer_id
				where s.map_id = $1 and l.created_by = u.id)
		)`,
		[mapId, userId]
	);
	return rowCount === 1;
}

/**
 * Shares a private map from now on. Refused (false) when somebody else has a row that sleeps, or a
 * link would open again: they must not come back in with whom is invited now.
 */
export async function wakeMap(
	{ pool }: Database,
	mapId: string,
	invited: string | null
): Promise<boolean> {
	const { rowCount } = await pool.query(
		`update maps set permission_level = 'collaborators', updated_at = now()
		where id = $1 and permission_level = 'private'
			and not exists (select from map_collaborators c
				where c.map_id = $1 and c.user_id is distinct from $2)
			and not exists (select from share_links l where l.map_id = $1 and l.revoked_at is null
				and (l.expires_at is null or l.expires_at > now())
				and (l.max_uses is null or l.uses < l.max_uses))`,
		[mapId, invited]
	);
	return rowCount === 1;
}
