import { pickStep } from '#core/time/pick-step.ts';
import { SourceError, type TileSource } from '#lib/raster/tile-source.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { slot } from '../slots.ts';
import type { LayerTimes } from '../time/map-clock.svelte.ts';
import type { LngLat } from '../view-types.ts';
import { rasterTimes, type RasterTimes } from './raster-config.ts';
import { RasterOnMap, type WantedTime } from './raster-on-map.ts';
import type {
	Identified,
	LayerQuestion,
	OpeningOptions,
	RasterConfig,
	RasterStatus
} from './raster-types.ts';
import { TileCache } from './tile-cache.ts';

/** A raster layer that is to be seen. */
export interface ShownRaster {
	readonly layerId: string;
	/** Absent: what its document holds is no configuration. */
	readonly config: RasterConfig | undefined;
	/** 0–1. */
	readonly opacity: number;
}

interface RastersOnMapOptions {
	readonly map: MapLibreMap;
	readonly open: (config: RasterConfig, options: OpeningOptions) => Promise<TileSource>;
	/** The configuration as it is now, if it is another; see `open-source.ts`. */
	readonly freshen: (
		config: RasterConfig,
		signal: AbortSignal
	) => Promise<RasterConfig | undefined>;
	/** By layer id, top of the stack first; each time anything of it changed. */
	readonly onStatus: (status: ReadonlyMap<string, RasterStatus>) => void;
	/** The layers with times changed. */
	readonly onTimes: (times: ReadonlyMap<string, LayerTimes>) => void;
}

/** A layer from when it is to be seen: first its source is opened, then it is on the map. */
interface Entry {
	/** The configuration as text: another one makes another entry. */
	readonly text: string;
	readonly times: RasterTimes;
	shown: ShownRaster;
	onMap?: RasterOnMap;
	fault?: SourceError;
	/** The layer as it was configured before, seen until this one is there. */
	replaces?: Entry;
	/** Aborted when the layer goes. */
	readonly gone: AbortController;
	retry?: ReturnType<typeof setTimeout>;
}

/** What a service said of a layer's times. */
interface Fresh {
	/** The configuration that it was asked about, as text. */
	readonly of: string;
	readonly askedAt: number;
	readonly config?: RasterConfig;
}

/** Shown again after this, a layer asks its service anew for its times. */
const FRESH_MS = 10 * 60_000;
/** While playing, a picture that takes longer is shown as far as it is there. */
const PATIENCE_MS = 1_500;
const REOPEN_MS = 20_000;
const INFO_MS = 20_000;

/** All raster layers on the map, in the order of the stack. */
export class RastersOnMap {
	readonly #options: RastersOnMapOptions;
	readonly #cache = new TileCache();
	/** Bottom first. */
	#entries = new Map<string, Entry>();
	/** By configuration, so that a layer that is shown again finds its tiles. */
	readonly #keys = new Map<string, string>();
	/** By layer; also of layers that are not to be seen now. */
	readonly #fresh = new Map<string, Fresh>();
	#wanted: readonly ShownRaster[] = [];
	#instant: number | null = null;
	#reporting = false;
	#told: ReadonlyMap<string, RasterStatus> = new Map();
	#removed = false;
	readonly #gone = new AbortController();
	readonly #waiting = new Set<() => void>();

	constructor(options: RastersOnMapOptions) {
		this.#options = options;
	}

	/** Makes the map show exactly these, bottom first. */
	show(wanted: readonly ShownRaster[]): void {
		this.#wanted = wanted;
		const next = new Map<string, Entry>();
		const before = [...this.#entries.keys()];
		for (const shown of wanted) {
			next.set(shown.layerId, this.#entryFor(this.#asItIsNow(shown)));
		}
		for (const [id, entry] of this.#entries) this.#replace(entry, next.get(id));
		const changed = [...next].some(([id, entry]) => this.#entries.get(id) !== entry);
		this.#entries = next;
		const after = [...next.keys()];
		if (changed || before.length !== after.length) this.#tellTimes();
		if (after.some((id, i) => id !== before[i])) this.#arrange();
		this.#report();
	}

	/** A layer that was configured anew is seen as it was until its new pictures are there. */
	#replace(entry: Entry, by: Entry | undefined): void {
		if (entry === by) return;
		if (!by?.shown.config) return this.#take(entry);
		const seen = entry.onMap ? entry : entry.replaces;
		if (seen) by.replaces = seen;
		if (seen === entry) this.#takeReplaced(entry);
		else {
			delete entry.replaces;
			this.#take(entry);
		}
	}

	#takeReplaced(entry: Entry): void {
		if (entry.replaces) this.#take(entry.replaces);
		delete entry.replaces;
	}

	/** The clock's instant. Playing in a direction fetches what comes next. */
	setTime(instant: number | null, next: number | null): void {
		this.#instant = instant;
		for (const entry of this.#entries.values()) {
			const { onMap, times } = entry;
			if (times.axis) this.#takeReplaced(entry);
			onMap?.want(this.#timeFor(times));
			const ahead = next !== null && times.axis ? pickStep(times.axis, next) : undefined;
			if (ahead?.near) onMap?.fetchAhead(ahead.ms);
		}
		this.#report();
	}

	/** Resolves when all that is to be seen is there, or has been waited for long enough. */
	settled(): Promise<void> {
		if (this.#isSettled()) return Promise.resolve();
		return new Promise((resolve) => {
			const end = (): void => {
				clearTimeout(timer);
				this.#waiting.delete(look);
				resolve();
			};
			const look = (): void => {
				if (this.#isSettled()) end();
			};
			const timer = setTimeout(() => {
				for (const { onMap } of this.#entries.values()) onMap?.showPartly();
				end();
			}, PATIENCE_MS);
			this.#waiting.add(look);
		});
	}

	/** Tries at once what failed, instead of when its turn comes. */
	retry(layerId: string): void {
		const entry = this.#entries.get(layerId);
		if (!entry) return;
		const wanted = this.#wanted.find((shown) => shown.layerId === layerId);
		if (wanted) this.#askForTimes(wanted);
		if (entry.onMap) return entry.onMap.retry();
		const { config } = entry.shown;
		if (!config || entry.retry === undefined) return;
		clearTimeout(entry.retry);
		delete entry.retry;
		delete entry.fault;
		void this.#open(entry, config);
		this.#report();
	}

	/** What a layer is drawn from, once it is open. */
	source(layerId: string): TileSource | undefined {
		return this.#entries.get(layerId)?.onMap?.source;
	}

	/** To all layers that can tell of a point, top of the stack first. */
	identify(at: LngLat): LayerQuestion[] {
		const entries = [...this.#entries.values()].reverse();
		return entries.flatMap(({ shown: { layerId }, onMap, times }) => {
			// Layers without data at the instant show nothing, and have nothing to tell.
			if (!onMap || onMap.shown === null) return [];
			const about = { layerId, time: this.#timeFor(times) ?? null, source: onMap.source };
			return [{ ...about, ask: () => this.#ask(about, at) }];
		});
	}

	remove(): void {
		this.#removed = true;
		this.#gone.abort();
		for (const entry of this.#entries.values()) this.#take(entry);
		this.#entries.clear();
		this.#cache.clear();
	}

	/** With the times that its service lists now, once they are known. */
	#asItIsNow(shown: ShownRaster): ShownRaster {
		const { layerId, config } = shown;
		const fresh = this.#fresh.get(layerId);
		const known = fresh?.of === JSON.stringify(config ?? null) ? fresh : undefined;
		const isShown = this.#entries.has(layerId);
		if (!known || (!isShown && Date.now() - known.askedAt > FRESH_MS)) this.#askForTimes(shown);
		return known?.config ? { ...shown, config: known.config } : shown;
	}

	#askForTimes({ layerId, config }: ShownRaster): void {
		const of = JSON.stringify(config ?? null);
		const known = this.#fresh.get(layerId);
		const asked: Fresh = { ...(known?.of === of ? known : {}), of, askedAt: Date.now() };
		this.#fresh.set(layerId, asked);
		if (!config) return;
		const take = (fresh: RasterConfig | undefined): void => {
			if (!fresh || this.#removed || this.#fresh.get(layerId) !== asked) return;
			this.#fresh.set(layerId, { ...asked, config: fresh });
			this.show(this.#wanted);
		};
		// Without them the layer has the times that were written down.
		this.#options.freshen(config, this.#gone.signal).then(take, () => undefined);
	}

	#entryFor(shown: ShownRaster): Entry {
		const known = this.#entries.get(shown.layerId);
		const text = JSON.stringify(shown.config ?? null);
		if (known?.text === text) {
			known.shown = shown;
			known.onMap?.setOpacity(shown.opacity);
			return known;
		}
		const { config } = shown;
		const times = config
			? rasterTimes(config, Date.now())
			: { axis: null, start: null, fault: null };
		const entry: Entry = { text, times, shown, gone: new AbortController() };
		if (config) void this.#open(entry, config);
		else entry.fault = new SourceError('unsupported');
		return entry;
	}

	async #open(entry: Entry, config: RasterConfig): Promise<void> {
		try {
			const { signal } = entry.gone;
			const source = await this.#options.open(config, { layerId: entry.shown.layerId, signal });
			if (signal.aborted) return source.close();
			delete entry.fault;
			this.#put(entry, source);
		} catch (error) {
			if (entry.gone.signal.aborted) return;
			entry.fault =
				error instanceof SourceError ? error : new SourceError('unreachable', String(error));
			entry.retry = setTimeout(() => void this.#open(entry, config), REOPEN_MS);
			this.#report();
		}
	}

	#put(entry: Entry, source: TileSource): void {
		const { layerId, opacity } = entry.shown;
		entry.onMap = new RasterOnMap({
			map: this.#options.map,
			layerId,
			cache: this.#cache,
			source,
			key: this.#keyOf(entry),
			opacity,
			before: slot('raster'),
			onChange: () => this.#report(),
			onBegin: () => this.#arrange()
		});
		entry.onMap.want(this.#timeFor(entry.times));
		this.#arrange();
		this.#report();
	}

	#keyOf({ text: config, shown }: Entry): string {
		// Two files of this device may be configured alike: a layer with one has its own.
		const isFile = shown.config?.sourceType === 'geotiff' && shown.config.file !== undefined;
		const text = isFile ? `${shown.layerId} ${config}` : config;
		const key = this.#keys.get(text) ?? String(this.#keys.size);
		this.#keys.set(text, key);
		return key;
	}

	#take(entry: Entry): void {
		entry.gone.abort();
		clearTimeout(entry.retry);
		entry.onMap?.remove();
		this.#takeReplaced(entry);
	}

	/** Bottom to top, each directly beneath the end of the band: the last one comes to lie on top. */
	#arrange(): void {
		for (const { onMap, replaces } of this.#entries.values()) {
			replaces?.onMap?.moveBelow(slot('raster'));
			onMap?.moveBelow(slot('raster'));
		}
	}

	/** What a layer shows at the instant: nothing, when it has no data near it. */
	#timeFor({ axis }: RasterTimes): WantedTime {
		if (!axis) return undefined;
		const step = this.#instant === null ? undefined : pickStep(axis, this.#instant);
		return step?.near ? step.ms : null;
	}

	#tellTimes(): void {
		const times = new Map<string, LayerTimes>();
		for (const [id, entry] of [...this.#entries].reverse()) {
			const { axis, start } = entry.times;
			if (axis && start !== null) times.set(id, { axis, start });
		}
		this.#options.onTimes(times);
	}

	#isSettled(): boolean {
		return [...this.#entries.values()].every(({ onMap, fault }) =>
			onMap ? onMap.settled : fault !== undefined
		);
	}

	/** Many tiles come at once: told together, after them. */
	#report(): void {
		if (this.#reporting || this.#removed) return;
		this.#reporting = true;
		queueMicrotask(() => {
			this.#reporting = false;
			if (this.#removed) return;
			for (const entry of this.#entries.values()) {
				if (entry.onMap?.settled || entry.fault) this.#takeReplaced(entry);
			}
			for (const look of this.#waiting) look();
			this.#tell();
		});
	}

	#tell(): void {
		const entries = [...this.#entries].reverse();
		const status = new Map(entries.map(([id, entry]) => [id, this.#statusOf(entry)]));
		if (sameStatus(status, this.#told)) return;
		this.#told = status;
		this.#options.onStatus(status);
	}

	#statusOf({ onMap, times, fault: opening }: Entry): RasterStatus {
		const { fault, detail } = opening ?? onMap?.fault ?? { fault: null, detail: '' };
		const calm = onMap?.settled === true ? 'ok' : 'loading';
		return {
			state: fault === null ? calm : 'fault',
			fault,
			detail,
			...this.#timesOf(times),
			timeShown: onMap?.shown ?? null,
			tooFarOut: onMap?.tooFarOut === true
		};
	}

	#timesOf({
		axis,
		fault
	}: RasterTimes): Pick<RasterStatus, 'axis' | 'timeFault' | 'timeWanted' | 'outOfRange'> {
		const step = axis && this.#instant !== null ? pickStep(axis, this.#instant) : null;
		return {
			axis,
			timeFault: fault,
			timeWanted: step?.ms ?? null,
			outOfRange: step?.near === false
		};
	}

	async #ask(
		{ layerId, time, source }: Omit<LayerQuestion, 'ask'>,
		at: LngLat
	): Promise<Identified> {
		try {
			const info = await this.#infoOf(source, at, time ?? undefined);
			return { layerId, time, info, fault: null, detail: '' };
		} catch (error) {
			const { fault, detail } =
				error instanceof SourceError ? error : new SourceError('unreachable');
			return { layerId, time, info: null, fault, detail };
		}
	}

	async #infoOf(
		source: TileSource,
		at: LngLat,
		time: number | undefined
	): Promise<Identified['info']> {
		const request = {
			signal: AbortSignal.timeout(INFO_MS),
			...(time === undefined ? {} : { time })
		};
		if (source.infoAt) return source.infoAt(at, { ...request, zoom: this.#options.map.getZoom() });
		if (!source.valueAt) return { kind: 'silent' };
		return { kind: 'values', values: await source.valueAt(at, request) };
	}
}

/** In the same order, too: it is that of the stack. */
function sameStatus(
	a: ReadonlyMap<string, RasterStatus>,
	b: ReadonlyMap<string, RasterStatus>
): boolean {
	const others = [...b];
	if (a.size !== b.size) return false;
	return [...a].every(([id, status], i) => {
		const [otherId, other] = others[i] ?? [];
		const keys = Object.keys(status) as (keyof RasterStatus)[];
		return id === otherId && keys.every((key) => status[key] === other?.[key]);
	});
}
