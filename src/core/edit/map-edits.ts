import type * as Y from 'yjs';
import { documentName } from '../doc/names.ts';
import { META, readStack, STACK, type MapMeta, type StackEntry } from '../doc/map-document.ts';
import { SCHEMA_VERSION } from '../doc/schema-version.ts';
import type { JsonValue } from '../util/json.ts';
import type { Change, Snapshot } from './change.ts';
import { currentValue } from './current-value.ts';
import { orderKeysFor } from './stack-order.ts';

/** A map document as these edits need it. */
export interface MapDocument {
	readonly id: string;
	readonly doc: Y.Doc;
}

/** First entries of a new map. */
export function createMap(map: MapDocument, meta: MapMeta): Change[] {
	const { center, ...rest } = meta;
	return [
		...metaChanges(map, { v: SCHEMA_VERSION, ...rest }),
		metaChange(map, 'center', [...center])
	];
}

export function setMapMeta(map: MapDocument, patch: Partial<MapMeta>): Change[] {
	return metaChanges(map, patch);
}

/** Puts a layer on top of the stack; does nothing if the map shows it already. */
export function addToStack(
	map: MapDocument,
	layerId: string,
	random: () => number,
	opacity = 1
): Change[] {
	const stack = readStack(map.doc);
	if (stack.some((entry) => entry.layerId === layerId)) return [];
	const keys = orderKeysFor(stack, layerId, stack.length, random);
	return keys.map(({ layerId: id, order }) =>
		id === layerId
			? stackChange(map, [id], { order, visible: true, opacity })
			: stackChange(map, [id, 'order'], order)
	);
}

export function removeFromStack(map: MapDocument, layerId: string): Change[] {
	const change = stackChange(map, [layerId], undefined);
	return change.before === undefined ? [] : [change];
}

/** Moves a layer so that it becomes number `index` from the bottom. */
export function moveInStack(
	map: MapDocument,
	layerId: string,
	options: { readonly index: number; readonly random: () => number }
): Change[] {
	const stack = readStack(map.doc);
	const from = stack.findIndex((entry) => entry.layerId === layerId);
	if (from < 0 || from === options.index) return [];
	const others = stack.filter((entry) => entry.layerId !== layerId);
	return orderKeysFor(others, layerId, options.index, options.random).map((key) =>
		stackChange(map, [key.layerId, 'order'], key.order)
	);
}

export function setStackEntry(
	map: MapDocument,
	layerId: string,
	patch: Partial<Pick<StackEntry, 'visible' | 'opacity'>>
): Change[] {
	return Object.entries(patch).map(([entry, value]) => stackChange(map, [layerId, entry], value));
}

function metaChanges(map: MapDocument, patch: Record<string, JsonValue>): Change[] {
	return Object.entries(patch).map(([key, value]) => metaChange(map, key, value));
}

function metaChange(map: MapDocument, key: string, after: JsonValue): Change {
	const path = [META, key] as const;
	return {
		document: documentName('map', map.id),
		path,
		before: currentValue(map.doc, path),
		after
	};
}

function stackChange(
	map: MapDocument,
	at: readonly [string] | readonly [string, string],
	after: JsonValue | Snapshot | undefined
): Change {
	const path = [STACK, ...at] as const;
	return {
		document: documentName('map', map.id),
		path,
		before: currentValue(map.doc, path),
		after
	};
}
