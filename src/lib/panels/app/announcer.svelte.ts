import { createContext } from 'svelte';

/** Sentences for people who can't see that something changed. */
export class Announcer {
	#text = $state('');

	get text(): string {
		return this.#text;
	}

	/** Read aloud when the reader is free. The same sentence twice is read twice. */
	say(text: string): void {
		this.#text = this.#text === text ? `${text}\u00a0` : text;
	}
}

export const [getAnnouncer, setAnnouncer] = createContext<Announcer>();
