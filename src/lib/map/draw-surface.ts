import type { Feature as GeoJsonFeature } from 'geojson';
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { DrawSurface } from '#lib/draw/surface.ts';
import type { LayersOnMap } from './features/layers-on-map.ts';
import { hitsNear } from './features/hit-test.ts';
import type { MapLibreMap } from './maplibre.ts';
import type { MapViewState } from './map-view-state.svelte.ts';
import { slot } from './slots.ts';

const EDIT = 'edited-shape';
/** What is drawn may come a frame or two after it was handed over. */
const DRAWN_LIMIT_MS = 400;

/** The map as drawing sees it. */
export function drawSurface(
	map: MapLibreMap,
	layers: LayersOnMap,
	view: MapViewState
): DrawSurface {
	map.addSource(EDIT, { type: 'geojson', data: collection([]), tolerance: 0, maxzoom: 20 });
	for (const layer of editLayers(view.theme)) map.addLayer(layer, slot('draw'));
	const canvas = map.getCanvas();
	return {
		engine: map,
		element: canvas,
		topMarker: slot('draw'),
		get theme() {
			return view.theme;
		},
		size: () => view.size,
		center: () => {
			const { lng, lat } = map.getCenter();
			return [lng, lat];
		},
		project: ([lng, lat]) => {
			const { x, y } = map.project([lng, lat]);
			return [x, y];
		},
		unproject: ([x, y]) => {
			const { lng, lat } = map.unproject([x, y]);
			return [lng, lat];
		},
		setPanning: (enabled) => {
			if (enabled) map.dragPan.enable();
			else map.dragPan.disable();
		},
		setCursor: (cursor) => (canvas.style.cursor = cursor),
		showEdit: (features) => {
			void map.getSource<GeoJSONSource>(EDIT)?.setData(collection(features));
		},
		setEditing: (hit) => layers.setEditing(hit),
		near: (pixel, radius) => hitsNear(map, pixel, { layers: layers.pickable, radius }),
		onRest: (listener) => {
			map.on('moveend', listener);
			return () => map.off('moveend', listener);
		},
		drawn: async () => {
			await layers.settled();
			await new Promise<void>((resolve) => {
				setTimeout(resolve, DRAWN_LIMIT_MS);
				map.once('idle', () => resolve());
			});
		}
	};
}

/** Tints the edited shape for the theme. */
export function tintEdit(map: MapLibreMap, theme: 'light' | 'dark'): void {
	for (const { id, paint } of editLayers(theme)) {
		for (const [property, value] of Object.entries(paint ?? {})) {
			map.setPaintProperty(id, property as never, value as never);
		}
	}
}

const COLOURS = {
	light: { accent: '#0f6b66', paper: '#ffffff' },
	dark: { accent: '#58c7ba', paper: '#0b1219' }
} as const;

function editLayers(theme: 'light' | 'dark'): LayerSpecification[] {
	const { accent, paper } = COLOURS[theme];
	const part = (...names: string[]): ['in', ['get', string], ['literal', string[]]] => [
		'in',
		['get', 'part'],
		['literal', names]
	];
	const isShape = part('shape');
	return [
		{
			id: `${EDIT}/fill`,
			type: 'fill',
			source: EDIT,
			filter: ['all', isShape, ['==', ['geometry-type'], 'Polygon']],
			paint: { 'fill-color': accent, 'fill-opacity': 0.16 }
		},
		{
			id: `${EDIT}/line`,
			type: 'line',
			source: EDIT,
			filter: isShape,
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			paint: { 'line-color': accent, 'line-width': 2.5 }
		},
		{
			id: `${EDIT}/midpoint`,
			type: 'circle',
			source: EDIT,
			filter: part('midpoint'),
			paint: {
				'circle-radius': 3.5,
				'circle-color': accent,
				'circle-opacity': 0.55,
				'circle-stroke-color': paper,
				'circle-stroke-width': 1,
				'circle-stroke-opacity': 0.7
			}
		},
		{
			id: `${EDIT}/vertex`,
			type: 'circle',
			source: EDIT,
			filter: part('vertex', 'active'),
			paint: {
				'circle-radius': ['match', ['get', 'part'], 'active', 6.5, 5],
				'circle-color': ['match', ['get', 'part'], 'active', accent, paper],
				'circle-stroke-color': ['match', ['get', 'part'], 'active', paper, accent],
				'circle-stroke-width': 2
			}
		}
	];
}

function collection(features: readonly GeoJsonFeature[]): GeoJSON.FeatureCollection {
	return { type: 'FeatureCollection', features: [...features] };
}
