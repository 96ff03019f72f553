import type { JsonValue } from '#core/util/json.ts';
import type { Database } from './database.ts';
import { rowsOf } from './page.ts';
import type { Page } from './page.ts';
import type { SourceType } from './schema.ts';

export interface LayerSummaryRow {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly category: string | null;
	readonly source_type: SourceType;
	readonly editable: 'creator-only' | 'everyone';
	readonly is_global: boolean;
	readonly created_by: string | null;
	readonly created_by_name: string | null;
	readonly created_at: Date;
	readonly updated_at: Date;
}

export interface FullLayerRow extends LayerSummaryRow {
	readonly source_config: JsonValue;
	readonly style_config: JsonValue;
	readonly legend_config: JsonValue;
	readonly metadata: JsonValue;
}

export type ListedLayerRow = LayerSummaryRow & Pick<FullLayerRow, 'source_config' | 'style_config'>;

export interface LibraryFilter {
	readonly source_type?: SourceType | undefined;
	readonly category?: string | undefined;
	readonly search?: string | undefined;
	readonly mine?: boolean | undefined;
}

function layers({ kysely }: Database) {
	return kysely
		.selectFrom('layers')
		.leftJoin('users', 'users.id', 'layers.created_by')
		.select([
			'layers.id',
			'layers.name',
			'layers.description',
			'layers.category',
			'layers.source_type',
			'layers.editable',
			'layers.is_global',
			'layers.created_by',
			'layers.created_at',
			'layers.updated_at',
			'users.name as created_by_name'
		]);
}

/** Layers of the library and those somebody made, by name. */
export async function listLibrary(
	database: Database,
	userId: string | null,
	{ filter, page }: { readonly filter: LibraryFilter; readonly page: Page }
): Promise<ListedLayerRow[]> {
	let query = layers(database).select(['layers.source_config', 'layers.style_config']);
	query =
		filter.mine === true
			? query.where('layers.created_by', '=', userId)
			: query.where((where) =>
					where.or([where('layers.is_global', '=', true), where('layers.created_by', '=', userId)])
				);
	if (filter.source_type !== undefined) {
		query = query.where('layers.source_type', '=', filter.source_type);
	}
	if (filter.category !== undefined) query = query.where('layers.category', '=', filter.category);
	if (filter.search !== undefined && filter.search !== '') {
		const pattern = `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
		query = query.where((where) =>
			where.or([
				where('layers.name', 'ilike', pattern),
				where('layers.description', 'ilike', pattern),
				where('layers.category', 'ilike', pattern)
			])
		);
	}
	return query
		.orderBy('layers.name')
		.orderBy('layers.id')
		.limit(rowsOf(page))
		.offset(page.offset)
		.execute();
}

export async function findLayer(database: Database, id: string): Promise<FullLayerRow | undefined> {
	return layers(database)
		.select([
			'layers.source_config',
			'layers.style_config',
			'layers.legend_config',
			'layers.metadata'
		])
		.where('layers.id', '=', id)
		.executeTakeFirst();
}

/** What a layer's creator and administrators decide: rights, which live in the table only. */
export async function setLayerRights(
	{ pool }: Database,
	id: string,
	rights: {
		readonly editable?: 'creator-only' | 'everyone' | undefined;
		readonly is_global?: boolean | undefined;
	}
): Promise<void> {
	await pool.query(
		`update layers set editable = coalesce($2, editable), is_global = coalesce($3, is_global),
			updated_at = now() where id = $1`,
		[id, rights.editable ?? null, rights.is_global ?? null]
	);
}
