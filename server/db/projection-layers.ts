import type { PoolClient } from 'pg';
import type { SourceType } from '#core/layer/types.ts';
import { asBuffer } from './documents.ts';

export interface LayerRow {
	readonly name: string;
	readonly description: string;
	readonly category: string | null;
	readonly sourceType: SourceType;
	/** JSON text, here and below. */
	readonly sourceConfig: string;
	readonly styleConfig: string;
	readonly legendConfig: string;
	readonly metadata: string;
}

export interface FeatureRow {
	readonly id: string;
	/** TWKB. */
	readonly geometry: Uint8Array;
	readonly properties: string;
	readonly order: number;
	readonly sourceId: string | null;
}

/** A document as the tables know it, and the sequence of the log up to which it is shown. */
export interface ProjectedDocument {
	/** Name of the document. */
	readonly document: string;
	/** Id of the map or layer. */
	readonly id: string;
	readonly seq: number;
}

/** Equal sequences are written too: a repair shows the same state anew. */
export async function saveLayer(
	client: PoolClient,
	{ document, id, seq }: ProjectedDocument,
	row: LayerRow
): Promise<void> {
	await client.query(
		`insert into layers (id, name, description, category, source_type, source_config, style_config,
			legend_config, metadata, doc_seq, created_by)
		values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb, $10,
			(select created_by from documents where name = $11))
		on conflict (id) do update set name = excluded.name, description = excluded.description,
			category = excluded.category, source_type = excluded.source_type,
			source_config = excluded.source_config, style_config = excluded.style_config,
			legend_config = excluded.legend_config, metadata = excluded.metadata,
			doc_seq = excluded.doc_seq, created_by = coalesce(layers.created_by, excluded.created_by),
			updated_at = now()
		where excluded.doc_seq >= layers.doc_seq`,
		[
			id,
			row.name,
			row.description,
			row.category,
			row.sourceType,
			row.sourceConfig,
			row.styleConfig,
			row.legendConfig,
			row.metadata,
			seq,
			document
		]
	);
}

const FEATURES = `unnest($2::uuid[], $3::bytea[], $4::jsonb[], $5::int[], $6::text[])
	as d (id, geometry, properties, display_order, source_id)`;
const GEOMETRY = 'st_setsrid(st_geomfromtwkb(d.geometry), 4326)';

export async function saveFeatures(
	client: PoolClient,
	{ id, seq }: ProjectedDocument,
	rows: readonly FeatureRow[]
): Promise<void> {
	await client.query(
		`insert into layer_features
			(layer_id, id, geometry, properties, display_order, source_id, doc_seq)
		select $1, d.id, ${GEOMETRY}, d.properties, d.display_order, d.source_id, $7 from ${FEATURES}
		on conflict (layer_id, id) do update set geometry = excluded.geometry,
			properties = excluded.properties, display_order = excluded.display_order,
			source_id = excluded.source_id, doc_seq = excluded.doc_seq, updated_at = now()
		where excluded.doc_seq >= layer_features.doc_seq`,
		[id, ...featureColumns(rows), seq]
	);
}

export async function deleteFeatures(
	client: PoolClient,
	{ id, seq }: ProjectedDocument,
	ids: readonly string[]
): Promise<void> {
	await client.query(
		'delete from layer_features where layer_id = $1 and id = any($2::uuid[]) and doc_seq <= $3',
		[id, ids, seq]
	);
}

/** Ids of the rows that are not in the table, or differ from it. */
export async function differingFeatures(
	client: Pick<PoolClient, 'query'>,
	layerId: string,
	rows: readonly FeatureRow[]
): Promise<string[]> {
	const found = await client.query<{ id: string }>(
		`select d.id from ${FEATURES}
		left join layer_features f on f.layer_id = $1 and f.id = d.id
		where f.id is null
			or st_asbinary(f.geometry) is distinct from st_asbinary(${GEOMETRY})
			or f.properties is distinct from d.properties
			or f.display_order is distinct from d.display_order
			or f.source_id is distinct from d.source_id`,
		[layerId, ...featureColumns(rows)]
	);
	return found.rows.map((row) => row.id);
}

/** Ids of all features that the table has of a layer. */
export async function listFeatures(
	client: Pick<PoolClient, 'query'>,
	layerId: string
): Promise<string[]> {
	const found = await client.query<{ id: string }>(
		'select id from layer_features where layer_id = $1',
		[layerId]
	);
	return found.rows.map((row) => row.id);
}

/** Whether `layers` says what the document says. */
export async function layerDiffers(
	client: Pick<PoolClient, 'query'>,
	layerId: string,
	row: LayerRow
): Promise<boolean> {
	const found = await client.query(
		`select from layers where id = $1 and name = $2 and description = $3
			and category is not distinct from $4 and source_type = $5 and source_config = $6::jsonb
			and style_config = $7::jsonb and legend_config = $8::jsonb and metadata = $9::jsonb`,
		[
			layerId,
			row.name,
			row.description,
			row.category,
			row.sourceType,
			row.sourceConfig,
			row.styleConfig,
			row.legendConfig,
			row.metadata
		]
	);
	return found.rowCount !== 1;
}

function featureColumns(rows: readonly FeatureRow[]): unknown[] {
	return [
		rows.map((row) => row.id),
		rows.map((row) => asBuffer(row.geometry)),
		rows.map((row) => row.properties),
		rows.map((row) => row.order),
		rows.map((row) => row.sourceId)
	];
}
