import type { RasterSourceSpecification, VectorSourceSpecification } from 'maplibre-gl';
import type { BasemapId } from '../basemaps.ts';

export type OnlineBasemapId = Exclude<BasemapId, 'chart'>;

/** Where online basemaps come from. */
export const ONLINE_SOURCES: Readonly<
	Record<OnlineBasemapId, RasterSourceSpecification | VectorSourceSpecification>
> = {
	osm: {
		type: 'raster',
		tiles: ['https://tile.openstreetmap.org/{z}/{x}/{y}.png'],
		tileSize: 256,
		maxzoom: 19
	},
	openfreemap: { type: 'vector', url: 'https://tiles.openfreemap.org/planet' },
	'emodnet-bathymetry': {
		type: 'raster',
		tiles: ['https://tiles.emodnet-bathymetry.eu/2020/baselayer/web_mercator/{z}/{x}/{y}.png'],
		tileSize: 256,
		maxzoom: 12
	}
};
