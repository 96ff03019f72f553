import type { JsonValue } from '#core/util/json.ts';
import { askPrepared } from './ask-prepared.ts';
import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';
import type { Permission, PermissionLevel, SourceType } from './schema.ts';

export interface MapSummaryRow {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly permission_level: PermissionLevel;
	readonly created_by: string | null;
	readonly created_by_name: string | null;
	readonly created_at: Date;
	readonly updated_at: Date;
	readonly layer_count: number;
	/** The caller's own row among the collaborators, awake or asleep. */
	readonly permission: Permission | null;
}

export interface MapRow extends MapSummaryRow {
	readonly center_lat: number | null;
	readonly center_lng: number | null;
	readonly zoom: number | null;
	readonly basemap: string | null;
}

export interface StackRow {
	readonly layer_id: string;
	readonly display_order: number;
	readonly is_visible: boolean;
	readonly opacity: number;
	readonly added_at: Date;
	readonly name: string;
	readonly description: string;
	readonly category: string | null;
	readonly source_type: SourceType;
	readonly editable: 'creator-only' | 'everyone';
	readonly is_global: boolean;
	readonly created_by: string | null;
	readonly source_config: JsonValue;
	readonly style_config: JsonValue;
	readonly legend_config: JsonValue;
	readonly metadata: JsonValue;
}

const COLUMNS = `m.id, m.name, m.description, m.permission_level, m.created_by, m.created_at,
	m.updated_at, u.name as created_by_name, mine.permission,
	(select count(*) from map_layers s where s.map_id = m.id) as layer_count`;
/** With the maker's name, and the place of somebody ($1) among the collaborators. */
const MAPS = `maps m left join users u on u.id = m.created_by
	left join map_collaborators mine on mine.map_id = m.id and mine.user_id = $1::uuid`;

/** One of a list: what decides the caller's role, and all else as the text of a JSON object. */
export type ListedMapRow = Pick<MapSummaryRow, 'created_by' | 'permission_level' | 'permission'> & {
	readonly summary: string;
};

const momentOf = (column: string) =>
	`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** JSON as the database writes it: parsing and writing hundreds of rows costs more than asking for them. */
const LISTED = `m.created_by, m.permission_level, mine.permission, json_build_object(
	'id', m.id, 'name', m.name, 'description', m.description,
	'permission_level', m.permission_level,
	'created_by', m.created_by, 'created_by_name', u.name,
	'created_at', ${momentOf('m.created_at')}, 'updated_at', ${momentOf('m.updated_at')},
	'layer_count', (select count(*) from map_layers s where s.map_id = m.id))::text as summary`;

/** Maps that somebody made or was invited to, the latest first: pages must not shift while people edit. */
export async function listMapsOf(
	database: Database,
	userId: string,
	page: Page
): Promise<ListedMapRow[]> {
	const { rows } = await askPrepared<ListedMapRow>(database, {
		name: 'maps-of-by-creation',
		text: `select ${LISTED} from ${MAPS}
		where m.created_by = $1
			or (mine.permission is not null and m.permission_level <> 'private')
		order by m.created_at desc, m.id limit $2 offset $3`,
		values: [userId, rowsOf(page), page.offset]
	});
	return rows;
}

/** Maps that everybody may read, the latest first. */
export async function listPublicMaps(
	{ pool }: Database,
	userId: string | null,
	page: Page
): Promise<ListedMapRow[]> {
	const { rows } = await pool.query<ListedMapRow>(
		`select ${LISTED} from ${MAPS} where m.permission_level = 'public'
		order by m.created_at desc, m.id limit $2 offset $3`,
		[userId, rowsOf(page), page.offset]
	);
	return rows;
}

export async function findMap(
	{ pool }: Database,
	userId: string | null,
	id: string
): Promise<MapRow | undefined> {
	const { rows } = await pool.query<MapRow>(
		`select ${COLUMNS}, m.center_lat, m.center_lng, m.zoom, m.basemap from ${MAPS} where m.id = $2`,
		[userId, id]
	);
	return rows[0];
}

/** The layers of a map, bottom to top, with their configurations. */
export async function readStackOf({ kysely }: Database, mapId: string): Promise<StackRow[]> {
	return kysely
		.selectFrom('map_layers')
		.innerJoin('layers', 'layers.id', 'map_layers.layer_id')
		.select([
			'map_layers.layer_id',
			'map_layers.display_order',
			'map_layers.is_visible',
			'map_layers.opacity',
			'map_layers.added_at',
			'layers.name',
			'layers.description',
			'layers.category',
			'layers.source_type',
			'layers.editable',
			'layers.is_global',
			'layers.created_by',
			'layers.source_config',
			'layers.style_config',
			'layers.legend_config',
			'layers.metadata'
		])
		.where('map_layers.map_id', '=', mapId)
		.orderBy('map_layers.display_order')
		.orderBy('map_layers.layer_id')
		.execute();
}

/** The level is a right, not content: it lives in the table only. */
export async function setLevel(
	{ pool }: Database,
	mapId: string,
	level: PermissionLevel
): Promise<void> {
	await pool.query('update maps set permission_level = $2, updated_at = now() where id = $1', [
		mapId,
		level
	]);
}
