import type { Attribution } from './view-types.ts';

/**
 * A basemap a map can name in `meta.basemap`. `embedded` ships with the app and needs no network;
 * names are proper names and are not translated, except that of the chart (by its id).
 */
export interface Basemap {
	readonly id: BasemapId;
	readonly name: string;
	readonly kind: 'embedded' | 'raster' | 'vector';
	/** Drawn over the chart's land and labels rather than in their place. */
	readonly attribution: readonly Attribution[];
}

export const BASEMAP_IDS = ['chart', 'osm', 'openfreemap', 'emodnet-bathymetry'] as const;
export type BasemapId = (typeof BASEMAP_IDS)[number];

export const BASEMAPS: readonly Basemap[] = [
	{
		id: 'chart',
		name: 'SamSyn chart',
		kind: 'embedded',
		attribution: [{ text: 'Natural Earth', href: 'https://www.naturalearthdata.com/' }]
	},
	{
		id: 'osm',
		name: 'OpenStreetMap',
		kind: 'raster',
		attribution: [
			{ text: '© OpenStreetMap contributors', href: 'https://www.openstreetmap.org/copyright' }
		]
	},
	{
		id: 'openfreemap',
		name: 'OpenFreeMap',
		kind: 'vector',
		attribution: [
			{ text: 'OpenFreeMap', href: 'https://openfreemap.org/' },
			{ text: '© OpenMapTiles', href: 'https://www.openmaptiles.org/' },
			{ text: '© OpenStreetMap contributors', href: 'https://www.openstreetmap.org/copyright' }
		]
	},
	{
		id: 'emodnet-bathymetry',
		name: 'EMODnet Bathymetry',
		kind: 'raster',
		attribution: [
			{
				text: 'EMODnet Bathymetry Consortium',
				href: 'https://emodnet.ec.europa.eu/en/bathymetry'
			}
		]
	}
];

/** The basemap of that id; an id from a newer version of the app reads as the chart. */
export function basemapOf(id: string): Basemap {
	const found = BASEMAPS.find((basemap) => basemap.id === id) ?? BASEMAPS[0];
	if (!found) throw new Error('no basemaps');
	return found;
}
