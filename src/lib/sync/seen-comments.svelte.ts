import * as z from 'zod/mini';
import { readLocal, writeLocal } from './local-store.ts';

const PREFIX = 'samsyn:seen:';
/** Enough of an id to tell the comments of one map apart, so that 20,000 of them fit the store. */
const SIGNIFICANT = 10;

/**
 * Which comments of a map a person has seen on this device. By id, not by time: what somebody wrote
 * offline arrives late and is new all the same.
 */
export class SeenComments {
	readonly #key: string;
	#seen = $state.raw<ReadonlySet<string> | undefined>();

	constructor(mapId: string, userId: string) {
		this.#key = `${PREFIX}${userId}:${mapId}`;
		const stored = readLocal(this.#key, z.array(z.string()));
		this.#seen = stored && new Set(stored);
	}

	/** False until the talk of this map was first shown here. */
	get begun(): boolean {
		return this.#seen !== undefined;
	}

	has(id: string): boolean {
		return this.#seen?.has(short(id)) ?? true;
	}

	add(ids: Iterable<string>): void {
		const seen = new Set(this.#seen);
		const before = this.#seen === undefined ? -1 : seen.size;
		for (const id of ids) seen.add(short(id));
		if (seen.size === before) return;
		this.#seen = seen;
		writeLocal(this.#key, [...seen]);
	}
}

function short(id: string): string {
	return id.replaceAll('-', '').slice(0, SIGNIFICANT);
}
