import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';

export interface CommentRow {
	readonly id: string;
	readonly map_id: string;
	readonly layer_id: string | null;
	readonly feature_id: string | null;
	readonly lng: number | null;
	readonly lat: number | null;
	readonly parent_id: string | null;
	readonly author_id: string | null;
	readonly author_name: string | null;
	readonly content: string;
	readonly is_resolved: boolean;
	readonly is_deleted: boolean;
	readonly created_at: Date;
	readonly updated_at: Date;
}

const COLUMNS = `c.id, c.map_id, c.layer_id, c.feature_id, c.lng, c.lat, c.parent_id, c.author_id,
	u.name as author_name, c.content, c.is_resolved, c.deleted_at is not null as is_deleted,
	c.created_at, c.updated_at`;
const COMMENTS = 'comments c left join users u on u.id = c.author_id';
/** A deleted one keeps its place only for what was replied to it. */
const SHOWN = `(c.deleted_at is null
	or exists (select from comments reply where reply.parent_id = c.id))`;

export interface CommentQuery {
	readonly mapId: string | undefined;
	readonly layerId: string | undefined;
	/** Whose maps count, when a layer is asked for on all maps. */
	readonly userId: string | null;
	readonly page: Page;
}

/**
 * Comments on a map, or on a layer on all maps that somebody may read; the oldest first. What is said
 * in reply is about what its thread is about.
 */
export async function listComments(
	{ pool }: Database,
	{ mapId, layerId, userId, page }: CommentQuery
): Promise<CommentRow[]> {
	const { rows } = await pool.query<CommentRow>(
		`with recursive on_layer as (
			select id, map_id from comments where layer_id = $2
			union select r.id, r.map_id from comments r
				join on_layer o on r.parent_id = o.id and r.map_id = o.map_id
		)
		select ${COLUMNS} from ${COMMENTS} join maps m on m.id = c.map_id
		where ($1::uuid is null or c.map_id = $1)
			and ($2::uuid is null or c.id in (select id from on_layer))
			and (m.created_by = $3 or m.permission_level = 'public'
				or (m.permission_level <> 'private' and exists (select from map_collaborators p
					where p.map_id = m.id and p.user_id = $3)))
			and ${SHOWN}
		order by c.created_at, c.id limit $4 offset $5`,
		[mapId ?? null, layerId ?? null, userId, rowsOf(page), page.offset]
	);
	return rows;
}

export async function findComment({ pool }: Database, id: string): Promise<CommentRow | undefined> {
	const { rows } = await pool.query<CommentRow>(
		`select ${COLUMNS} from ${COMMENTS} where c.id = $1 and c.map_id is not null and ${SHOWN}`,
		[id]
	);
	return rows[0];
}

/** Who began the thread that a comment is in. */
export async function threadAuthorOf(
	{ pool }: Database,
	id: string
): Promise<{ readonly id: string; readonly author_id: string | null } | undefined> {
	// `union` also ends a circle of parents, which two people could make offline.
	const { rows } = await pool.query<{ id: string; author_id: string | null }>(
		`with recursive thread as (
			select id, author_id, parent_id from comments where id = $1
			union select c.id, c.author_id, c.parent_id from comments c join thread t on c.id = t.parent_id
		)
		select id, author_id from thread where parent_id is null limit 1`,
		[id]
	);
	return rows[0];
}
