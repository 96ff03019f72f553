import type * as Y from 'yjs';
import { FEATURES, STYLE_PREFIX, topOrder } from '../doc/layer-document.ts';
import { META } from '../doc/map-document.ts';
import { documentName } from '../doc/names.ts';
import { SCHEMA_VERSION } from '../doc/schema-version.ts';
import { GEOMETRY_ENTRY, propertyEntry } from '../feature/entries.ts';
import { toSnapshot } from '../feature/snapshot.ts';
import type { NewFeature } from '../feature/types.ts';
import { toTwkb } from '../geometry/to-twkb.ts';
import type { Geometry } from '../geometry/types.ts';
import type { LayerMeta, SourceType, VectorStyle } from '../layer/types.ts';
import type { JsonValue } from '../util/json.ts';
import type { Change, Path, Snapshot, Value } from './change.ts';
import { currentValue } from './current-value.ts';

/** A layer document as these edits need it. */
export interface LayerDocument {
	readonly id: string;
	readonly doc: Y.Doc;
}

/** What a new layer says of itself; what is absent has its default. */
export interface NewLayer extends Partial<Omit<LayerMeta, 'name' | 'sourceType' | 'style'>> {
	readonly name: string;
	readonly sourceType: SourceType;
	readonly style?: Partial<VectorStyle>;
}

/** First entries of a new layer. */
export function createLayer(layer: LayerDocument, { style, ...meta }: NewLayer): Change[] {
	return [
		...setLayerMeta(layer, meta),
		change(layer, [META, 'v'], SCHEMA_VERSION),
		...(style === undefined ? [] : setStyle(layer, style))
	];
}

/** Names of `LayerMeta` → keys of the document, which are those of the tables. */
const META_KEYS = {
	name: 'name',
	description: 'description',
	category: 'category',
	sourceType: 'source_type',
	sourceConfig: 'source_config',
	legendConfig: 'legend_config',
	metadata: 'metadata'
} as const;

export function createVectorLayer(
	layer: LayerDocument,
	meta: Omit<NewLayer, 'sourceType'>
): Change[] {
	return createLayer(layer, { ...meta, sourceType: 'vector' });
}

export type LayerMetaPatch = Partial<Omit<LayerMeta, 'style'>>;

export function setLayerMeta(layer: LayerDocument, patch: LayerMetaPatch): Change[] {
	return Object.entries(patch).map(([name, value]) =>
		change(layer, [META, META_KEYS[name as keyof LayerMetaPatch]], value)
	);
}

export function setStyle(layer: LayerDocument, patch: Partial<VectorStyle>): Change[] {
	return Object.entries(patch).map(([part, value]) =>
		change(layer, [META, STYLE_PREFIX + part], value)
	);
}

/** Puts features on top of the layer, in the given order. */
export function addFeatures(layer: LayerDocument, features: readonly NewFeature[]): Change[] {
	const first = topOrder(layer.doc) + 1;
	return features.map((feature, i) =>
		change(layer, [FEATURES, feature.id], toSnapshot(feature, first + i))
	);
}

export function removeFeatures(layer: LayerDocument, ids: readonly string[]): Change[] {
	return ids
		.map((id) => change(layer, [FEATURES, id], undefined))
		.filter(({ before }) => before !== undefined);
}

export function setGeometry(layer: LayerDocument, id: string, geometry: Geometry): Change[] {
	return [change(layer, [FEATURES, id, GEOMETRY_ENTRY], toTwkb(geometry))];
}

/** `undefined` removes the property. */
export function setProperty(
	layer: LayerDocument,
	id: string,
	property: { readonly name: string; readonly value: JsonValue | undefined }
): Change[] {
	return [change(layer, [FEATURES, id, propertyEntry(property.name)], property.value)];
}

function change(layer: LayerDocument, path: Path, after: Value | Snapshot | undefined): Change {
	return {
		document: documentName('layer', layer.id),
		path,
		before: currentValue(layer.doc, path),
		after
	};
}
