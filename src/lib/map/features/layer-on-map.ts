import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { Feature } from '#core/feature/types.ts';
import { sameValue } from '#core/util/same-value.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { slot } from '../slots.ts';
import { ChangeReader } from './change-reader.ts';
import { featureLayers, labelLayer, type LayerLook } from './layer-paint.ts';
import { SourceFeed } from './source-feed.ts';
import { toGeoJson, toLabel } from './to-geojson.ts';

export type FeatureState = 'selected' | 'hover' | 'editing';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** One vector layer on the map: two sources (shapes, names) kept in step with its document. */
export class LayerOnMap {
	readonly layer: OpenLayer;
	/** Of the shapes. */
	readonly source: string;
	readonly #map: MapLibreMap;
	readonly #labels: string;
	readonly #reader: ChangeReader<Feature>;
	readonly #stopFollowing: () => void;
	#look: LayerLook;

	constructor(map: MapLibreMap, layer: OpenLayer, look: LayerLook) {
		this.#map = map;
		this.layer = layer;
		this.source = `layer:${layer.id}`;
		this.#labels = `${this.source}:names`;
		this.#look = look;
		map.addSource(this.source, {
			type: 'geojson',
			data: EMPTY,
			promoteId: 'id',
			maxzoom: 14,
			buffer: 64
		});
		map.addSource(this.#labels, { type: 'geojson', data: EMPTY, promoteId: 'id', maxzoom: 12 });
		for (const spec of featureLayers(this.source, look)) map.addLayer(spec, slot('vector'));
		map.addLayer(labelLayer(this.#labels, look), slot('label'));
		// Until all features are there: else each part that is handed over would cut the tiles anew.
		this.#setShown(false);
		const feed = (source: string, make: ConstructorParameters<typeof SourceFeed<Feature>>[1]) =>
			new SourceFeed(() => map.getSource<GeoJSONSource>(source), make);
		this.#reader = new ChangeReader(
			(id) => layer.peek(id),
			[feed(this.source, toGeoJson), feed(this.#labels, toLabel)]
		);
		this.#stopFollowing = layer.onFeatures(({ ids }) => this.#reader.changed(ids));
		this.#reader.changed(layer.ids());
		void this.settled().then(() => this.#setShown(true));
	}

	/** Style layers that can be pointed at, bottom to top. */
	get pickable(): readonly string[] {
		return ['fill', 'line', 'point'].map((part) => `${this.source}/${part}`);
	}

	setLook(look: LayerLook): void {
		if (sameValue(look, this.#look)) return;
		this.#look = look;
		for (const spec of [...featureLayers(this.source, look), labelLayer(this.#labels, look)]) {
			this.#apply(spec);
		}
	}

	/** Puts the layer on top of all that were raised before. */
	raise(): void {
		for (const { id } of featureLayers(this.source, this.#look)) {
			this.#map.moveLayer(id, slot('vector'));
		}
		this.#map.moveLayer(`${this.#labels}/text`, slot('label'));
	}

	setState(featureId: string, state: Partial<Record<FeatureState, boolean>>): void {
		this.#map.setFeatureState({ source: this.source, id: featureId }, state);
	}

	/** Resolves when what the document holds now was handed to the map. */
	settled(): Promise<void> {
		return this.#reader.settled();
	}

	remove(): void {
		this.#stopFollowing();
		this.#reader.stop();
		for (const { id } of featureLayers(this.source, this.#look)) this.#map.removeLayer(id);
		this.#map.removeLayer(`${this.#labels}/text`);
		this.#map.removeSource(this.source);
		this.#map.removeSource(this.#labels);
	}

	#setShown(shown: boolean): void {
		const visibility = shown ? 'visible' : 'none';
		const specs = [...featureLayers(this.source, this.#look), { id: `${this.#labels}/text` }];
		for (const { id } of specs) {
			if (this.#map.getLayer(id)) this.#map.setLayoutProperty(id, 'visibility', visibility);
		}
	}

	#apply(spec: LayerSpecification): void {
		for (const [property, value] of Object.entries(spec.layout ?? {})) {
			if (!sameValue(this.#map.getLayoutProperty(spec.id, property as never), value)) {
				this.#map.setLayoutProperty(spec.id, property as never, value as never);
			}
		}
		for (const [property, value] of Object.entries(spec.paint ?? {})) {
			if (!sameValue(this.#map.getPaintProperty(spec.id, property as never), value)) {
				this.#map.setPaintProperty(spec.id, property as never, value as never);
			}
		}
	}
}
