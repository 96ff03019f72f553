/**
 * Runs work on one thing after the other, so that between a look and a write (`If-Match`, an id that is
 * free) no other request of this process comes. Edits over the socket merge anyway.
 */
export class OneAtATime {
	readonly #last = new Map<string, Promise<unknown>>();

	async run<T>(name: string, work: () => Promise<T>): Promise<T> {
		const before = this.#last.get(name) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.#last.set(name, mine);
		try {
			return await mine;
		} finally {
			if (this.#last.get(name) === mine) this.#last.delete(name);
		}
	}
}
