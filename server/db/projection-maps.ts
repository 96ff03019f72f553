import type { PoolClient } from 'pg';
import type { ProjectedDocument } from './projection-layers.ts';

export interface MapContentRow {
	readonly name: string;
	readonly description: string;
	readonly lng: number;
	readonly lat: number;
	readonly zoom: number;
	readonly basemap: string;
}

export interface StackContentRow {
	readonly layerId: string;
	/** Position from the bottom. */
	readonly order: number;
	readonly visible: boolean;
	readonly opacity: number;
}

export async function saveMap(
	client: PoolClient,
	{ document, id, seq }: ProjectedDocument,
	row: MapContentRow
): Promise<void> {
	await client.query(
		`insert into maps (id, name, description, center_lng, center_lat, zoom, basemap, doc_seq,
			created_by)
		values ($1, $2, $3, $4, $5, $6, $7, $8, (select created_by from documents where name = $9))
		on conflict (id) do update set name = excluded.name, description = excluded.description,
			center_lng = excluded.center_lng, center_lat = excluded.center_lat, zoom = excluded.zoom,
			basemap = excluded.basemap, doc_seq = excluded.doc_seq,
			created_by = coalesce(maps.created_by, excluded.created_by), updated_at = now()
		where excluded.doc_seq >= maps.doc_seq`,
		[id, row.name, row.description, row.lng, row.lat, row.zoom, row.basemap, seq, document]
	);
}

const STACK = `unnest($2::uuid[], $3::int[], $4::bool[], $5::float8[])
	as d (layer_id, display_order, is_visible, opacity)`;

/**
 * Replaces the stack of a map. A layer whose document has not come yet (it was made offline, on a
 * device that is still away) gets a row that holds its place: `doc_seq` 0, overwritten by the first
 * projection of the layer.
 */
export async function saveStack(
	client: PoolClient,
	{ id, seq }: ProjectedDocument,
	rows: readonly StackContentRow[]
): Promise<void> {
	const ids = rows.map((row) => row.layerId);
	await client.query(
		'insert into layers (id) select unnest($1::uuid[]) on conflict (id) do nothing',
		[ids]
	);
	await client.query(
		`insert into map_layers (map_id, layer_id, display_order, is_visible, opacity, doc_seq)
		select $1, d.layer_id, d.display_order, d.is_visible, d.opacity, $6 from ${STACK}
		on conflict (map_id, layer_id) do update set display_order = excluded.display_order,
			is_visible = excluded.is_visible, opacity = excluded.opacity, doc_seq = excluded.doc_seq
		where excluded.doc_seq >= map_layers.doc_seq`,
		[id, ...stackColumns(rows), seq]
	);
	await removeFromStack(client, { id, seq, kept: ids });
}

interface Removal {
	readonly id: string;
	readonly seq: number;
	readonly kept: readonly string[];
}

/** Takes out what is no longer stacked, and placeholders that no map shows any more. */
async function removeFromStack(client: PoolClient, { id, seq, kept }: Removal): Promise<void> {
	const removed = await client.query<{ layer_id: string }>(
		`delete from map_layers where map_id = $1 and doc_seq <= $2 and layer_id <> all($3::uuid[])
		returning layer_id`,
		[id, seq, kept]
	);
	if (removed.rows.length === 0) return;
	await client.query(
		`delete from layers l where l.id = any($1::uuid[]) and l.doc_seq = 0
			and not exists (select from map_layers m where m.layer_id = l.id)
			and not exists (select from documents d where d.name = 'layer:' || l.id)`,
		[removed.rows.map((row) => row.layer_id)]
	);
}

/** Whether `maps` says what the document says. */
export async function mapDiffers(
	client: Pick<PoolClient, 'query'>,
	mapId: string,
	row: MapContentRow
): Promise<boolean> {
	const found = await client.query(
		`select from maps where id = $1 and name = $2 and description = $3
			and center_lng = $4::float8 and center_lat = $5::float8 and zoom = $6::float8
			and basemap = $7`,
		[mapId, row.name, row.description, row.lng, row.lat, row.zoom, row.basemap]
	);
	return found.rowCount !== 1;
}

/** Ids of the layers that the tables and the document show differently in a map's stack. */
export async function differingStack(
	client: Pick<PoolClient, 'query'>,
	mapId: string,
	rows: readonly StackContentRow[]
): Promise<string[]> {
	const found = await client.query<{ layer_id: string }>(
		`select coalesce(d.layer_id, m.layer_id) as layer_id from ${STACK}
		full join (select * from map_layers where map_id = $1) m on m.layer_id = d.layer_id
		where (m.display_order, m.is_visible, m.opacity)
			is distinct from (d.display_order, d.is_visible, d.opacity)`,
		[mapId, ...stackColumns(rows)]
	);
	return found.rows.map((row) => row.layer_id);
}

function stackColumns(rows: readonly StackContentRow[]): unknown[] {
	return [
		rows.map((row) => row.layerId),
		rows.map((row) => row.order),
		rows.map((row) => row.visible),
		rows.map((row) => row.opacity)
	];
}
