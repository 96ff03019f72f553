import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { MapLibreMap } from '../maplibre.ts';
import type { Hit, Selection } from '../view-types.ts';
import { LayerOnMap } from './layer-on-map.ts';
import type { LayerLook } from './layer-paint.ts';

/** A vector layer that is to be seen, and how. */
export interface ShownLayer {
	readonly layer: OpenLayer;
	readonly look: LayerLook;
}

/** All vector layers on the map; hovering, selection and editing are marked on their features. */
export class LayersOnMap {
	readonly #map: MapLibreMap;
	/** In stack order, bottom first. */
	#layers = new Map<string, LayerOnMap>();
	#selection: Selection | null = null;
	#hovered: Hit | null = null;
	#editing: Hit | null = null;

	constructor(map: MapLibreMap) {
		this.#map = map;
	}

	/** Makes the map show exactly these, bottom first. */
	show(wanted: readonly ShownLayer[]): void {
		const ids = new Set(wanted.map(({ layer }) => layer.id));
		for (const [id, onMap] of this.#layers) if (!ids.has(id)) onMap.remove();
		const before = [...this.#layers.keys()].filter((id) => ids.has(id));
		const next = new Map<string, LayerOnMap>();
		for (const { layer, look } of wanted) {
			const known = this.#layers.get(layer.id);
			known?.setLook(look);
			next.set(layer.id, known ?? new LayerOnMap(this.#map, layer, look));
		}
		this.#layers = next;
		const added = next.size > before.length;
		if (added || [...next.keys()].some((id, i) => id !== before[i])) {
			for (const onMap of next.values()) onMap.raise();
		}
		if (added) this.#markAll();
	}

	get(layerId: string): LayerOnMap | undefined {
		return this.#layers.get(layerId);
	}

	/** Style layers that can be pointed at, bottom to top. */
	get pickable(): readonly string[] {
		return [...this.#layers.values()].flatMap((onMap) => onMap.pickable);
	}

	setSelection(selection: Selection | null): void {
		this.#mark(this.#selection, 'selected', false);
		this.#selection = selection;
		this.#mark(selection, 'selected', true);
	}

	setHovered(hovered: Hit | null): void {
		this.#mark(asSelection(this.#hovered), 'hover', false);
		this.#hovered = hovered;
		this.#mark(asSelection(hovered), 'hover', true);
	}

	/** The feature that the editor draws in place of its layer. */
	setEditing(editing: Hit | null): void {
		this.#mark(asSelection(this.#editing), 'editing', false);
		this.#editing = editing;
		this.#mark(asSelection(editing), 'editing', true);
	}

	async settled(): Promise<void> {
		await Promise.all([...this.#layers.values()].map((onMap) => onMap.settled()));
	}

	remove(): void {
		for (const onMap of this.#layers.values()) onMap.remove();
		this.#layers.clear();
	}

	/** Removing a source forgets its states. */
	#markAll(): void {
		this.#mark(this.#selection, 'selected', true);
		this.#mark(asSelection(this.#hovered), 'hover', true);
		this.#mark(asSelection(this.#editing), 'editing', true);
	}

	#mark(selection: Selection | null, state: 'selected' | 'hover' | 'editing', on: boolean): void {
		if (!selection) return;
		const onMap = this.#layers.get(selection.layerId);
		for (const id of selection.ids) onMap?.setState(id, { [state]: on });
	}
}

function asSelection(hit: Hit | null): Selection | null {
	return hit && { layerId: hit.layerId, ids: [hit.featureId] };
}
