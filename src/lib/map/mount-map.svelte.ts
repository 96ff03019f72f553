import { untrack } from 'svelte';
import type { OpenMap, StackedLayer } from '#lib/sync/open-map.svelte.ts';
import { listenToKeys } from '#lib/draw/keys.ts';
import { Tools } from '#lib/draw/tools.svelte.ts';
import { Base } from './basemap/base.ts';
import { CameraLink } from './camera-link.ts';
import { Credits } from './credits.svelte.ts';
import { createMap } from './create-map.ts';
import { drawSurface, tintEdit } from './draw-surface.ts';
import { addIcons } from './features/icons.ts';
import { LayersOnMap, type ShownLayer } from './features/layers-on-map.ts';
import { keepSelection } from './keep-selection.svelte.ts';
import { MapPointer } from './map-pointer.ts';
import type { MapLibreMap } from './maplibre.ts';
import type { MapViewState } from './map-view-state.svelte.ts';
import { GhostPublisher } from './presence/ghost-publisher.ts';
import { PresenceOnMap } from './presence/presence-on-map.svelte.ts';
import { mountRastersWhenNeeded } from './raster/rasters-when-needed.svelte.ts';
import { TalkPins } from './talk/talk-pins.ts';

interface MountOptions {
	readonly map: OpenMap;
	readonly view: MapViewState;
}

/**
 * Puts a map into the element and keeps it in step with the documents and the view, by changing it,
 * never by making it anew. Call inside an effect or attachment; returns the undo.
 */
export function mountMap(element: HTMLElement, { map, view }: MountOptions): () => void {
	const canvas = createMap(element, view.camera);
	if (!canvas) {
		view.failed = 'no-webgl';
		return () => undefined;
	}
	let stop: (() => void) | undefined;
	canvas.once('style.load', () => {
		stop = untrack(() => furnish(canvas, { map, view }));
	});
	canvas.on('webglcontextlost', () => (view.failed = 'lost'));
	canvas.on('webglcontextrestored', () => (view.failed = null));
	return () => {
		stop?.();
		view.ready = false;
		canvas.remove();
	};
}

function furnish(canvas: MapLibreMap, { map, view }: MountOptions): () => void {
	addIcons(canvas);
	const credits = new Credits();
	const base = new Base(canvas, view.theme, {
		onStatus: (status) => (view.basemapStatus = status),
		onAttribution: (attribution) => (credits.base = attribution)
	});
	const rasters = mountRastersWhenNeeded({ canvas, map, view });
	const camera = new CameraLink(canvas, view);
	const layers = new LayersOnMap(canvas);
	const presence = new PresenceOnMap({ canvas, map, view, camera });
	const pins = new TalkPins(canvas, (id) => view.pickPin(id));
	const ghost = new GhostPublisher(map.presence);
	const tools = new Tools({
		surface: drawSurface(canvas, layers, view),
		map,
		view,
		showGhost: (sketch) => ghost.show(sketch)
	});
	const stopKeys = listenToKeys(canvas.getCanvas(), tools);
	const pointer = new MapPointer({
		map: canvas,
		view,
		layers,
		taken: () => tools.taken
	});
	const stopEffects = $effect.root(() => {
		$effect(() => {
			base.setTheme(view.theme);
			tintEdit(canvas, view.theme);
		});
		$effect(() => base.setBasemap(map.meta.basemap));
		$effect(() => base.setLocale(view.locale));
		$effect(() => layers.show(shownLayers(map.layers, view)));
		$effect(() => {
			view.attribution = credits.of(map.layers);
		});
		$effect(() => layers.setSelection(view.selection));
		$effect(() => pins.show(view.drawing ? [] : view.pins));
		$effect(() => base.update(view.padding));
		keepSelection(map, view);
	});
	canvas.on('moveend', () => base.update(view.padding));
	canvas.once('idle', () => (view.ready = true));
	const disconnect = view.connect({
		flyTo: (target, animated) => camera.flyTo(target, animated),
		fit: (extent, animated) => camera.fit(extent, animated),
		zoomBy: (levels) => camera.zoomBy(levels),
		finish: () => tools.finish(),
		cancel: () => tools.cancel(),
		undoVertex: () => tools.undoVertex(),
		deleteSelection: () => tools.deleteSelection(),
		focus: () => canvas.getCanvas().focus(),
		project: ([lng, lat]) => {
			const { x, y } = canvas.project([lng, lat]);
			return [x, y];
		},
		identify: (at) => rasters.identify(at),
		retryRaster: (layerId) => rasters.retry(layerId),
		rasterSource: (layerId) => rasters.source(layerId),
		extent: () => {
			const bounds = canvas.getBounds();
			return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
		}
	});
	return () => {
		disconnect();
		stopEffects();
		stopKeys();
		pointer.remove();
		tools.remove();
		ghost.show(null);
		presence.remove();
		rasters.remove();
		pins.remove();
		layers.remove();
		base.remove();
	};
}

/** Visible vector layers, bottom first. */
function shownLayers(stack: readonly StackedLayer[], view: MapViewState): ShownLayer[] {
	const { theme, strokeScale: scale } = view;
	return stack
		.filter(({ layer, visible }) => visible && layer.meta.sourceType === 'vector')
		.map(({ layer, opacity }) => ({
			layer,
			look: { style: layer.meta.style, opacity, theme, scale }
		}))
		.reverse();
}
