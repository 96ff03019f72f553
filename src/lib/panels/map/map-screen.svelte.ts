import { createContext } from 'svelte';
import type { CommentTarget } from '#core/doc/talk-document.ts';
import { MapViewState } from '#lib/map/map-view-state.svelte.ts';
import type { Camera, LngLat } from '#lib/map/view-types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { OpenMap, StackedLayer } from '#lib/sync/open-map.svelte.ts';
import type { OpenTalk } from '#lib/sync/open-talk.svelte.ts';
import type { SheetStop } from '#lib/ui/sheet-stops.ts';

/** What the inspector shows. What is picked on the map comes before what was opened from a panel. */
export type Inspected =
	| { readonly kind: 'features'; readonly layerId: string; readonly ids: readonly string[] }
	/** What the raster layers tell of a place. */
	| { readonly kind: 'place'; readonly at: LngLat }
	| Opened;

/** What was opened from a panel, a menu or a pin. */
type Opened =
	| { readonly kind: 'layer'; readonly layerId: string }
	| { readonly kind: 'talk' }
	| { readonly kind: 'library' };

export type ScreenDialog =
	'help' | 'import' | 'offline' | 'share' | 'delete-map' | 'leave-map' | 'forget-map';

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
	/** The wizard that adds layers is open. */
	adding = $state(false);
	/** Rasters that were dropped or chosen and wait for the wizard, one after the other. */
	rasters = $state.raw<readonly File[]>([]);
	/** Layers whose legends are folded away in the list. */
	legendsClosed = $state.raw<ReadonlySet<string>>(new Set());
	/** The talk about the map, once it is opened. */
	talk = $state.raw<OpenTalk | undefined>();
	/** The thread that is looked at, by the id of any of its comments. */
	thread = $state<string | null>(null);
	/** What the next comment will be about, when it was begun from somewhere. */
	commentAbout = $state.raw<CommentTarget | null>(null);
	#opened = $state.raw<Opened | null>(null);

	constructor(map: OpenMap, camera: Camera | undefined) {
		this.map = map;
		this.view = new MapViewState(camera);
	}

	get inspected(): Inspected | null {
		const { selection, probe, rasters } = this.view;
		if (selection) return { kind: 'features', ...selection };
		if (probe && rasters.size > 0) return { kind: 'place', at: probe };
		const opened = this.#opened;
		return opened?.kind === 'layer' && !this.stacked(opened.layerId) ? null : opened;
	}

	/** The layer that new drawings go to: the chosen one, else the topmost that can be drawn in. */
	get activeLayer(): OpenLayer | undefined {
		const { activeLayerId } = this.view;
		const chosen = activeLayerId === null ? undefined : this.stacked(activeLayerId);
		if (chosen && isDrawn(chosen.layer)) return chosen.layer;
		return this.map.layers.find(({ layer }) => layer.canEdit && isDrawn(layer))?.layer;
	}

	stacked(layerId: string): StackedLayer | undefined {
		return this.map.layers.find(({ layer }) => layer.id === layerId);
	}

	toggleLegend(layerId: string): void {
		const closed = new Set(this.legendsClosed);
		if (!closed.delete(layerId)) closed.add(layerId);
		this.legendsClosed = closed;
	}

	closeWizard(): void {
		this.adding = false;
		this.rasters = [];
	}

	/** One panel on the right at a time. */
	openWizard(): void {
		this.closeInspector();
		this.adding = true;
	}

	openLayer(layerId: string): void {
		this.#open({ kind: 'layer', layerId });
	}

	/** Shows the talk, at a thread if one is meant. */
	openTalk(thread: string | null = null): void {
		this.thread = thread;
		this.#open({ kind: 'talk' });
	}

	/** Begins a comment about something. */
	comment(about: CommentTarget): void {
		this.commentAbout = about;
		this.openTalk();
	}

	openLibrary(): void {
		this.#open({ kind: 'library' });
	}

	/** What a click at the middle of the map would tell, for those who can't click. False: no layer tells. */
	askAtMiddle(): boolean {
		const { view } = this;
		if (view.rasters.size === 0 || view.drawing) return false;
		const [lng, lat] = view.camera.center;
		view.clearSelection();
		view.probe = [((((lng + 180) % 360) + 360) % 360) - 180, lat];
		return true;
	}

	/** Escape in the inspector: from the feature back to what was open, from there back to the map. */
	back(): void {
		if (this.view.selection) this.view.clearSelection();
		else if (this.view.probe) this.view.probe = null;
		else this.#opened = null;
	}

	/** Back to the map, which a phone's sheet would cover. */
	closeInspector(): void {
		this.view.clearSelection();
		this.view.probe = null;
		this.#opened = null;
		this.sheet = 'peek';
	}

	/** Files from a drop or the picker; the wizard or the dialog takes them up one by one. */
	importFiles(files: readonly File[]): void {
		const rasters = files.filter(({ name }) => RASTER_FILE.test(name));
		const others = files.filter(({ name }) => !RASTER_FILE.test(name));
		if (rasters.length > 0) {
			this.rasters = [...this.rasters, ...rasters];
			this.openWizard();
		}
		if (others.length === 0) return;
		this.files = [...this.files, ...others];
		this.dialog = 'import';
	}

	#open(opened: Opened): void {
		this.view.clearSelection();
		this.view.probe = null;
		this.adding = false;
		this.#opened = opened;
		if (this.sheet === 'peek') this.sheet = 'half';
	}
}

const RASTER_FILE = /\.tiff?$/iu;

/** Only layers of shapes are drawn in. */
function isDrawn(layer: OpenLayer): boolean {
	return layer.meta.sourceType === 'vector';
}

export const [getMapScreen, setMapScreen] = createContext<MapScreen>();
