import { findCeiling } from './ceilings.ts';
import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';
import { inTransaction } from './projection-state.ts';
import type { Permission } from './schema.ts';

export interface LinkRow {
	readonly id: string;
	readonly permission: Permission;
	readonly code: string | null;
	readonly expires_at: Date | null;
	readonly max_uses: number | null;
	readonly uses: number;
	readonly created_at: Date;
}

export interface NewLink {
	readonly mapId: string;
	readonly createdBy: string;
	readonly permission: Permission;
	readonly tokenHash: Buffer;
	readonly code: string | null;
	readonly expiresAt: Date | null;
	readonly maxUses: number | null;
}

const COLUMNS = 'id, permission, code, expires_at, max_uses, uses, created_at';

/** Links that were not revoked, the latest first. */
export async function listLinks({ pool }: Database, mapId: string, page: Page): Promise<LinkRow[]> {
	const { rows } = await pool.query<LinkRow>(
		`select ${COLUMNS} from share_links where map_id = $1 and revoked_at is null
		order by created_at desc, id limit $2 offset $3`,
		[mapId, rowsOf(page), page.offset]
	);
	return rows;
}

/** `undefined`: the code is taken. */
export async function addLink({ pool }: Database, link: NewLink): Promise<LinkRow | undefined> {
	const { rows } = await pool.query<LinkRow>(
		`insert into share_links (map_id, created_by, permission, token_hash, code, expires_at, max_uses)
		values ($1, $2, $3, $4, $5, $6, $7) on conflict (code) do nothing returning ${COLUMNS}`,
		[
			link.mapId,
			link.createdBy,
			link.permission,
			link.tokenHash,
			link.code,
			link.expiresAt,
			link.maxUses
		]
	);
	return rows[0];
}

/** Its code is free again for another link. */
export async function revokeLink(
	{ pool }: Database,
	mapId: string,
	linkId: string
): Promise<boolean> {
	const { rowCount } = await pool.query(
		`update share_links set revoked_at = now(), code = null
		where map_id = $1 and id = $2 and revoked_at is null`,
		[mapId, linkId]
	);
	return rowCount === 1;
}

export type Joined =
	| {
			readonly ok: true;
			readonly mapId: string;
			readonly name: string;
			readonly role: 'owner' | Permission;
			/** Whether they may do more than before. */
			readonly gained: boolean;
	  }
	| { readonly ok: false; readonly reason: 'unknown' | 'expired' | 'used-up' | 'sent-away' };

interface FoundLink {
	readonly id: string;
	readonly mapId: string;
	readonly name: string;
	readonly level: 'private' | 'collaborators' | 'public';
	readonly createdBy: string | null;
	readonly permission: Permission;
	readonly isExpired: boolean;
	readonly isUsedUp: boolean;
	readonly had: Permission | null;
}

/**
 * Lets somebody in by a link, but not above what the owner left them. The row is locked while its uses
 * are counted; who may as much already is let in without a use, also when the link has run out for
 * others.
 */
export async function joinByLink(
	database: Database,
	userId: string,
	by: { readonly tokenHash: Buffer } | { readonly code: string }
): Promise<Joined> {
	const column = 'code' in by ? 'l.code' : 'l.token_hash';
	const value = 'code' in by ? by.code : by.tokenHash;
	return inTransaction(database, async (client) => {
		const { rows } = await client.query<FoundLink>(
			`select l.id, l.map_id as "mapId", m.name, m.permission_level as level,
				m.created_by as "createdBy", l.permission, coalesce(l.expires_at <= now(), false) as "isExpired",
				coalesce(l.uses >= l.max_uses, false) as "isUsedUp",
				(select c.permission from map_collaborators c
					where c.map_id = l.map_id and c.user_id = $2) as had
			from share_links l join maps m on m.id = l.map_id
			where ${column} = $1 and l.revoked_at is null for update of l for no key update of m`,
			[value, userId]
		);
		const [link] = rows;
		// A private map is for its owner alone, whatever links there are to it.
		if (link === undefined) return { ok: false, reason: 'unknown' };
		const { mapId, name, had } = link;
		if (link.createdBy === userId) return { ok: true, mapId, name, role: 'owner', gained: false };
		if (link.level === 'private') return { ok: false, reason: 'unknown' };
		const ceiling = await findCeiling(client, { mapId, userId });
		const permission = ceiling === undefined ? link.permission : 'view';
		if (had === 'edit' || had === permission) {
			return { ok: true, mapId, name, role: had, gained: false };
		}
		if (ceiling === 'none') return { ok: false, reason: 'sent-away' };
		if (link.isExpired) return { ok: false, reason: 'expired' };
		if (link.isUsedUp) return { ok: false, reason: 'used-up' };
		await client.query('update share_links set uses = uses + 1 where id = $1', [link.id]);
		await client.query(
			`insert into map_collaborators (map_id, user_id, permission, accepted_at)
			values ($1, $2, $3, now())
			on conflict (map_id, user_id) do update set permission = excluded.permission,
				accepted_at = coalesce(map_collaborators.accepted_at, excluded.accepted_at)`,
			[mapId, userId, permission]
		);
		return { ok: true, mapId, name, role: permission, gained: true };
	});
}
