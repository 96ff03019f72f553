import type { OpenMap, StackedLayer } from '#lib/sync/open-map.svelte.ts';
import type { TileSource } from '#lib/raster/tile-source.ts';
import type { MapLibreMap } from '../maplibre.ts';
import type { MapViewState } from '../map-view-state.svelte.ts';
import type { LngLat } from '../view-types.ts';
import { freshConfig, openSource } from './open-source.ts';
import { rasterConfig } from './raster-config.ts';
import type { LayerQuestion } from './raster-types.ts';
import { RastersOnMap, type ShownRaster } from './rasters-on-map.ts';

export interface MountRastersOptions {
	readonly canvas: MapLibreMap;
	readonly map: OpenMap;
	readonly view: MapViewState;
}

/** What the map asks of its rasters. */
export interface MountedRasters {
	readonly identify: (at: LngLat) => LayerQuestion[];
	readonly retry: (layerId: string) => void;
	readonly source: (layerId: string) => TileSource | undefined;
	readonly remove: () => void;
}

/** Keeps the raster layers of the stack on the map, at the time of the clock. */
export function mountRasters({ canvas, map, view }: MountRastersOptions): MountedRasters {
	const rasters = new RastersOnMap({
		map: canvas,
		open: (source, { layerId, signal }) =>
			openSource(source, {
				layerId: layerId === view.draft?.id ? undefined : layerId,
				signal,
				token: () => map.token
			}),
		freshen: (source, signal) => freshConfig(source, { signal, token: () => map.token }),
		onStatus: (status) => (view.rasters = status),
		onTimes: (times) => view.clock.setLayers(times)
	});
	const stopClock = view.clock.connect(() => rasters.settled());
	const stopEffects = $effect.root(() => {
		$effect(() => rasters.show([...shownRasters(map.layers), ...drafted(view)]));
		$effect(() => {
			const { instant, playing, direction } = view.clock;
			rasters.setTime(instant, playing ? view.clock.next(direction) : null);
		});
	});
	return {
		identify: (at) => rasters.identify(at),
		retry: (layerId) => rasters.retry(layerId),
		source: (layerId) => rasters.source(layerId),
		remove: () => {
			stopEffects();
			stopClock();
			rasters.remove();
		}
	};
}

function drafted({ draft }: MapViewState): ShownRaster[] {
	return draft ? [{ layerId: draft.id, config: draft.source, opacity: 1 }] : [];
}

/** Visible raster layers, bottom first. */
function shownRasters(stack: readonly StackedLayer[]): ShownRaster[] {
	return stack
		.filter(({ layer, visible }) => visible && layer.meta.sourceType !== 'vector')
		.map(({ layer, opacity }) => ({
			layerId: layer.id,
			config: rasterConfig(layer.meta),
			opacity
		}))
		.reverse();
}
