import type { Snapshot, Value } from '../edit/change.ts';
import { fromTwkb } from '../geometry/from-twkb.ts';
import { toTwkb } from '../geometry/to-twkb.ts';
import type { JsonValue } from '../util/json.ts';
import { isJson } from '../util/json.ts';
import {
	GEOMETRY_ENTRY,
	ORDER_ENTRY,
	propertyEntry,
	propertyName,
	SOURCE_ID_ENTRY
} from './entries.ts';
import type { Feature, NewFeature } from './types.ts';

/** A new feature as the entries of its Y.Map. */
export function toSnapshot(feature: NewFeature, order: number): Snapshot {
	const entries: [string, Value][] = [
		[GEOMETRY_ENTRY, toTwkb(feature.geometry)],
		[ORDER_ENTRY, order]
	];
	if (feature.sourceId !== undefined) entries.push([SOURCE_ID_ENTRY, feature.sourceId]);
	for (const [name, value] of Object.entries(feature.properties)) {
		entries.push([propertyEntry(name), value]);
	}
	return Object.fromEntries(entries);
}

/**
 * Entries of a feature's Y.Map → feature. `undefined` when there is no readable geometry: such an
 * entry is left in the document, untouched, and not shown.
 */
export function toFeature(id: string, entries: Iterable<[string, unknown]>): Feature | undefined {
	let geometry: Feature['geometry'] | undefined;
	let order = 0;
	let sourceId: Feature['sourceId'];
	const properties: [string, JsonValue][] = [];
	for (const [entry, value] of entries) {
		const name = propertyName(entry);
		if (name !== undefined) {
			if (isJson(value)) properties.push([name, value]);
		} else if (entry === GEOMETRY_ENTRY && value instanceof Uint8Array) {
			const parsed = fromTwkb(value);
			if (parsed.ok) geometry = parsed.value;
		} else if (entry === ORDER_ENTRY && typeof value === 'number') {
			order = value;
		} else if (entry === SOURCE_ID_ENTRY && isSourceId(value)) {
			sourceId = value;
		}
	}
	if (geometry === undefined) return undefined;
	return { id, geometry, order, sourceId, properties: Object.fromEntries(properties) };
}

function isSourceId(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}
