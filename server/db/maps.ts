import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { PermissionLevel, SourceType } from './schema.ts';

export interface MapSummaryRow {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly permission_level: PermissionLevel;
	readonly created_by: string | null;
	readonly created_at: Date;
	readonly updated_at: Date;
	readonly layer_count: number;
}

export interface MapRow extends MapSummaryRow {
	readonly center_lat: number | null;
	readonly center_lng: number | null;
	readonly zoom: number | null;
	readonly basemap: string | null;
}

export interface StackRow {
	readonly layer_id: string;
	readonly name: string;
	readonly source_type: SourceType;
	readonly display_order: number;
	readonly is_visible: boolean;
	readonly opacity: number;
	readonly added_at: Date;
}

export interface Page {
	readonly limit: number;
	readonly offset: number;
}

const SUMMARY = [
	'maps.id',
	'maps.name',
	'maps.description',
	'maps.permission_level',
	'maps.created_by',
	'maps.created_at',
	'maps.updated_at'
] as const;

/** Maps that somebody made or was invited to, the last changed first. */
export async function listMapsOf(
	{ kysely }: Database,
	userId: string,
	{ limit, offset }: Page
): Promise<MapSummaryRow[]> {
	return kysely
		.selectFrom('maps')
		.select(SUMMARY)
		.select(layerCount())
		.where((where) =>
			where.or([
				where('maps.created_by', '=', userId),
				where.exists(
					where
						.selectFrom('map_collaborators')
						.select('map_collaborators.id')
						.whereRef('map_collaborators.map_id', '=', 'maps.id')
						.where('map_collaborators.user_id', '=', userId)
						.where('maps.permission_level', '!=', 'private')
				)
			])
		)
		.orderBy('maps.updated_at', 'desc')
		.orderBy('maps.id')
		.limit(limit)
		.offset(offset)
		.execute();
}

export async function findMap({ kysely }: Database, id: string): Promise<MapRow | undefined> {
	return kysely
		.selectFrom('maps')
		.select(SUMMARY)
		.select(['maps.center_lat', 'maps.center_lng', 'maps.zoom', 'maps.basemap'])
		.select(layerCount())
		.where('maps.id', '=', id)
		.executeTakeFirst();
}

/** The layers of a map, bottom to top. */
export async function readStackOf({ kysely }: Database, mapId: string): Promise<StackRow[]> {
	return kysely
		.selectFrom('map_layers')
		.innerJoin('layers', 'layers.id', 'map_layers.layer_id')
		.select([
			'map_layers.layer_id',
			'layers.name',
			'layers.source_type',
			'map_layers.display_order',
			'map_layers.is_visible',
			'map_layers.opacity',
			'map_layers.added_at'
		])
		.where('map_layers.map_id', '=', mapId)
		.orderBy('map_layers.display_order')
		.orderBy('map_layers.layer_id')
		.execute();
}

function layerCount() {
	return sql<number>`(select count(*) from map_layers where map_layers.map_id = maps.id)`.as(
		'layer_count'
	);
}
