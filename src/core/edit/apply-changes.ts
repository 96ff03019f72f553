import * as Y from 'yjs';
import type { Change, Snapshot, Value } from './change.ts';
import { currentValue } from './current-value.ts';
import { sameValue } from '../util/same-value.ts';
import { wellFormed } from '../util/well-formed.ts';

/**
 * Roots whose entries are nested Y.Maps; in all others an entry is one value.
 */
const NESTED_ROOTS: ReadonlySet<string> = new Set(['stack', 'features', 'comments']);

/**
 * Writes the `after` of each change in one transaction. Entries that hold that value already are
 * not written again (each overwrite leaves a tombstone for ever), and an entry of a feature that is
 * gone is not written: a deletion wins over a concurrent edit. All changes must be of this document.
 */
export function applyChanges(doc: Y.Doc, changes: readonly Change[], origin: unknown): void {
	doc.transact(() => {
		for (const change of changes) applyChange(doc, change);
	}, origin);
}

function applyChange(doc: Y.Doc, change: Change): void {
	const path = wellFormed(change.path);
	const after = wellFormed(change.after);
	const [root, key, entry] = path;
	const map = doc.getMap(root);
	if (sameValue(currentValue(doc, path), after)) return;
	if (entry !== undefined) {
		const nested = map.get(key);
		if (nested instanceof Y.Map) write(nested, entry, after);
	} else if (NESTED_ROOTS.has(root) && isSnapshot(after)) {
		map.set(key, new Y.Map(Object.entries(after)));
	} else {
		write(map, key, after);
	}
}

function write(map: Y.Map<unknown>, key: string, value: Value | Snapshot | undefined): void {
	if (value === undefined) map.delete(key);
	else map.set(key, value);
}

function isSnapshot(value: Value | Snapshot | undefined): value is Snapshot {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
