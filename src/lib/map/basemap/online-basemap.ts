import type { LayerSpecification, MapSourceDataEvent } from 'maplibre-gl';
import type { MapLibreMap } from '../maplibre.ts';
import { slot } from '../slots.ts';
import type { BasemapStatus } from '../view-types.ts';
import { ONLINE_SOURCES, type OnlineBasemapId } from './online-sources.ts';
import { openFreeMapLayers } from './openfreemap-layers.ts';

const SOURCE = 'online-basemap';
/** With this many failures and nothing shown, the basemap counts as unreachable. */
const FAILURES_UNTIL_UNREACHABLE = 3;

/**
 * A basemap from the network in place of the chart. Reports how it fares: failing tiles leave the sea
 * blank, and when none come the chart is to be shown instead.
 */
export class OnlineBasemap {
	readonly #map: MapLibreMap;
	readonly #id: OnlineBasemapId;
	readonly #onStatus: (status: BasemapStatus) => void;
	#layers: readonly LayerSpecification[] = [];
	#failures = 0;
	#successes = 0;

	constructor(
		map: MapLibreMap,
		id: OnlineBasemapId,
		options: {
			readonly theme: 'light' | 'dark';
			readonly onStatus: (status: BasemapStatus) => void;
		}
	) {
		this.#map = map;
		this.#id = id;
		this.#onStatus = options.onStatus;
		map.addSource(SOURCE, ONLINE_SOURCES[id]);
		this.setTheme(options.theme);
		map.on('error', this.#onError);
		map.on('sourcedata', this.#onData);
	}

	setTheme(theme: 'light' | 'dark'): void {
		for (const { id } of this.#layers) this.#map.removeLayer(id);
		this.#layers =
			this.#id === 'openfreemap' ? openFreeMapLayers(SOURCE, theme) : [rasterLayer(theme)];
		for (const layer of this.#layers) {
			this.#map.addLayer(layer, slot(layer.type === 'symbol' ? 'label' : 'base'));
		}
	}

	remove(): void {
		this.#map.off('error', this.#onError);
		this.#map.off('sourcedata', this.#onData);
		for (const { id } of this.#layers) this.#map.removeLayer(id);
		this.#map.removeSource(SOURCE);
	}

	readonly #onError = (event: object): void => {
		if (!('sourceId' in event) || event.sourceId !== SOURCE) return;
		this.#failures += 1;
		this.#report();
	};

	readonly #onData = (event: MapSourceDataEvent): void => {
		// Tile events are untyped in MapLibre.
		const tile: unknown = event.tile;
		const loaded =
			typeof tile === 'object' && tile !== null && 'state' in tile && tile.state === 'loaded';
		if (event.sourceId !== SOURCE || !loaded) return;
		this.#successes += 1;
		this.#failures = Math.max(0, this.#failures - 1);
		this.#report();
	};

	#report(): void {
		if (this.#failures === 0) this.#onStatus('ok');
		else if (this.#successes > 0) this.#onStatus('failing');
		else if (this.#failures >= FAILURES_UNTIL_UNREACHABLE) this.#onStatus('unreachable');
	}
}

/** In the dark theme pictures made for daylight are toned down, not inverted. */
function rasterLayer(theme: 'light' | 'dark'): LayerSpecification {
	return {
		id: `${SOURCE}-tiles`,
		type: 'raster',
		source: SOURCE,
		paint: {
			'raster-fade-duration': 150,
			...(theme === 'dark' ? { 'raster-brightness-max': 0.62, 'raster-saturation': -0.35 } : {})
		}
	};
}
