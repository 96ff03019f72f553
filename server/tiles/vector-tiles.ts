import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { degreesOf } from '#core/raster/tile-grid.ts';
import type { TileAddress } from '#core/raster/tile-grid.ts';
import type { Database } from '../db/database.ts';
import { featuresWithin, vectorTile } from '../db/vector-tiles.ts';

const LAYER = 'features';
const EXTENT = 4096;
const BUFFER = 64;

/** A vector layer's tile; empty: nothing is there. The embedded PostGIS has no `ST_AsMVT`. */
export async function drawVectorTile(
	database: Database,
	layerId: string,
	tile: TileAddress
): Promise<Uint8Array> {
	const [west, south, east, north] = degreesOf(tile);
	const [padX, padY] = [((east - west) * BUFFER) / EXTENT, ((north - south) * BUFFER) / EXTENT];
	const reach = [west - padX, south - padY, east + padX, north + padY] as const;
	if (database.kind === 'postgres') {
		return vectorTile(database, layerId, { ...tile, extent: EXTENT, buffer: BUFFER }, reach);
	}
	const found = await featuresWithin(database, layerId, reach);
	if (found.length === 0) return new Uint8Array();
	const features = found.map(({ id, geometry, properties }) => ({
		type: 'Feature' as const,
		geometry: geometry as GeoJSON.Geometry,
		// Integers only are ids of a vector tile.
		properties: { ...properties, id }
	}));
	const drawn = geoJSONToTile({ type: 'FeatureCollection', features }, tile.z, tile.x, tile.y, {
		extent: EXTENT,
		buffer: BUFFER,
		clip: true
	});
	if (drawn.features.length === 0) return new Uint8Array();
	return fromGeojsonVt({ [LAYER]: drawn }, { version: 2, extent: EXTENT });
}
