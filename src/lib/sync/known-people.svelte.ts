import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { readLocal, writeLocal } from './local-store.ts';

const KEY = 'samsyn:people';
/** People kept; who was met last stays. */
const MOST = 300;

const personSchema = z.object({
	id: z.uuid(),
	name: z.string().check(z.maxLength(255)),
	color: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/i)))
});
export type KnownPerson = z.infer<typeof personSchema>;

/**
 * Names of people that this browser has met: on a map, in a list of collaborators, as the author of
 * a comment. Documents carry ids only; this says whose they are, also without the network.
 */
export class KnownPeople {
	readonly #people = new Map<string, KnownPerson>();
	#updates: (() => void) | undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#updates = update;
		return () => (this.#updates = undefined);
	});
	#writing: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		for (const person of readLocal(KEY, z.array(personSchema)) ?? []) {
			this.#people.set(person.id, person);
		}
	}

	/** Reactive; `undefined` for somebody never met. */
	get(id: string): KnownPerson | undefined {
		this.#subscribe();
		return this.#people.get(id);
	}

	/** Remembers people; a name that is new replaces the old one. */
	meet(people: Iterable<KnownPerson>): void {
		let changed = false;
		for (const person of people) changed = this.#meetOne(person) || changed;
		if (!changed) return;
		this.#updates?.();
		clearTimeout(this.#writing);
		this.#writing = setTimeout(() => writeLocal(KEY, [...this.#people.values()].slice(-MOST)), 500);
	}

	#meetOne({ id, name, color }: KnownPerson): boolean {
		const before = this.#people.get(id);
		const next = color ?? before?.color;
		if (before?.name === name && before.color === next) return false;
		this.#people.delete(id);
		this.#people.set(id, { id, name, ...(next === undefined ? {} : { color: next }) });
		return true;
	}
}
