import type { PoolClient } from 'pg';
import type { ProjectedDocument } from './projection-layers.ts';

export interface CommentRow {
	readonly id: string;
	readonly content: string;
	readonly author: string;
	readonly layer: string | null;
	readonly feature: string | null;
	readonly lng: number | null;
	readonly lat: number | null;
	readonly parent: string | null;
	readonly resolved: boolean;
	readonly deleted: boolean;
	/** ISO 8601. */
	readonly created: string;
	readonly updated: string;
}

const COMMENTS = `(
	select d.*, (select coalesce(u.merged_into, u.id) from users u where u.id = d.author) as author_id
	from jsonb_to_recordset($2::jsonb) as d (id uuid, content text, author uuid, layer uuid,
		feature uuid, lng float8, lat float8, parent uuid, resolved bool, deleted bool,
		created timestamptz, updated timestamptz)
) d`;

/**
 * Writes comments of the talk about a map, and returns the ids of those that the table did not have.
 * An id that a comment on another map has already is left to that one.
 */
export async function saveComments(
	client: PoolClient,
	{ id, seq }: ProjectedDocument,
	rows: readonly CommentRow[]
): Promise<string[]> {
	const saved = await client.query<{ id: string; isNew: boolean }>(
		`insert into comments (id, content, author_id, map_id, layer_id, feature_id, lng, lat, parent_id,
			is_resolved, doc_seq, created_at, updated_at, deleted_at)
		select d.id, d.content, d.author_id, $1, d.layer, d.feature, d.lng, d.lat, d.parent,
			d.resolved, $3, d.created, d.updated, case when d.deleted then now() end
		from ${COMMENTS}
		on conflict (id) do update set content = excluded.content, author_id = excluded.author_id,
			layer_id = excluded.layer_id, feature_id = excluded.feature_id, lng = excluded.lng,
			lat = excluded.lat, parent_id = excluded.parent_id, is_resolved = excluded.is_resolved,
			doc_seq = excluded.doc_seq, created_at = excluded.created_at,
			updated_at = excluded.updated_at,
			deleted_at = case when excluded.deleted_at is not null
				then coalesce(comments.deleted_at, excluded.deleted_at) end
		where comments.map_id = excluded.map_id and excluded.doc_seq >= comments.doc_seq
		returning id, xmax = 0 as "isNew"`,
		[id, JSON.stringify(rows), seq]
	);
	return saved.rows.filter(({ isNew }) => isNew).map((row) => row.id);
}

/** What comments say in the tables, by id. */
export async function readContents(
	client: PoolClient,
	mapId: string,
	rows: readonly CommentRow[]
): Promise<ReadonlyMap<string, string>> {
	const found = await client.query<{ id: string; content: string }>(
		'select id, content from comments where map_id = $1 and id = any($2::uuid[])',
		[mapId, rows.map(({ id }) => id)]
	);
	return new Map(found.rows.map(({ id, content }) => [id, content]));
}

export async function deleteComments(
	client: PoolClient,
	{ id, seq }: ProjectedDocument,
	ids: readonly string[]
): Promise<void> {
	await client.query(
		'delete from comments where map_id = $1 and id = any($2::uuid[]) and doc_seq <= $3',
		[id, ids, seq]
	);
}

/** Ids of the rows that are not in the table, or differ from it. */
export async function differingComments(
	client: Pick<PoolClient, 'query'>,
	mapId: string,
	rows: readonly CommentRow[]
): Promise<string[]> {
	const found = await client.query<{ id: string }>(
		`select d.id from ${COMMENTS}
		left join comments c on c.id = d.id and c.map_id = $1
		where c.id is null
			or (c.content, c.author_id, c.layer_id, c.feature_id, c.lng, c.lat, c.parent_id, c.is_resolved,
				c.created_at, c.updated_at, c.deleted_at is not null)
			is distinct from (d.content, d.author_id, d.layer, d.feature, d.lng, d.lat, d.parent,
				d.resolved, d.created, d.updated, d.deleted)`,
		[mapId, JSON.stringify(rows)]
	);
	return found.rows.map((row) => row.id);
}

/** Ids of all comments that the table has of the talk about a map. */
export async function listComments(
	client: Pick<PoolClient, 'query'>,
	mapId: string
): Promise<string[]> {
	const found = await client.query<{ id: string }>('select id from comments where map_id = $1', [
		mapId
	]);
	return found.rows.map((row) => row.id);
}

/** The talk about a map may come before the map itself. */
export async function hasMap(client: Pick<PoolClient, 'query'>, mapId: string): Promise<boolean> {
	const { rowCount } = await client.query('select from maps where id = $1', [mapId]);
	return rowCount === 1;
}
