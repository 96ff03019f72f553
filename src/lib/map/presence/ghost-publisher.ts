import type { Geometry } from '#core/geometry/types.ts';
import type { Presence } from '#lib/sync/presence.svelte.ts';
import { toGhostShape } from './ghost-shape.ts';

/** Ten ghosts a second, whatever the pointer does. */
const EVERY_MS = 100;

export interface GhostSketch {
	readonly layerId: string;
	/** Of the feature being changed; a new shape has none. */
	readonly featureId?: string | undefined;
	readonly geometry: Geometry;
}

/** Shows others the shape that this person is drawing or dragging. */
export class GhostPublisher {
	readonly #presence: Presence;
	#waiting: GhostSketch | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#lastSent = -Infinity;
	#visible = false;

	constructor(presence: Presence) {
		this.#presence = presence;
	}

	/** `null` takes the ghost away at once. */
	show(sketch: GhostSketch | null): void {
		if (!sketch) return this.#clear();
		this.#waiting = sketch;
		if (this.#timer !== undefined) return;
		const wait = Math.max(0, this.#lastSent + EVERY_MS - performance.now());
		this.#timer = setTimeout(() => this.#send(), wait);
	}

	#send(): void {
		this.#timer = undefined;
		this.#lastSent = performance.now();
		const sketch = this.#waiting;
		const shape = sketch && toGhostShape(sketch.geometry);
		if (!sketch || shape === undefined) return this.#clear();
		this.#visible = true;
		const { layerId: layer, featureId } = sketch;
		this.#presence.setGhost({
			layer,
			shape,
			...(featureId === undefined ? {} : { feature: featureId })
		});
	}

	#clear(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#waiting = undefined;
		if (this.#visible) this.#presence.setGhost(null);
		this.#visible = false;
	}
}
