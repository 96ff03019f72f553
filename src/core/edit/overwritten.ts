import type * as Y from 'yjs';
import type { Change, Path } from './change.ts';
import { currentValue } from './current-value.ts';
import { sameValue } from '../util/same-value.ts';

/**
 * The changes whose entry no longer holds what the change wrote: undoing them would take away
 * someone's later work.
 */
export function overwritten(doc: Y.Doc, changes: readonly Change[]): readonly Change[] {
	return changes.filter((change) => !sameValue(currentValue(doc, change.path), change.after));
}

/** Yjs client id of the last writer at `path`, or `undefined` if nothing was ever written there. */
export function lastWriter(doc: Y.Doc, path: Path): number | undefined {
	const [root, key, entry] = path;
	const outer = doc.getMap(root)._map.get(key);
	if (entry === undefined) return outer?.id.client;
	const nested = doc.getMap(root).get(key);
	return (nested as Y.Map<unknown> | undefined)?._map.get(entry)?.id.client ?? outer?.id.client;
}
