import type { Database } from './database.ts';

/** Of one tile; a browser draws no more. */
const MAX_FEATURES = 20_000;

/** West, south, east, north, in degrees (EPSG:4326). */
export type Reach = readonly [number, number, number, number];

/** `extent`: of its grid; `buffer`: how far it goes beyond its edge, in steps of the grid. */
export interface TileGrid {
	readonly z: number;
	readonly x: number;
	readonly y: number;
	readonly extent: number;
	readonly buffer: number;
}

/**
 * A layer's features as a Mapbox vector tile; empty: nothing is there. What is outside of `reach`, the
 * tile with its buffer, is cut off before it is projected: Web Mercator has no poles.
 */
export async function vectorTile(
	{ pool }: Database,
	layerId: string,
	{ z, x, y, extent, buffer }: TileGrid,
	[west, south, east, north]: Reach
): Promise<Uint8Array> {
	const { rows } = await pool.query<{ tile: Buffer }>(
		`with bounds as (
			select st_tileenvelope($2, $3, $4) as box,
				st_makeenvelope($7, $8, $9, $10, 4326) as reach
		), found as (
			select f.id, f.properties, st_asmvtgeom(
				st_transform(st_clipbybox2d(st_force2d(f.geometry), b.reach), 3857),
				b.box, $5::int, $6::int, true) as geom
			from layer_features f, bounds b
			where f.layer_id = $1 and f.geometry && b.reach
			order by f.display_order, f.id
			limit ${MAX_FEATURES}
		)
		select st_asmvt(t, 'features', $5::int, 'geom') as tile from (
			select id::text as id, geom, properties from found where geom is not null
		) t`,
		[layerId, z, x, y, extent, buffer, west, south, east, north]
	);
	return rows[0]?.tile ?? new Uint8Array();
}

export interface TileFeature {
	readonly id: string;
	readonly geometry: object;
	readonly properties: Readonly<Record<string, unknown>>;
}

/** The features of an area as GeoJSON, for the embedded database, which cannot make tiles. */
export async function featuresWithin(
	{ pool }: Database,
	layerId: string,
	[west, south, east, north]: Reach
): Promise<TileFeature[]> {
	const { rows } = await pool.query<TileFeature>(
		`select id, st_asgeojson(st_force2d(geometry), 7)::json as geometry, properties
		from layer_features
		where layer_id = $1 and geometry && st_makeenvelope($2, $3, $4, $5, 4326)
		order by display_order, id
		limit ${MAX_FEATURES}`,
		[layerId, west, south, east, north]
	);
	return rows;
}
