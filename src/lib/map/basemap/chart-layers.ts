import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { ChartPalette } from './palette.ts';

export const CHART_50 = 'chart-50m';
export const CHART_10 = 'chart-10m';
/** Suffixes of the layers that each detail of the world has. */
export const LAND_PARTS = ['shallow', 'land', 'border', 'coast'] as const;
export const CHART_NAMES = 'chart-names';
export const CHART_GRATICULE = 'chart-graticule';
export const CHART_GRATICULE_TEXT = 'chart-graticule-text';

/** The first family only says "italic": MapLibre reads weight and style from its name. */
const SEA_FONT = ['Chart Italic', 'Georgia', 'Charis SIL', 'Liberation Serif', 'serif'];
const COUNTRY_FONT = ['Inter Variable', 'system-ui'];

function kind(value: string): ['==', ['get', string], string] {
	return ['==', ['get', 'kind'], value];
}

/** Each name is shown from its own zoom on; filters see whole zooms only. */
function named(value: string): FilterSpecification {
	return ['all', kind(value), ['<=', ['get', 'from'], ['zoom']]];
}

/** Land and what lies on it, bottom to top. */
export function surfaceLayers(palette: ChartPalette): LayerSpecification[] {
	return [
		{ id: 'chart-sea', type: 'background', paint: { 'background-color': palette.sea } },
		...landLayers(CHART_50, palette),
		...landLayers(CHART_10, palette),
		{
			id: 'chart-graticule',
			type: 'line',
			source: CHART_GRATICULE,
			paint: { 'line-color': palette.graticule, 'line-width': 1 }
		}
	];
}

function landLayers(source: string, palette: ChartPalette): LayerSpecification[] {
	const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
	return [
		{
			id: `${source}-shallow`,
			type: 'line',
			source,
			filter: kind('coast'),
			layout: round,
			paint: {
				'line-color': palette.shallow,
				'line-width': ['interpolate', ['linear'], ['zoom'], 1, 3, 5, 14, 9, 34],
				'line-blur': ['interpolate', ['linear'], ['zoom'], 1, 2, 5, 10, 9, 26]
			}
		},
		{
			id: `${source}-land`,
			type: 'fill',
			source,
			filter: kind('land'),
			paint: { 'fill-color': palette.land, 'fill-antialias': false }
		},
		{
			id: `${source}-border`,
			type: 'line',
			source,
			filter: kind('border'),
			layout: round,
			paint: {
				'line-color': palette.border,
				'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.6]
			}
		},
		{
			id: `${source}-coast`,
			type: 'line',
			source,
			filter: kind('coast'),
			layout: round,
			paint: {
				'line-color': palette.coast,
				'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 5, 0.9, 10, 1.4]
			}
		}
	];
}

/** Names, which lie above what people draw but give way to its labels. */
export function nameLayers(palette: ChartPalette): LayerSpecification[] {
	return [
		{
			id: 'chart-graticule-text',
			type: 'symbol',
			source: CHART_GRATICULE_TEXT,
			layout: {
				'text-field': ['get', 'text'],
				'text-font': COUNTRY_FONT,
				'text-size': 10,
				'text-anchor': ['get', 'anchor'],
				'text-padding': 6
			},
			paint: {
				'text-color': palette.graticuleText,
				'text-halo-color': palette.seaHalo,
				'text-halo-width': 1
			}
		},
		{
			id: 'chart-countries',
			type: 'symbol',
			source: CHART_NAMES,
			filter: named('country'),
			layout: {
				'text-field': ['get', 'text'],
				'text-font': COUNTRY_FONT,
				'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9.5, 6, 12, 9, 14],
				'text-letter-spacing': 0.12,
				'text-transform': 'uppercase',
				'text-max-width': 9,
				'text-padding': 8,
				'symbol-sort-key': ['get', 'from']
			},
			paint: {
				'text-color': palette.countryText,
				'text-halo-color': palette.landHalo,
				'text-halo-width': 1.2
			}
		},
		{
			id: 'chart-seas',
			type: 'symbol',
			source: CHART_NAMES,
			filter: named('sea'),
			layout: {
				'text-field': ['get', 'text'],
				'text-font': SEA_FONT,
				'text-size': ['interpolate', ['linear'], ['zoom'], 1, 12, 5, 15, 9, 18],
				'text-letter-spacing': 0.08,
				'text-max-width': 7,
				'text-line-height': 1.3,
				'text-padding': 4,
				'symbol-sort-key': ['get', 'from']
			},
			paint: {
				'text-color': palette.seaText,
				'text-halo-color': palette.seaHalo,
				'text-halo-width': 1.4
			}
		}
	];
}
