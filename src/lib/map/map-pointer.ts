import type { MapMouseEvent } from 'maplibre-gl';
import { onLongPress } from './talk/long-press.ts';
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
	readonly #stopPressing: () => void;

	constructor(options: MapPointerOptions) {
		this.#options = options;
		const { map } = options;
		map.getCanvas().addEventListener('pointerdown', (event) => {
			this.#touch = event.pointerType !== 'mouse';
		});
		map.on('mousemove', (event) => this.#onMove(event));
		map.on('mouseout', () => this.#leave());
		map.on('click', (event) => this.#onClick(event));
		map.on('contextmenu', (event) => {
			event.preventDefault();
			// Some browsers make a menu of a long press too; ours has come by then.
			if (!this.#touch) this.#requestMenu([event.point.x, event.point.y]);
		});
		this.#stopPressing = onLongPress(map.getCanvas(), (point) => this.#requestMenu(point));
	}

	remove(): void {
		cancelAnimationFrame(this.#frame);
		this.#stopPressing();
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
		// What lies under a shape may be asked of the layers, too.
		if (view.tool === 'select' && !event.originalEvent.shiftKey) view.probe = lngLatOf(event);
		if (!hit) {
			if (event.originalEvent.shiftKey) return;
			view.clearSelection();
			if (view.tool === 'select') view.probe = lngLatOf(event);
			else view.setTool('select');
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

	#requestMenu(point: readonly [number, number]): void {
		const { view, map } = this.#options;
		if (!PICKING.has(view.tool) || this.#options.taken()) return;
		const { lng, lat } = map.unproject([point[0], point[1]]).wrap();
		view.requestMenu({ lngLat: [lng, lat], point, hit: this.#hitAt(point) });
	}

	#hit({ point }: MapMouseEvent): Hit | null {
		return this.#hitAt([point.x, point.y]);
	}

	#hitAt(point: readonly [number, number]): Hit | null {
		const { map, layers } = this.#options;
		return hitTest(map, [point[0], point[1]], { layers: layers.pickable, touch: this.#touch });
	}
}

function lngLatOf({ lngLat }: MapMouseEvent): LngLat {
	const { lng, lat } = lngLat.wrap();
	return [lng, lat];
}
