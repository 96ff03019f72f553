import type { Feature as GeoJsonFeature } from 'geojson';
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { MapLibreMap } from '../maplibre.ts';
import { slot } from '../slots.ts';
import {
	LAND_PARTS,
	CHART_10,
	CHART_50,
	CHART_GRATICULE,
	CHART_GRATICULE_TEXT,
	CHART_NAMES,
	nameLayers,
	surfaceLayers
} from './chart-layers.ts';
import { loadNames, loadWorld } from './chart-data.ts';
import { graticuleFeatures } from './graticule-features.ts';
import { paletteOf } from './palette.ts';
import type { Padding } from '../view-types.ts';

/** From this zoom on the finer coast is fetched and shown. */
const FINE_FROM = 4.2;
/** Positions handed to the worker at once: about 10 ms of copying. */
const POSITIONS_PER_SLICE = 20_000;

/** The embedded chart: what lies under everything else, without any network. */
export class Chart {
	readonly #map: MapLibreMap;
	#fine: 'absent' | 'loading' | 'shown' = 'absent';
	#shown = true;
	#graticuleKey = '';
	#removed = false;

	constructor(map: MapLibreMap, theme: 'light' | 'dark') {
		this.#map = map;
		for (const id of SOURCES) map.addSource(id, sourceOf(id));
		const palette = paletteOf(theme);
		for (const layer of surfaceLayers(palette)) map.addLayer(layer, slot('base'));
		// Out of any view until all of it is there: else each slice would cut the tiles anew.
		for (const part of LAND_PARTS) map.setLayerZoomRange(`${CHART_10}-${part}`, 24, 24);
		for (const layer of nameLayers(palette)) map.addLayer(layer, slot('label'));
		void this.#loadCoarse();
	}

	setTheme(theme: 'light' | 'dark'): void {
		for (const layer of this.#layers(theme)) {
			for (const [property, value] of Object.entries(layer.paint ?? {})) {
				this.#map.setPaintProperty(layer.id, property as never, value as never);
			}
		}
	}

	/** Hidden under an online basemap; the plain sea stays, for tiles that do not come. */
	setShown(shown: boolean): void {
		this.#shown = shown;
		for (const layer of this.#layers('light')) {
			if (layer.type === 'background') continue;
			this.#map.setLayoutProperty(layer.id, 'visibility', shown ? 'visible' : 'none');
		}
		this.update({ top: 0, right: 0, bottom: 0, left: 0 });
	}

	async setLocale(locale: string): Promise<void> {
		const features = await loadNames(locale).catch(() => undefined);
		if (features) await this.#source(CHART_NAMES)?.setData(collection(features));
	}

	/** Follows the camera: the graticule, and the finer coast when it is near. */
	update(padding: Padding): void {
		if (!this.#shown) return;
		if (this.#fine === 'absent' && this.#map.getZoom() >= FINE_FROM) void this.#loadFine();
		const { lines, texts, key } = graticuleFeatures(this.#map, padding);
		if (key === this.#graticuleKey) return;
		this.#graticuleKey = key;
		void this.#source(CHART_GRATICULE)?.setData(collection(lines));
		void this.#source(CHART_GRATICULE_TEXT)?.setData(collection(texts));
	}

	remove(): void {
		this.#removed = true;
	}

	#layers(theme: 'light' | 'dark'): LayerSpecification[] {
		const palette = paletteOf(theme);
		return [...surfaceLayers(palette), ...nameLayers(palette)];
	}

	/** Without the chart there still is a map: what people drew matters more than the coast. */
	async #loadCoarse(): Promise<void> {
		const features = await loadWorld('50m').catch(() => undefined);
		if (features) await this.#source(CHART_50)?.setData(collection(features));
	}

	async #loadFine(): Promise<void> {
		this.#fine = 'loading';
		const features = await loadWorld('10m').catch(() => undefined);
		const source = this.#source(CHART_10);
		if (!features || !source) return void (this.#fine = 'absent');
		for (const slice of slices(features)) {
			if (this.#removed) return;
			await source.updateData({ add: slice });
		}
		if (this.#removed) return;
		this.#fine = 'shown';
		for (const part of LAND_PARTS) {
			this.#map.setLayerZoomRange(`${CHART_50}-${part}`, 0, FINE_FROM);
			this.#map.setLayerZoomRange(`${CHART_10}-${part}`, FINE_FROM, 24);
		}
	}

	#source(id: string): GeoJSONSource | undefined {
		return this.#removed ? undefined : this.#map.getSource<GeoJSONSource>(id);
	}
}

const SOURCES = [CHART_50, CHART_10, CHART_NAMES, CHART_GRATICULE, CHART_GRATICULE_TEXT];

function sourceOf(id: string): Parameters<MapLibreMap['addSource']>[1] {
	return {
		type: 'geojson',
		data: collection([]),
		promoteId: 'id',
		// 0.4 px: coasts keep their shape, tiles stay small.
		tolerance: 0.4,
		maxzoom: id === CHART_10 ? 10 : id === CHART_50 ? 6 : 12,
		buffer: id.startsWith('chart-g') ? 0 : 64
	};
}

function* slices(features: readonly GeoJsonFeature[]): Generator<GeoJsonFeature[]> {
	let slice: GeoJsonFeature[] = [];
	let positions = 0;
	for (const feature of features) {
		slice.push(feature);
		positions += countPositions(feature);
		if (positions < POSITIONS_PER_SLICE) continue;
		yield slice;
		[slice, positions] = [[], 0];
	}
	yield slice;
}

function countPositions({ geometry }: GeoJsonFeature): number {
	if (geometry.type !== 'Polygon' && geometry.type !== 'MultiLineString') return 1;
	return geometry.coordinates.reduce((sum, line) => sum + line.length, 0);
}

function collection(features: GeoJsonFeature[]): GeoJSON.FeatureCollection {
	return { type: 'FeatureCollection', features };
}
