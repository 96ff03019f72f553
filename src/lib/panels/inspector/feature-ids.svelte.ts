import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';

/** While others draw, the list follows at this pace: reading 25,000 ids takes a few milliseconds. */
const FOLLOW_EVERY_MS = 250;

/** Ids of a layer's features for a list, and a count of changes for its rows to read anew. */
export class FeatureIds {
	#ids = $state.raw<readonly string[]>([]);
	#version = $state(0);

	get ids(): readonly string[] {
		return this.#ids;
	}

	/** Read it where a row shows something of a feature. */
	get version(): number {
		return this.#version;
	}

	/** Follows a layer; returns the undo. */
	follow(layer: OpenLayer): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const read = (): void => {
			timer = undefined;
			this.#ids = [...layer.ids()];
			this.#version += 1;
		};
		read();
		const stop = layer.onFeatures(() => (timer ??= setTimeout(read, FOLLOW_EVERY_MS)));
		return () => {
			stop();
			clearTimeout(timer);
		};
	}
}
