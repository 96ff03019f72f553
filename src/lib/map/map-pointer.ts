import type { MapMouseEvent } from 'maplibre-gl';
import type { LayersOnMap } from './features/layers-on-map.ts';
import { hitTest } from './features/hit-test.ts';
import type { MapLibreMap } from './maplibre.ts';
import type { MapViewState } from './map-view-state.svelte.ts';
import type { Hit, LngLat, Tool } from './view-types.ts';

/** Tools that pick features with a click. */
const PICKING: ReadonlySet<Tool> = new Set(['select', 'edit', 'hole']);

interface MapPointerOptions {
	readonly map: MapLibreMap;
	readonly view: MapViewState;
	readonly layers: LayersOnMap;
	/** True when the tool in hand took the last press for itself. */
	readonly taken: () => boolean;
}

/** Where the pointer is, what lies under it, and what a click picks. */
export class MapPointer {
	readonly #options: MapPointerOptions;
	#frame = 0;
	/** The last pointer that went down; MapLibre's own events do not say. */
	#touch = false;

	constructor(options: MapPointerOptions) {
		this.#options = options;
		const { map } = options;
		map.getCanvas().addEventListener('pointerdown', (event) => {
			this.#touch = event.pointerType !== 'mouse';
		});
		map.on('mousemove', (event) => this.#onMove(event));
		map.on('mouseout', () => this.#leave());
		map.on('click', (event) => this.#onClick(event));
		map.on('contextmenu', (event) => this.#onMenu(event));
	}

	remove(): void {
		cancelAnimationFrame(this.#frame);
	}

	#onMove(event: MapMouseEvent): void {
		// A tap is followed by emulated mouse events: fingers point at nothing.
		if (this.#touch) return;
		const { view } = this.#options;
		view.pointer = lngLatOf(event);
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => {
			const picks = PICKING.has(view.tool) && !view.moving && !this.#options.taken();
			this.#hover(picks ? this.#hit(event) : null);
		});
	}

	#leave(): void {
		cancelAnimationFrame(this.#frame);
		this.#options.view.pointer = null;
		this.#hover(null);
	}

	#hover(hit: Hit | null): void {
		const { view, layers, map } = this.#options;
		if (view.hovered?.featureId === hit?.featureId) return;
		view.hovered = hit;
		layers.setHovered(hit);
		if (PICKING.has(view.tool)) map.getCanvas().style.cursor = hit ? 'pointer' : '';
	}

	#onClick(event: MapMouseEvent): void {
		const { view } = this.#options;
		if (!PICKING.has(view.tool) || this.#options.taken()) return;
		const hit = this.#hit(event);
		if (!hit) {
			if (event.originalEvent.shiftKey) return;
			view.clearSelection();
			if (view.tool !== 'select') view.setTool('select');
		} else if (event.originalEvent.shiftKey) {
			this.#toggle(hit);
		} else {
			view.select(hit.layerId, [hit.featureId]);
		}
	}

	/** Adds to or takes from the selection, which holds features of one layer only. */
	#toggle({ layerId, featureId }: Hit): void {
		const { view } = this.#options;
		const ids = view.selection?.layerId === layerId ? view.selection.ids : [];
		const without = ids.filter((id) => id !== featureId);
		view.select(layerId, without.length < ids.length ? without : [...ids, featureId]);
	}

	#onMenu(event: MapMouseEvent): void {
		const { view } = this.#options;
		event.preventDefault();
		if (!PICKING.has(view.tool) || this.#options.taken()) return;
		view.requestMenu({
			lngLat: lngLatOf(event),
			point: [event.point.x, event.point.y],
			hit: this.#hit(event)
		});
	}

	#hit({ point }: MapMouseEvent): Hit | null {
		const { map, layers } = this.#options;
		return hitTest(map, [point.x, point.y], { layers: layers.pickable, touch: this.#touch });
	}
}

function lngLatOf({ lngLat }: MapMouseEvent): LngLat {
	const { lng, lat } = lngLat.wrap();
	return [lng, lat];
}
