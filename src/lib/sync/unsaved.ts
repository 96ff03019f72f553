import * as z from 'zod/mini';
import { uuidv4 } from 'lib0/random';
import { localKeys, readLocal, writeLocal } from './local-store.ts';

const PREFIX = 'samsyn:unsaved:';
const countsSchema = z.record(z.string(), z.int());

/** Names of the documents with edits of this browser, in whatever tab, that the server has not confirmed. */
export function unsavedDocuments(): Set<string> {
	const keys = localKeys(PREFIX).filter((key) => {
		return Object.keys(readLocal(key, countsSchema) ?? {}).length > 0;
	});
	return new Set(keys.map((key) => key.slice(PREFIX.length)));
}

/**
 * How many edits of this browser the server has not confirmed, for one document. Kept beyond a
 * reload, per tab, so that one tab's confirmation does not hide another tab's edit.
 */
export class Unsaved {
	readonly #key: string;
	readonly #tab = uuidv4();
	/** Counts left by earlier tabs; confirmed together with everything the local copy holds. */
	readonly #inherited: ReadonlySet<string>;
	#inheritedCount: number;
	#own = 0;

	constructor(name: string) {
		this.#key = PREFIX + name;
		const counts = this.#read();
		this.#inherited = new Set(Object.keys(counts));
		this.#inheritedCount = Object.values(counts).reduce((sum, count) => sum + count, 0);
	}

	get count(): number {
		return this.#own + this.#inheritedCount;
	}

	/** Edits made in this tab since it opened or since the last confirmation. */
	get own(): number {
		return this.#own;
	}

	add(): void {
		this.#own += 1;
		this.#write();
	}

	/** The server holds everything this tab knew when it had made `own` edits. */
	confirm(own: number): void {
		if (own === 0 && this.#inheritedCount === 0) return;
		this.#own -= own;
		this.#inheritedCount = 0;
		this.#write();
	}

	#write(): void {
		const others = Object.entries(this.#read()).filter(
			([tab]) => tab !== this.#tab && !(this.#inheritedCount === 0 && this.#inherited.has(tab))
		);
		const counts = Object.fromEntries(
			this.#own > 0 ? [...others, [this.#tab, this.#own] as const] : others
		);
		writeLocal(this.#key, Object.keys(counts).length > 0 ? counts : undefined);
	}

	#read(): Record<string, number> {
		return readLocal(this.#key, countsSchema) ?? {};
	}
}
