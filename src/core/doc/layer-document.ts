import * as Y from 'yjs';
import { GEOMETRY_ENTRY, ORDER_ENTRY } from '../feature/entries.ts';
import { toFeature } from '../feature/snapshot.ts';
import type { Feature } from '../feature/types.ts';
import { SOURCE_TYPES, type LayerMeta, type SourceType } from '../layer/types.ts';
import { readStyle } from '../style/vector-style.ts';
import { isJson, type JsonValue } from '../util/json.ts';
import { META } from './map-document.ts';

/** Root of a `layer:` document beside `meta`: Y.Map feature id → Y.Map. */
export const FEATURES = 'features';

/**
 * Style parts are entries of their own in `meta`, so that two people who change the colour and the
 * width at once both keep their change.
 */
export const STYLE_PREFIX = 'style:';

export function readLayerMeta(doc: Y.Doc): LayerMeta {
	const meta = doc.getMap(META);
	return {
		name: text(meta.get('name')),
		description: text(meta.get('description')),
		category: text(meta.get('category')),
		sourceType: sourceType(meta.get('source_type')),
		sourceConfig: json(meta.get('source_config')),
		legendConfig: json(meta.get('legend_config')),
		metadata: json(meta.get('metadata')),
		style: readStyle(styleParts(meta))
	};
}

/** A feature by id, or `undefined` when it is gone or has no readable geometry. */
export function readFeature(doc: Y.Doc, id: string): Feature | undefined {
	const entries = doc.getMap(FEATURES).get(id);
	return entries instanceof Y.Map ? toFeature(id, entries.entries()) : undefined;
}

/** The geometry bytes (TWKB) of a feature. */
export function readGeometryBytes(doc: Y.Doc, id: string): Uint8Array | undefined {
	const entries = doc.getMap(FEATURES).get(id);
	const bytes: unknown = entries instanceof Y.Map ? entries.get(GEOMETRY_ENTRY) : undefined;
	return bytes instanceof Uint8Array ? bytes : undefined;
}

export function featureIds(doc: Y.Doc): IterableIterator<string> {
	return doc.getMap(FEATURES).keys();
}

export function featureCount(doc: Y.Doc): number {
	return doc.getMap(FEATURES).size;
}

export function* readFeatures(doc: Y.Doc): Generator<Feature> {
	for (const [id, entries] of doc.getMap(FEATURES).entries()) {
		const feature = entries instanceof Y.Map ? toFeature(id, entries.entries()) : undefined;
		if (feature) yield feature;
	}
}

/** Highest drawing order in the layer, or -1 when it is empty. */
export function topOrder(doc: Y.Doc): number {
	let top = -1;
	for (const entries of doc.getMap(FEATURES).values()) {
		const order: unknown = entries instanceof Y.Map ? entries.get(ORDER_ENTRY) : undefined;
		if (typeof order === 'number' && order > top) top = order;
	}
	return top;
}

function* styleParts(meta: Y.Map<unknown>): Generator<[string, unknown]> {
	for (const [key, value] of meta.entries()) {
		if (key.startsWith(STYLE_PREFIX)) yield [key.slice(STYLE_PREFIX.length), value];
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function json(value: unknown): JsonValue {
	return isJson(value) ? value : null;
}

function sourceType(value: unknown): SourceType {
	return SOURCE_TYPES.find((type) => type === value) ?? 'vector';
}
