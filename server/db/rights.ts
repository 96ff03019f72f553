import type { LayerThing, MapThing } from '#core/access/policy.ts';
import { askPrepared } from './ask-prepared.ts';
import type { Database } from './database.ts';

interface MapRow {
	readonly createdBy: string | null;
	readonly level: MapThing['level'];
	/** Of those who were asked for. */
	readonly permissions: Readonly<Record<string, NonNullable<MapThing['permission']>>>;
}

/** A thing as the rules see it for each of several people; `null` is somebody anonymous. */
export type ForEach<T> = (userId: string | null) => T;

const PERMISSIONS = `(select coalesce(json_object_agg(c.user_id, c.permission), '{}')
	from map_collaborators c where c.map_id = m.id and c.user_id = any($2::uuid[])) as permissions`;

/** A map as the rules see it, with the row of `userId` among its collaborators. */
export async function readMapThing(
	database: Database,
	mapId: string,
	userId: string | null
): Promise<MapThing | undefined> {
	return (await readMapThings(database, mapId, [userId]))?.(userId);
}

export async function readMapThings(
	database: Database,
	mapId: string,
	userIds: readonly (string | null)[]
): Promise<ForEach<MapThing> | undefined> {
	// Until a map is projected for the first time, its document tells who made it.
	const { rows } = await askPrepared<MapRow>(database, {
		name: 'map-thing',
		text: `select coalesce(m.created_by, d.created_by) as "createdBy",
			coalesce(m.permission_level, 'private') as level, ${PERMISSIONS}
		from (select $1::uuid as id) asked
		left join maps m on m.id = asked.id
		left join documents d on d.name = 'map:' || asked.id
		where m.id is not null or d.name is not null`,
		values: [mapId, known(userIds)]
	});
	const [row] = rows;
	return row && ((userId) => toMapThing(row, userId));
}

interface LayerRow {
	readonly createdBy: string | null;
	readonly editable: LayerThing['editable'];
	readonly isGlobal: boolean;
	readonly isAwaited: boolean;
}

interface HolderRow extends MapRow {
	readonly isHome: boolean;
}

export interface StoredLayerThing extends LayerThing {
	/** It stands on a map, but has not come yet: there is no more of it than its place. */
	readonly isAwaited: boolean;
}

/** A layer as the rules see it, with every map that shows it. */
export async function readLayerThing(
	database: Database,
	layerId: string,
	userId: string | null
): Promise<StoredLayerThing | undefined> {
	return (await readLayerThings(database, layerId, [userId]))?.(userId);
}

export async function readLayerThings(
	database: Database,
	layerId: string,
	userIds: readonly (string | null)[]
): Promise<ForEach<StoredLayerThing> | undefined> {
	// One question: it is asked before each request for features.
	const { rows } = await askPrepared<LayerRow & { readonly holders: readonly HolderRow[] }>(
		database,
		{
			name: 'layer-thing',
			text: `select coalesce(l.created_by, d.created_by) as "createdBy",
			coalesce(l.editable, 'everyone') as editable, coalesce(l.is_global, false) as "isGlobal",
			d.name is null and l.doc_seq = 0 and l.created_by is null as "isAwaited",
			(select coalesce(json_agg(holder), '[]') from (
				select m.created_by as "createdBy", m.permission_level as level,
					h.layer_id is not null as "isHome", ${PERMISSIONS}
				from map_layers s
				join maps m on m.id = s.map_id
				left join layer_homes h on h.map_id = m.id and h.layer_id = s.layer_id
				where s.layer_id = $1) holder) as holders
		from (select $1::uuid as id) asked
		left join layers l on l.id = asked.id
		left join documents d on d.name = 'layer:' || asked.id
		where l.id is not null or d.name is not null`,
			values: [layerId, known(userIds)]
		}
	);
	const [row] = rows;
	if (row === undefined) return undefined;
	return (userId) => ({
		...row,
		holders: row.holders.map((holder) => ({
			map: toMapThing(holder, userId),
			isHome: holder.isHome
		}))
	});
}

function toMapThing({ createdBy, level, permissions }: MapRow, userId: string | null): MapThing {
	return { createdBy, level, permission: (userId && permissions[userId]) || null };
}

function known(userIds: readonly (string | null)[]): string[] {
	return userIds.filter((id) => id !== null);
}

/** Guests who became this person: what still names them means this person. */
export async function listFormerIds({ pool }: Database, userId: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>('select id from users where merged_into = $1', [
		userId
	]);
	return rows.map(({ id }) => id);
}

/** Whether a layer was put on this map by somebody who might edit it, even if it is not there now. */
export async function isHome({ pool }: Database, { layerId, mapId }: LayerOnMap): Promise<boolean> {
	const { rowCount } = await pool.query(
		'select from layer_homes where layer_id = $1 and map_id = $2',
		[layerId, mapId]
	);
	return rowCount === 1;
}

/** Notes that layers were put on a map by somebody who may edit them. */
export async function saveHomes(
	{ pool }: Database,
	mapId: string,
	layerIds: readonly string[]
): Promise<void> {
	await pool.query(
		`insert into layer_homes (layer_id, map_id) select unnest($1::uuid[]), $2
		on conflict do nothing`,
		[layerIds, mapId]
	);
}

export interface LayerOnMap {
	readonly layerId: string;
	readonly mapId: string;
}

/** Whether a map or layer of this name was deleted for good. */
export async function isDeleted({ pool }: Database, name: string): Promise<boolean> {
	const { rowCount } = await pool.query('select from deleted_documents where name = $1', [name]);
	return rowCount === 1;
}
