import type { Tally } from './reading-types.ts';

const FIRST = 5;

/** Counts reasons, and remembers where each was met first. */
export class Tallies<Reason extends string> {
	readonly #found = new Map<Reason, { count: number; first: number[] }>();

	/** `index` counts from 0. */
	add(reason: Reason, index: number): void {
		const tally = this.#found.get(reason) ?? { count: 0, first: [] };
		tally.count += 1;
		if (tally.first.length < FIRST) tally.first.push(index + 1);
		this.#found.set(reason, tally);
	}

	/** The most frequent first. */
	list(): Tally<Reason>[] {
		return [...this.#found]
			.map(([reason, tally]) => ({ reason, ...tally }))
			.sort((a, b) => b.count - a.count);
	}
}
