import type { MapScreen } from './map-screen.svelte.ts';

/**
 * The order of the layer list while one of them is being moved, by pointer or by keyboard. Others see
 * the move when it ends: one edit, one step of undo.
 */
export class LayerOrder {
	readonly #screen: MapScreen;
	#grabbed = $state<string | null>(null);
	#preview = $state.raw<readonly string[] | null>(null);

	constructor(screen: MapScreen) {
		this.#screen = screen;
	}

	/** The layer in hand. */
	get grabbed(): string | null {
		return this.#grabbed;
	}

	/** Ids from the top, as the list shows them now. */
	get ids(): readonly string[] {
		const real = this.#screen.map.layers.map(({ layer }) => layer.id);
		const preview = this.#preview;
		if (!preview) return real;
		// Someone else may have added or removed a layer meanwhile: theirs stands.
		const added = real.filter((id) => !preview.includes(id));
		return [...added, ...preview.filter((id) => real.includes(id))];
	}

	grab(id: string): void {
		this.#grabbed = id;
		this.#preview = this.ids;
	}

	/** Moves what is in hand to `index` from the top; `undefined` when that is where it is. */
	moveTo(index: number): number | undefined {
		const id = this.#grabbed;
		if (id === null) return undefined;
		const at = Math.max(0, Math.min(index, this.ids.length - 1));
		if (this.ids[at] === id) return undefined;
		this.#preview = this.ids.filter((other) => other !== id).toSpliced(at, 0, id);
		return at;
	}

	drop(): void {
		const id = this.#grabbed;
		if (id === null) return;
		const index = this.ids.indexOf(id);
		this.cancel();
		if (index >= 0) this.#screen.map.moveLayer(id, index);
	}

	cancel(): void {
		this.#grabbed = null;
		this.#preview = null;
	}
}
