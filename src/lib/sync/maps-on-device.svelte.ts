import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { documentName } from '#core/doc/names.ts';
import { readLocal, writeLocal } from './local-store.ts';
import { unsavedDocuments } from './unsaved.ts';

const KEY = 'samsyn:maps';

/** What the server last said of this person's rights on a map. */
const accessSchema = z.object({
	role: z.enum(['owner', 'edit', 'view']),
	level: z.enum(['private', 'collaborators', 'public']),
	ownerName: z.optional(z.string())
});
export type MapAccessKnown = z.infer<typeof accessSchema>;

const entrySchema = z.object({
	id: z.uuid(),
	name: z.string(),
	openedAt: z.number(),
	/** Made here and not yet known to be at the server. */
	madeHere: z.boolean(),
	layers: z._default(z.array(z.string()), []),
	access: z.optional(accessSchema)
});
export type MapOnDevice = z.infer<typeof entrySchema>;

/** The maps that were opened in this browser and can be opened again without the network. */
export class MapsOnDevice {
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		// Fires in the other tabs of this browser.
		window.addEventListener('storage', update);
		return () => window.removeEventListener('storage', update);
	});
	#update: (() => void) | undefined;

	/** Last opened first. Reactive. */
	get all(): readonly MapOnDevice[] {
		this.#subscribe();
		return this.#read().sort((a, b) => b.openedAt - a.openedAt);
	}

	has(id: string): boolean {
		return this.#read().some((entry) => entry.id === id);
	}

	get(id: string): MapOnDevice | undefined {
		return this.#read().find((entry) => entry.id === id);
	}

	put(entry: MapOnDevice): void {
		this.#write([...this.#read().filter(({ id }) => id !== entry.id), entry]);
	}

	remove(id: string): void {
		this.#write(this.#read().filter((entry) => entry.id !== id));
	}

	/** Maps of which the server lacks something that was done in this browser. */
	unsent(): MapOnDevice[] {
		const documents = unsavedDocuments();
		return this.all.filter(({ id, layers }) => {
			const own = [documentName('map', id), documentName('talk', id)];
			const names = [...own, ...layers.map((layer) => documentName('layer', layer))];
			return names.some((name) => documents.has(name));
		});
	}

	#read(): MapOnDevice[] {
		return readLocal(KEY, z.array(entrySchema)) ?? [];
	}

	#write(entries: readonly MapOnDevice[]): void {
		writeLocal(KEY, entries);
		this.#update?.();
	}
}
