import type { Feature as GeoJsonFeature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';

/** Time one frame may spend on reading features and handing them over. */
const SLICE_MS = 8;
/** Hidden tabs get no animation frames; edits still have to arrive. */
const FRAME_LIMIT_MS = 250;

/**
 * Keeps a GeoJSON source in step with features that live elsewhere: ids that changed are collected
 * and read once per animation frame, in slices, so that neither a layer of ten thousand nor one edit
 * in it ever blocks the page. `read` returns the feature to show, or `undefined` when it is gone.
 */
export class GeoJsonFeed {
	readonly #source: () => GeoJSONSource | undefined;
	readonly #read: (id: string) => GeoJsonFeature | undefined;
	/** Ids that have to be read, oldest first. */
	readonly #changed = new Set<string>();
	/** What the source holds: removing what it never had would still cost a worker message. */
	readonly #held = new Set<string>();
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#settled: (() => void)[] = [];

	constructor(
		source: () => GeoJSONSource | undefined,
		read: (id: string) => GeoJsonFeature | undefined
	) {
		this.#source = source;
		this.#read = read;
	}

	changed(ids: Iterable<string>): void {
		for (const id of ids) this.#changed.add(id);
		if (this.#changed.size > 0) this.#schedule();
	}

	/** Resolves when all changes so far were handed over. */
	settled(): Promise<void> {
		if (this.#changed.size === 0) return Promise.resolve();
		return new Promise((resolve) => this.#settled.push(resolve));
	}

	stop(): void {
		cancelAnimationFrame(this.#frame);
		clearTimeout(this.#timer);
		this.#changed.clear();
	}

	#schedule(): void {
		if (this.#timer !== undefined) return;
		const run = (): void => {
			cancelAnimationFrame(this.#frame);
			clearTimeout(this.#timer);
			this.#timer = undefined;
			this.#slice();
		};
		this.#frame = requestAnimationFrame(run);
		this.#timer = setTimeout(run, FRAME_LIMIT_MS);
	}

	#slice(): void {
		const source = this.#source();
		if (!source) return;
		const until = performance.now() + SLICE_MS;
		const add: GeoJsonFeature[] = [];
		const remove: string[] = [];
		for (const id of this.#changed) {
			this.#changed.delete(id);
			const feature = this.#read(id);
			if (feature) {
				add.push(feature);
				this.#held.add(id);
			} else if (this.#held.delete(id)) {
				remove.push(id);
			}
			if (performance.now() > until) break;
		}
		if (add.length > 0 || remove.length > 0) void source.updateData({ add, remove });
		if (this.#changed.size > 0) return this.#schedule();
		const settled = this.#settled;
		this.#settled = [];
		for (const resolve of settled) resolve();
	}
}
