import type { Extent } from '#core/geometry/types.ts';
import { sameValue } from '#core/util/same-value.ts';
import type { TileSource } from '#lib/raster/tile-source.ts';
import type { LayerQuestion, RasterDraft, RasterStatus } from './raster/raster-types.ts';
import { MapClock } from './time/map-clock.svelte.ts';
import type {
	Attribution,
	BasemapStatus,
	Camera,
	Hit,
	LngLat,
	MapCommands,
	MapMenuRequest,
	NoticeDetail,
	NoticeKind,
	NoticeListener,
	Padding,
	Selection,
	Sketch,
	TalkPin,
	Tool
} from './view-types.ts';

const START: Camera = Object.freeze({ center: [4, 56] as const, zoom: 4.5, bearing: 0, pitch: 0 });
const NO_PADDING: Padding = Object.freeze({ top: 0, right: 0, bottom: 0, left: 0 });

/** Circumference of the earth at the equator, as Web Mercator takes it, over the pixels of zoom 0. */
const METRES_PER_PIXEL_AT_ZERO = (2 * Math.PI * 6_378_137) / 512;

/**
 * What one person sees and does on the map: the seam between the map and the panels. Plain state,
 * no map library, so that panels may import it cheaply. The interface sets what is marked so; the
 * mounted `MapView` sets the rest.
 */
export class MapViewState {
	/** Set by the interface. The basemap itself comes from `map.meta.basemap`. */
	theme = $state<'light' | 'dark'>('light');
	/** Set by the interface: the space that panels cover. */
	padding = $state.raw<Padding>(NO_PADDING);
	/** Set by the interface: the layer that new drawings go to. The first drawing makes one if null. */
	activeLayerId = $state<string | null>(null);
	/** Set by the interface: the name of a layer that the first drawing makes. */
	newLayerName = $state('Drawings');
	/** Client id of the person whose camera is followed; moving the map sets it to null. */
	following = $state<number | null>(null);
	/** Set by the interface: language of the names on the chart (BCP 47). */
	locale = $state('en');
	/** Set by the interface (projector): lines, points and cursors are drawn larger by this factor. */
	strokeScale = $state(1);

	/** Set by the interface: where something is talked about. */
	pins = $state.raw<readonly TalkPin[]>([]);

	/** What the map shows now, every frame while it moves. */
	camera = $state.raw<Camera>(START);
	/** True while the map moves, by hand or by command. */
	moving = $state(false);
	/** Where the mouse is on the map; null outside and on touch screens. */
	pointer = $state.raw<LngLat | null>(null);
	hovered = $state.raw<Hit | null>(null);
	sketch = $state.raw<Sketch | null>(null);
	/** True once the map has drawn its first frame. */
	ready = $state(false);
	/** `no-webgl`: this browser can't draw the map; show the list view. `lost`: it gave up later. */
	failed = $state<'no-webgl' | 'lost' | null>(null);
	basemapStatus = $state<BasemapStatus>('ok');
	/** Credits for what is visible. */
	attribution = $state.raw<readonly Attribution[]>([]);
	/** How the visible raster layers are doing, by layer id, top of the stack first. */
	rasters = $state.raw<ReadonlyMap<string, RasterStatus>>(new Map());
	/** Set by the interface: a layer that is looked at before it is saved. */
	draft = $state.raw<RasterDraft | null>(null);
	/** Where was clicked last, on a feature or beside: what the layers tell of it may be shown. */
	probe = $state.raw<LngLat | null>(null);
	/** The time that layers with times show. Turning it by hand ends following somebody. */
	readonly clock = new MapClock({ onHand: () => (this.following = null) });
	/** CSS size of the map. */
	size = $state.raw<readonly [number, number]>([0, 0]);

	#selection = $state.raw<Selection | null>(null);
	#tool = $state<Tool>('select');
	#commands: MapCommands | undefined;
	/** Camera commands that came before the map was there. */
	#waiting: ((commands: MapCommands) => void) | undefined;
	readonly #noticeListeners = new Set<NoticeListener>();
	readonly #menuListeners = new Set<(request: MapMenuRequest) => void>();
	readonly #pinListeners = new Set<(id: string) => void>();

	constructor(camera?: Partial<Camera>) {
		this.camera = { ...START, ...camera };
	}

	get selection(): Selection | null {
		return this.#selection;
	}

	get tool(): Tool {
		return this.#tool;
	}

	/** True while a tool is in hand that draws or changes shapes: panels may dim. */
	get drawing(): boolean {
		return this.#tool !== 'select';
	}

	/** Metres on the ground per CSS pixel at the centre, for the scale bar. */
	get metresPerPixel(): number {
		const { center, zoom } = this.camera;
		return (METRES_PER_PIXEL_AT_ZERO * Math.cos((center[1] * Math.PI) / 180)) / 2 ** zoom;
	}

	select(layerId: string, ids: readonly string[]): void {
		const selection = ids.length > 0 ? { layerId, ids: [...ids] } : null;
		if (!sameValue(this.#selection, selection)) this.#selection = selection;
	}

	clearSelection(): void {
		this.#selection = null;
	}

	/** Takes a tool in hand. An unfinished sketch is thrown away. */
	setTool(tool: Tool): void {
		this.#tool = tool;
	}

	flyTo(target: Partial<Camera>, options?: { readonly animated: boolean }): void {
		this.#move((commands) => commands.flyTo(target, options?.animated ?? true));
	}

	/** Shows the extent `[west, south, east, north]`; `east` < `west` crosses the date line. */
	fit(extent: Extent, options?: { readonly animated: boolean }): void {
		this.#move((commands) => commands.fit(extent, options?.animated ?? true));
	}

	zoomBy(levels: number): void {
		this.#commands?.zoomBy(levels);
	}

	/** Finishes the sketch (Enter). */
	finish(): void {
		this.#commands?.finish();
	}

	/** Throws the sketch away; without one, puts the tool down; then clears the selection (Escape). */
	cancel(): void {
		this.#commands?.cancel();
	}

	/** Takes back the last vertex of the sketch (Backspace). */
	undoVertex(): void {
		this.#commands?.undoVertex();
	}

	/** Deletes what is selected, as one step of undo. */
	deleteSelection(): void {
		this.#commands?.deleteSelection();
	}

	/** Moves keyboard focus to the map. */
	focus(): void {
		this.#commands?.focus();
	}

	/** Where a place is on the screen, in CSS pixels of the map; null without a map. Not reactive. */
	project(lngLat: LngLat): readonly [number, number] | null {
		return this.#commands?.project(lngLat) ?? null;
	}

	/**
	 * What to ask the visible raster layers about a place, top of the stack first. Text they answer is
	 * plain; HTML is a stranger's and belongs in a frame with `sandbox`.
	 */
	identify(at: LngLat): readonly LayerQuestion[] {
		return this.#commands?.identify(at) ?? [];
	}

	/** Tries at once a raster layer that could not be reached. */
	retryRaster(layerId: string): void {
		this.#commands?.retryRaster(layerId);
	}

	/** What a visible raster layer is drawn from, once it is open: for its values. Not reactive. */
	rasterSource(layerId: string): TileSource | undefined {
		return this.#commands?.rasterSource(layerId);
	}

	/** What the map shows, in degrees; null without a map. Not reactive. */
	get extent(): Extent | null {
		return this.#commands?.extent() ?? null;
	}

	/** Runs the listener for everything a person should be told. Returns the undo. */
	onNotice(listener: NoticeListener): () => void {
		this.#noticeListeners.add(listener);
		return () => this.#noticeListeners.delete(listener);
	}

	/** Runs the listener on a secondary click or long press. Returns the undo. */
	onMenu(listener: (request: MapMenuRequest) => void): () => void {
		this.#menuListeners.add(listener);
		return () => this.#menuListeners.delete(listener);
	}

	/** Runs the listener when a pin is pressed. Returns the undo. */
	onPin(listener: (id: string) => void): () => void {
		this.#pinListeners.add(listener);
		return () => this.#pinListeners.delete(listener);
	}

	/** For `MapView`: takes commands from now on, first those that waited. Returns the undo. */
	connect(commands: MapCommands): () => void {
		this.#commands = commands;
		this.#waiting?.(commands);
		this.#waiting = undefined;
		return () => {
			if (this.#commands === commands) this.#commands = undefined;
		};
	}

	/** For the map and its tools. */
	notify(kind: NoticeKind, detail: NoticeDetail = {}): void {
		for (const listener of this.#noticeListeners) listener(kind, detail);
	}

	/** For the map. */
	requestMenu(request: MapMenuRequest): void {
		for (const listener of this.#menuListeners) listener(request);
	}

	/** For the map. */
	pickPin(id: string): void {
		for (const listener of this.#pinListeners) listener(id);
	}

	#move(command: (commands: MapCommands) => void): void {
		this.following = null;
		if (this.#commands) command(this.#commands);
		else this.#waiting = command;
	}
}
