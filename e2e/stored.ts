import type { TestSite } from './fixture.ts';

/** One row of `layer_features` in the terms of the tests. */
export interface StoredFeature {
	readonly layer: string;
	readonly type: string;
	readonly vertices: number;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly geojson: string;
}

/** What PostGIS holds of a map's layers, in a stable order. */
export async function storedFeatures(site: TestSite, mapId: string): Promise<StoredFeature[]> {
	const { rows } = await site.database.pool.query<StoredFeature>(
		`select l.name as layer, st_geometrytype(f.geometry) as type, st_npoints(f.geometry) as vertices,
			f.properties, st_asgeojson(f.geometry, 7) as geojson
		from map_layers ml
		join layers l on l.id = ml.layer_id
		join layer_features f on f.layer_id = l.id
		where ml.map_id = $1
		order by l.name, f.display_order, f.id`,
		[mapId]
	);
	return rows;
}
