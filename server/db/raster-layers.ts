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

const MAX_LAYERS = 50;

/** Layers that use a service or a file: by its address without the query. */
export async function layersUsing({ pool }: Database, address: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select id from layers
		where source_type in ('wms', 'geotiff') and exists (
			select from unnest(array[source_config->>'url', source_config->>'cogUrl']) used
			where split_part(used, '?', 1) = $1)
		order by id limit ${MAX_LAYERS}`,
		[address]
	);
	return rows.map(({ id }) => id);
}

/** Layers that show an uploaded file. */
export async function layersOfUpload({ pool }: Database, uploadId: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select id from layers
		where source_type = 'geotiff' and source_config->>'uploadId' = $1
		order by id limit ${MAX_LAYERS}`,
		[uploadId]
	);
	return rows.map(({ id }) => id);
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
