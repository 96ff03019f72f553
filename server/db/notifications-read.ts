import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';

export interface NotificationRow {
	readonly id: string;
	readonly kind: 'reply' | 'mention' | 'invitation';
	readonly actor_id: string | null;
	readonly actor_name: string | null;
	readonly map_id: string | null;
	readonly map_name: string | null;
	readonly layer_id: string | null;
	readonly comment_id: string | null;
	readonly is_read: boolean;
	readonly created_at: Date;
}

/** A name of a map that is closed to the person now is not told. */
const COLUMNS = `n.id, n.kind, n.actor_id, a.name as actor_name, n.map_id,
	case when m.created_by = n.user_id or m.permission_level = 'public'
		or (m.permission_level <> 'private' and exists (select from map_collaborators c
			where c.map_id = m.id and c.user_id = n.user_id)) then m.name end as map_name,
	n.layer_id, n.comment_id, n.read_at is not null as is_read, n.created_at`;
const NOTIFICATIONS = `notifications n left join users a on a.id = n.actor_id
	left join maps m on m.id = n.map_id`;

export async function listNotifications(
	{ pool }: Database,
	userId: string,
	{ unread, page }: { readonly unread: boolean; readonly page: Page }
): Promise<NotificationRow[]> {
	const { rows } = await pool.query<NotificationRow>(
		`select ${COLUMNS} from ${NOTIFICATIONS}
		where n.user_id = $1 and (not $2 or n.read_at is null)
		order by n.created_at desc, n.id limit $3 offset $4`,
		[userId, unread, rowsOf(page), page.offset]
	);
	return rows;
}

export async function countUnread({ pool }: Database, userId: string): Promise<number> {
	const { rows } = await pool.query<{ unread: number }>(
		'select count(*) as unread from notifications where user_id = $1 and read_at is null',
		[userId]
	);
	return rows[0]?.unread ?? 0;
}

/** Marks one, or all without an id; a mark that is there keeps its time. */
export async function markNotifications(
	{ pool }: Database,
	userId: string,
	{ id, isRead }: { readonly id: string | null; readonly isRead: boolean }
): Promise<void> {
	await pool.query(
		`update notifications set read_at = case when $3 then coalesce(read_at, now()) end
		where user_id = $1 and ($2::uuid is null or id = $2)`,
		[userId, id, isRead]
	);
}

export async function findNotification(
	{ pool }: Database,
	userId: string,
	id: string
): Promise<NotificationRow | undefined> {
	const { rows } = await pool.query<NotificationRow>(
		`select ${COLUMNS} from ${NOTIFICATIONS} where n.user_id = $1 and n.id = $2`,
		[userId, id]
	);
	return rows[0];
}

/** One invitation for a map; the same again is news again. */
export async function notifyInvitation(
	{ pool }: Database,
	{ userId, actorId, mapId }: { userId: string; actorId: string; mapId: string }
): Promise<void> {
	await pool.query(
		`insert into notifications (user_id, kind, actor_id, map_id) values ($1, 'invitation', $2, $3)`,
		[userId, actorId, mapId]
	);
}
