import type { Feature as GeoJsonFeature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';

/** Features handed over at once: about 40 ms of copying for polygons of 20 vertices. */
const PER_HANDOVER = 2_500;

/**
 * Keeps one GeoJSON source in step, by handing over what changed since the last time. One part is on
 * its way at a time: MapLibre would put those that wait together and copy them in one long task.
 */
export class SourceFeed<T> {
	readonly #source: () => GeoJSONSource | undefined;
	readonly #make: (thing: T) => GeoJsonFeature | undefined;
	/** Ids the source has: removing what it never had would still cost a message to the worker. */
	readonly #held = new Set<string>();
	#add: GeoJsonFeature[] = [];
	#remove: string[] = [];
	#sending = false;
	#onEmpty: (() => void)[] = [];

	/** `make` says how a thing is shown, or `undefined` when it is not. */
	constructor(
		source: () => GeoJSONSource | undefined,
		make: (thing: T) => GeoJsonFeature | undefined
	) {
		this.#source = source;
		this.#make = make;
	}

	/** Resolves when nothing waits to be handed over. */
	emptied(): Promise<void> {
		if (this.#add.length + this.#remove.length === 0) return Promise.resolve();
		return new Promise((resolve) => this.#onEmpty.push(resolve));
	}

	/** `undefined`: it is gone. */
	take(id: string, thing: T | undefined): void {
		const feature = thing === undefined ? undefined : this.#make(thing);
		if (feature) {
			this.#add.push(feature);
			this.#held.add(id);
		} else if (this.#held.delete(id)) {
			this.#remove.push(id);
		}
	}

	handOver(): void {
		const source = this.#source();
		if (this.#sending || !source || this.#add.length + this.#remove.length === 0) return;
		const add = this.#add.splice(0, PER_HANDOVER);
		const remove = this.#remove.splice(0);
		this.#sending = true;
		const onSent = (): void => {
			this.#sending = false;
			this.handOver();
		};
		// A source that was taken off the map rejects what it was given.
		source.updateData({ add, remove }).then(onSent, onSent);
		if (this.#add.length > 0) return;
		for (const resolve of this.#onEmpty.splice(0)) resolve();
	}
}
