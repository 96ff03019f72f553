import type { JsonValue } from '#core/util/json.ts';
import type { Database } from './database.ts';
import type { SourceType } from './schema.ts';

export interface LayerSource {
	readonly sourceType: SourceType;
	readonly sourceConfig: JsonValue;
	/** Changes with the layer and its features. */
	readonly docSeq: number;
}

export async function readLayerSource(
	{ pool }: Database,
	id: string
): Promise<LayerSource | undefined> {
	const { rows } = await pool.query<LayerSource>(
		`select source_type as "sourceType", source_config as "sourceConfig", doc_seq as "docSeq"
		from layers where id = $1`,
		[id]
	);
	return rows[0];
}

/** What everybody may see (`layer:read` of nobody), of a layer `l`. */
const IS_PUBLIC = `(l.is_global or exists (
	select from map_layers s join maps m on m.id = s.map_id
	where s.layer_id = l.id and m.permission_level = 'public'))`;

/** Whether a layer that everybody may see uses a service or a file: by its address without the query. */
export async function isUsedPublicly({ pool }: Database, address: string): Promise<boolean> {
	const { rowCount } = await pool.query(
		`select from layers l
		where (split_part(l.source_config->>'url', '?', 1) = $1
				or split_part(l.source_config->>'cogUrl', '?', 1) = $1)
			and l.source_type in ('wms', 'geotiff') and ${IS_PUBLIC} limit 1`,
		[address]
	);
	return rowCount === 1;
}

/**
 * Whether a layer `l` shows an upload `u` by right. An id is no secret among those who see a layer; what
 * counts is that the layer is its owner's, or that its owner has written in it.
 */
const SHOWS = `(l.source_type = 'geotiff' and lower(l.source_config->>'uploadId') = u.id::text
	and (l.created_by is not distinct from u.user_id or exists (
		select from document_clients d
		where d.document = 'layer:' || l.id and d.user_id = u.user_id)))`;

/** Layers that show an uploaded file by right, those first that everybody may see. */
export async function layersOfUpload({ pool }: Database, uploadId: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select l.id from uploads u join layers l on ${SHOWS}
		where u.id = $1 order by ${IS_PUBLIC} desc, l.id`,
		[uploadId]
	);
	return rows.map(({ id }) => id);
}

/** Whether a layer shows an uploaded file by right. */
export async function showsUpload(
	{ pool }: Database,
	layerId: string,
	uploadId: string
): Promise<boolean> {
	const { rowCount } = await pool.query(
		`select from uploads u join layers l on ${SHOWS} where u.id = $1 and l.id = $2`,
		[uploadId, layerId]
	);
	return rowCount === 1;
}

/** The proj definition of an EPSG code. */
export async function readCrs({ pool }: Database, code: number): Promise<string | undefined> {
	const { rows } = await pool.query<{ definition: string }>(
		`select trim(proj4text) as definition from spatial_ref_sys
		where auth_name = 'EPSG' and auth_srid = $1 and trim(proj4text) <> ''`,
		[code]
	);
	return rows[0]?.definition;
}
