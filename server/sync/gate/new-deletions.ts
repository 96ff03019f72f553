import * as Y from 'yjs';
import type { Deletions } from './read-update.ts';

export type DeletionsVerdict = 'none-new' | 'some-new' | 'incomplete';

/**
 * Whether a delete set deletes something that stands in the document now. `endOf` says up to which
 * clock a client is known once the structs of the same update are in.
 */
export function judgeDeletions(
	deletions: Deletions,
	store: Y.Doc['store'],
	endOf: (client: number) => number
): DeletionsVerdict {
	let some = false;
	for (const [client, ranges] of deletions.clients) {
		const end = endOf(client);
		const stored = Y.getState(store, client);
		for (const { clock, len } of ranges) {
			if (clock + len > end) return 'incomplete';
			some ||= deletesSome(store, { client, clock, end: Math.min(clock + len, stored) });
		}
	}
	return some ? 'some-new' : 'none-new';
}

interface Range {
	readonly client: number;
	readonly clock: number;
	readonly end: number;
}

function deletesSome(store: Y.Doc['store'], range: Range): boolean {
	return standing(store, range).next().done !== true;
}

/** Whether a delete set names this struct. */
export function deletes(deletions: Deletions, { client, clock }: Y.ID): boolean {
	const ranges = deletions.clients.get(client) ?? [];
	let low = 0;
	let high = ranges.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const range = ranges[middle];
		if (range === undefined) return false;
		if (clock < range.clock) high = middle - 1;
		else if (clock >= range.clock + range.len) low = middle + 1;
		else return true;
	}
	return false;
}

/** What a delete set deletes of what stands in the document now. */
export function* newlyDeleted(deletions: Deletions, store: Y.Doc['store']): Generator<Y.Item> {
	for (const [client, ranges] of deletions.clients) {
		const stored = Y.getState(store, client);
		for (const { clock, len } of ranges) {
			yield* standing(store, { client, clock, end: Math.min(clock + len, stored) });
		}
	}
}

function* standing(store: Y.Doc['store'], { client, clock, end }: Range): Generator<Y.Item> {
	const structs = store.clients.get(client);
	if (structs === undefined || clock >= end) return;
	for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
		const struct = structs[i];
		if (struct === undefined || struct.id.clock >= end) return;
		if (struct instanceof Y.Item && !struct.deleted) yield struct;
	}
}
