import { createContext } from 'svelte';
import { MapViewState } from '#lib/map/map-view-state.svelte.ts';
import type { Camera } from '#lib/map/view-types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { OpenMap, StackedLayer } from '#lib/sync/open-map.svelte.ts';
import type { SheetStop } from '#lib/ui/sheet-stops.ts';

/** What the inspector shows. What is picked on the map comes before what was opened from a panel. */
export type Inspected =
	| { readonly kind: 'features'; readonly layerId: string; readonly ids: readonly string[] }
	| { readonly kind: 'layer'; readonly layerId: string };

export type ScreenDialog = 'help' | 'import';

/**
 * The screen of one open map: what is open, what is picked, where the panels stand. One person's
 * and one tab's; what is shared lives in `map`.
 */
export class MapScreen {
	readonly map: OpenMap;
	readonly view: MapViewState;
	dialog = $state<ScreenDialog | null>(null);
	/** Files that were dropped or chosen and wait to be read, one after the other. */
	files = $state.raw<readonly File[]>([]);
	sheet = $state<SheetStop>('peek');
	/** The layer whose name is being edited in the list. */
	renaming = $state<string | null>(null);
	/** The layer whose style is open in the list. */
	styling = $state<string | null>(null);
	#openedLayer = $state<string | null>(null);

	constructor(map: OpenMap, camera: Camera | undefined) {
		this.map = map;
		this.view = new MapViewState(camera);
	}

	get inspected(): Inspected | null {
		const { selection } = this.view;
		if (selection) return { kind: 'features', ...selection };
		const layerId = this.#openedLayer;
		return layerId !== null && this.stacked(layerId) ? { kind: 'layer', layerId } : null;
	}

	/** The layer that new drawings go to: the chosen one, else the topmost that can be drawn in. */
	get activeLayer(): OpenLayer | undefined {
		const { activeLayerId } = this.view;
		const chosen = activeLayerId === null ? undefined : this.stacked(activeLayerId);
		return (chosen ?? this.map.layers.find(({ layer }) => layer.canEdit))?.layer;
	}

	stacked(layerId: string): StackedLayer | undefined {
		return this.map.layers.find(({ layer }) => layer.id === layerId);
	}

	openLayer(layerId: string): void {
		this.view.clearSelection();
		this.#openedLayer = layerId;
		if (this.sheet === 'peek') this.sheet = 'half';
	}

	/** Escape in the inspector: from the feature back to its layer, from there back to the map. */
	back(): void {
		if (this.view.selection) this.view.clearSelection();
		else this.#openedLayer = null;
	}

	closeInspector(): void {
		this.view.clearSelection();
		this.#openedLayer = null;
	}

	/** Files from a drop or the picker; the dialog takes them up one by one. */
	importFiles(files: readonly File[]): void {
		if (files.length === 0) return;
		this.files = [...this.files, ...files];
		this.dialog = 'import';
	}
}

export const [getMapScreen, setMapScreen] = createContext<MapScreen>();
