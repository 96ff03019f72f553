import type { DocumentName } from '../doc/names.ts';
import type { JsonValue } from '../util/json.ts';

/** What one entry of a document holds. */
export type Value = JsonValue | Uint8Array;

/** A whole nested Y.Map (a feature, a layer in the stack) by its entries. */
export interface Snapshot {
	readonly [entry: string]: Value;
}

/**
 * Where a change happens: `[root, key]` (an entry of `meta`, or a whole feature or stack entry),
 * or `[root, key, entry]` (one entry of a feature or stack entry).
 */
export type Path = readonly [string, string] | readonly [string, string, string];

/**
 * One entry of a document before and after an edit; `undefined` is absence. A gesture is a list of
 * these: it can be applied, inverted for undo, and kept beyond a reload.
 */
export interface Change {
	readonly document: DocumentName;
	readonly path: Path;
	readonly before: Value | Snapshot | undefined;
	readonly after: Value | Snapshot | undefined;
}

export function inverse(changes: readonly Change[]): Change[] {
	return changes
		.map(({ document, path, before, after }) => ({ document, path, before: after, after: before }))
		.reverse();
}
