import * as Y from 'yjs';
import type { Path, Snapshot, Value } from './change.ts';

/** The value at `path` now: a plain value, a snapshot of a nested map, or `undefined`. */
export function currentValue(doc: Y.Doc, path: Path): Value | Snapshot | undefined {
	const [root, key, entry] = path;
	const value: unknown = doc.getMap(root).get(key);
	if (entry !== undefined) {
		return value instanceof Y.Map ? readValue(value.get(entry)) : undefined;
	}
	return value instanceof Y.Map ? snapshotOf(value) : readValue(value);
}

function snapshotOf(map: Y.Map<unknown>): Snapshot {
	const entries: [string, Value][] = [];
	for (const [entry, value] of map.entries()) {
		const plain = readValue(value);
		if (plain !== undefined) entries.push([entry, plain]);
	}
	return Object.fromEntries(entries);
}

/** The gate lets only JSON and bytes into a document; shared types in odd places read as absent. */
function readValue(value: unknown): Value | undefined {
	if (value === undefined || value instanceof Y.AbstractType) return undefined;
	return value as Value;
}
