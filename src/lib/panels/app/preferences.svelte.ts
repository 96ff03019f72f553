import { createContext } from 'svelte';
import * as z from 'zod/mini';
import { readLocal, writeLocal } from '#lib/sync/local-store.ts';

/** The same key as static/before-paint.js. */
const KEY = 'samsyn:preferences';

const preferencesSchema = z.object({
	theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
	coordinates: z._default(z.enum(['decimal', 'minutes']), 'minutes'),
	layersOpen: z._default(z.boolean(), true),
	/** Width of the layer panel in pixels. */
	layersWidth: z._default(z.number(), 288)
});
type Stored = z.infer<typeof preferencesSchema>;
export type Theme = Stored['theme'];
export type CoordinateForm = Stored['coordinates'];

/** How this person likes the screen. Kept in this browser, shared with nobody. */
export class Preferences {
	#stored = $state.raw<Stored>(readLocal(KEY, preferencesSchema) ?? preferencesSchema.parse({}));
	/** For this tab only: a projector is a matter of the moment. */
	projector = $state(false);

	get theme(): Theme {
		return this.#stored.theme;
	}
	get coordinates(): CoordinateForm {
		return this.#stored.coordinates;
	}
	get layersOpen(): boolean {
		return this.#stored.layersOpen;
	}
	get layersWidth(): number {
		return this.#stored.layersWidth;
	}

	set(patch: Partial<Stored>): void {
		this.#stored = { ...this.#stored, ...patch };
		writeLocal(KEY, this.#stored);
	}

	/** Writes theme and size on the page; call within an effect. */
	show(html: HTMLElement): void {
		if (this.theme === 'system') delete html.dataset['theme'];
		else html.dataset['theme'] = this.theme;
		html.toggleAttribute('data-projector', this.projector);
	}
}

export const [getPreferences, setPreferences] = createContext<Preferences>();
