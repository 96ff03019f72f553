import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { paletteOf, type ChartPalette } from './palette.ts';

const FONT = ['Inter Variable', 'system-ui'];
const SEA_FONT = ['Chart Italic', 'Georgia', 'serif'];

/**
 * Our own quiet style over the OpenMapTiles schema that OpenFreeMap serves: its style can't be merged
 * without replacing ours.
 */
export function openFreeMapLayers(source: string, theme: 'light' | 'dark'): LayerSpecification[] {
	const palette = paletteOf(theme);
	return [
		...areas(source, palette, theme),
		...lines(source, palette, theme),
		...names(source, palette)
	];
}

function areas(
	source: string,
	palette: ChartPalette,
	theme: 'light' | 'dark'
): LayerSpecification[] {
	const dark = theme === 'dark';
	const area = (
		layer: string,
		color: string,
		filter?: FilterSpecification
	): LayerSpecification => ({
		id: `online-${layer}`,
		type: 'fill',
		source,
		'source-layer': layer,
		...(filter ? { filter } : {}),
		paint: { 'fill-color': color }
	});
	return [
		{
			id: 'online-ground',
			type: 'background',
			paint: { 'background-color': palette.land }
		},
		area('landcover', dark ? '#1b2a2d' : '#e9ecdf', [
			'in',
			['get', 'class'],
			['literal', ['wood', 'grass', 'wetland']]
		]),
		area('landuse', dark ? '#212c38' : '#ece9e2', [
			'in',
			['get', 'class'],
			['literal', ['residential', 'industrial']]
		]),
		area('water', palette.sea),
		{ ...area('building', dark ? '#26323e' : '#e6e2d8'), minzoom: 13 }
	];
}

function lines(
	source: string,
	palette: ChartPalette,
	theme: 'light' | 'dark'
): LayerSpecification[] {
	const road = theme === 'dark' ? '#2f3d4a' : '#ffffff';
	return [
		{
			id: 'online-coast',
			type: 'line',
			source,
			'source-layer': 'water',
			filter: ['==', ['get', 'class'], 'ocean'],
			paint: { 'line-color': palette.coast, 'line-width': 0.8 }
		},
		{
			id: 'online-waterway',
			type: 'line',
			source,
			'source-layer': 'waterway',
			minzoom: 8,
			paint: { 'line-color': palette.sea, 'line-width': 1.2 }
		},
		{
			id: 'online-roads',
			type: 'line',
			source,
			'source-layer': 'transportation',
			minzoom: 6,
			filter: [
				'in',
				['get', 'class'],
				['literal', ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'minor']]
			],
			paint: {
				'line-color': road,
				'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 6, 0.4, 12, 2, 16, 7]
			}
		},
		{
			id: 'online-ferries',
			type: 'line',
			source,
			'source-layer': 'transportation',
			minzoom: 6,
			filter: ['==', ['get', 'class'], 'ferry'],
			paint: { 'line-color': palette.coast, 'line-width': 0.8, 'line-dasharray': [4, 4] }
		},
		{
			id: 'online-borders',
			type: 'line',
			source,
			'source-layer': 'boundary',
			filter: ['==', ['get', 'admin_level'], 2],
			paint: { 'line-color': palette.border, 'line-width': 1 }
		}
	];
}

function names(source: string, palette: ChartPalette): LayerSpecification[] {
	const text: ExpressionSpecification = ['coalesce', ['get', 'name:latin'], ['get', 'name']];
	return [
		{
			id: 'online-sea-names',
			type: 'symbol',
			source,
			'source-layer': 'water_name',
			layout: {
				'text-field': text,
				'text-font': SEA_FONT,
				'text-size': 13,
				'text-max-width': 7
			},
			paint: {
				'text-color': palette.seaText,
				'text-halo-color': palette.seaHalo,
				'text-halo-width': 1.2
			}
		},
		{
			id: 'online-places',
			type: 'symbol',
			source,
			'source-layer': 'place',
			filter: ['in', ['get', 'class'], ['literal', ['country', 'city', 'town', 'village']]],
			layout: {
				'text-field': text,
				'text-font': FONT,
				'text-size': ['match', ['get', 'class'], 'country', 13, 'city', 13, 'town', 12, 11],
				'symbol-sort-key': ['get', 'rank']
			},
			paint: {
				'text-color': palette.countryText,
				'text-halo-color': palette.landHalo,
				'text-halo-width': 1.2
			}
		}
	];
}
