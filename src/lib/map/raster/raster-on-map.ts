import type { SourceError, TileSource } from '#lib/raster/tile-source.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { Frame, loadTile, tileKey } from './frame.ts';
import type { TileCache } from './tile-cache.ts';

/** A picture that is younger is not given up for a newer time: at a steady scrub none would come. */
const YOUNG_MS = 400;
/** After a pause as long as this nobody scrubs any more: the last time asked for is the one. */
const PAUSE_MS = 100;
const RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 160_000;
/** Tiles fetched ahead of playing. */
const MOST_AHEAD = 48;

interface RasterOnMapOptions {
	readonly map: MapLibreMap;
	readonly layerId: string;
	readonly cache: TileCache;
	readonly source: TileSource;
	/** Names the source in the cache. */
	readonly key: string;
	readonly opacity: number;
	readonly before: string;
	readonly onChange: () => void;
	/** A picture was put on the map, above those of all layers: the stack has to be put in order. */
	readonly onBegin: () => void;
}

/** What is to be seen: a time, nothing (`null`), or what a layer without times has. */
export type WantedTime = number | null | undefined;

/**
 * One raster layer on the map. Times are double-buffered: the next picture is drawn unseen, replaces
 * the one before when all of it is there, and is itself replaced by the newest time asked for.
 */
export class RasterOnMap {
	readonly #options: RasterOnMapOptions;
	#opacity: number;
	#before: string;
	#wanted: WantedTime = null;
	#wantedAt = 0;
	#shown: Frame | undefined;
	#pending: Frame | undefined;
	/** Replaced; they go with the frame after the one in which they were covered. */
	#leaving: Frame[] = [];
	#ahead: AbortController | undefined;
	/** What was fetched ahead before: its time may be the one that is wanted now. */
	#former: AbortController | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#retryMs = RETRY_MS;
	#turn: ReturnType<typeof setTimeout> | undefined;
	#tooFarOut = false;

	constructor(options: RasterOnMapOptions) {
		this.#options = options;
		this.#opacity = options.opacity;
		this.#before = options.before;
		this.#tooFarOut = this.#isTooFarOut();
		options.map.on('render', this.#onRender);
		addEventListener('online', this.#again);
	}

	get source(): TileSource {
		return this.#options.source;
	}

	/** The time of what is seen; null when nothing is. */
	get shown(): WantedTime {
		return this.#shown ? this.#shown.time : null;
	}

	/** Nothing is under way: what is wanted is what is seen, and all of it is there. */
	get settled(): boolean {
		if (this.#pending || this.#leaving.length > 0) return false;
		if (!this.#shown) return this.#wanted === null;
		return this.#shown.time === this.#wanted && this.#shown.loaded;
	}

	/** The map is further out than the source has tiles. (Nearer than those it is drawn larger.) */
	get tooFarOut(): boolean {
		return this.#tooFarOut;
	}

	get fault(): SourceError | undefined {
		return this.#pending?.fault ?? this.#shown?.fault;
	}

	setOpacity(opacity: number): void {
		if (opacity === this.#opacity) return;
		this.#opacity = opacity;
		this.#shown?.setOpacity(opacity);
	}

	/** Puts it directly beneath that style layer. */
	moveBelow(before: string): void {
		this.#before = before;
		for (const frame of this.#frames()) frame.moveBelow(before);
	}

	/** The latest wish counts; see `YOUNG_MS`. */
	want(time: WantedTime): void {
		if (time === this.#wanted) return;
		this.#wanted = time;
		this.#wantedAt = performance.now();
		this.#proceed();
	}

	/** Shows what there is of the picture that is under way. */
	showPartly(): void {
		if (this.#pending) this.#swap();
	}

	/** Tries at once what failed. */
	retry(): void {
		this.#retryMs = RETRY_MS;
		this.#again();
	}

	/** Fetches a time that will be asked for next. */
	fetchAhead(time: number): void {
		const { map, source, cache, key } = this.#options;
		// A frame asks for its tiles in the animation frame after: given up before, they would all be
		// begun anew, just when a server is slow.
		this.#former?.abort();
		this.#former = this.#ahead;
		this.#ahead = new AbortController();
		const { signal } = this.#ahead;
		const tiles = map.coveringTiles({
			tileSize: source.tileSize,
			minzoom: source.minZoom,
			maxzoom: source.maxZoom,
			roundZoom: true
		});
		for (const { canonical } of tiles.slice(0, MOST_AHEAD)) {
			const { z, x, y } = canonical;
			const tile = { z, x, y };
			const load = (together: AbortSignal) => loadTile({ source, key, time }, tile, together);
			// Whether it comes is seen when it is wanted.
			cache.get(tileKey({ source, key, time }, tile), signal, load).catch(() => undefined);
		}
	}

	remove(): void {
		const { map } = this.#options;
		map.off('render', this.#onRender);
		removeEventListener('online', this.#again);
		clearTimeout(this.#retry);
		clearTimeout(this.#turn);
		this.#former?.abort();
		this.#ahead?.abort();
		for (const frame of this.#frames()) frame.remove();
		this.#shown = this.#pending = undefined;
		this.#leaving = [];
		this.#options.source.close();
	}

	#frames(): Frame[] {
		// Top first: each is put beneath what was put there before.
		return [this.#pending, this.#shown, ...this.#leaving].filter((frame) => frame !== undefined);
	}

	#proceed(): void {
		clearTimeout(this.#turn);
		if (this.#wanted === null) this.#clear();
		else if (this.#pending) this.#reconsider(this.#pending);
		else if (this.#shown?.time !== this.#wanted || !this.#shown) this.#begin();
		this.#options.onChange();
	}

	/** Another time is wanted than the one under way: that one has a while yet. */
	#reconsider(pending: Frame): void {
		if (pending.time === this.#wanted) return;
		const age = performance.now() - pending.startedAt;
		const paused = performance.now() - this.#wantedAt >= PAUSE_MS;
		if (age < YOUNG_MS && !pending.fault && !paused) {
			this.#turn = setTimeout(() => this.#proceed(), Math.min(YOUNG_MS - age, PAUSE_MS));
			return;
		}
		this.#pending = undefined;
		pending.remove();
		if (this.#shown?.time !== this.#wanted || !this.#shown) this.#begin();
	}

	#begin(): void {
		const { onChange, onBegin, ...options } = this.#options;
		const time = this.#wanted ?? undefined;
		// The first one is seen as it comes; there is nothing that it could spoil.
		const first = this.#shown === undefined;
		const frame = new Frame({
			...options,
			time,
			before: this.#before,
			opacity: first ? this.#opacity : 0,
			onTile: onChange
		});
		if (first) this.#shown = frame;
		else this.#pending = frame;
		onBegin();
	}

	#clear(): void {
		for (const frame of [this.#pending, this.#shown]) frame?.remove();
		this.#pending = this.#shown = undefined;
	}

	#isTooFarOut(): boolean {
		const { map, source } = this.#options;
		// As MapLibre picks the zoom of raster tiles.
		const zoom = Math.round(map.getZoom() + Math.log2(512 / source.tileSize));
		return zoom < source.minZoom;
	}

	readonly #onRender = (): void => {
		if (this.#isTooFarOut() !== this.#tooFarOut) {
			this.#tooFarOut = !this.#tooFarOut;
			this.#options.onChange();
		}
		if (this.#leaving.length > 0) {
			for (const frame of this.#leaving) frame.remove();
			this.#leaving = [];
			this.#options.onChange();
		}
		if (this.#pending?.loaded) this.#swap();
		if (!this.#pending && this.#shown?.loaded) this.#finish(this.#shown);
	};

	/** In one and the same frame the new picture is seen and the old one is not. */
	#swap(): void {
		const next = this.#pending;
		if (!next) return;
		next.setOpacity(this.#opacity);
		if (this.#shown) {
			this.#shown.setOpacity(0);
			this.#leaving.push(this.#shown);
		}
		this.#shown = next;
		this.#pending = undefined;
		this.#proceed();
	}

	#finish(shown: Frame): void {
		if (!shown.fault) {
			clearTimeout(this.#retry);
			this.#retry = undefined;
			this.#retryMs = RETRY_MS;
		} else if (this.#retry === undefined) {
			this.#retry = setTimeout(this.#again, this.#retryMs);
			this.#retryMs = Math.min(LONGEST_RETRY_MS, 2 * this.#retryMs);
		}
		this.#options.onChange();
	}

	/** Tries once more what failed; tiles that came are in the cache. */
	readonly #again = (): void => {
		clearTimeout(this.#retry);
		this.#retry = undefined;
		if (this.#shown?.fault && !this.#pending && this.#wanted !== null) this.#begin();
	};
}
