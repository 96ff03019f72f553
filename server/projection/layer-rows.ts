import type * as Y from 'yjs';
import { readFeature, readGeometryBytes, readLayerMeta } from '#core/doc/layer-document.ts';
import type { FeatureRow, LayerRow } from '../db/projection-layers.ts';
import { cleanJson, cleanText } from './clean-text.ts';

/** The row of `layers` that a layer document stands for. */
export function layerRow(doc: Y.Doc): LayerRow {
	const meta = readLayerMeta(doc);
	return {
		name: cleanText(meta.name),
		description: cleanText(meta.description),
		category: meta.category === '' ? null : cleanText(meta.category),
		sourceType: meta.sourceType,
		sourceConfig: cleanJson(meta.sourceConfig ?? {}),
		styleConfig: cleanJson(meta.style),
		legendConfig: cleanJson(meta.legendConfig ?? {}),
		metadata: cleanJson(meta.metadata ?? {})
	};
}

/** The row of one feature; `gone` when it was deleted, `unreadable` when it has no geometry. */
export function featureRow(doc: Y.Doc, id: string): FeatureRow | 'gone' | 'unreadable' {
	if (!doc.getMap('features').has(id)) return 'gone';
	const feature = readFeature(doc, id);
	const geometry = readGeometryBytes(doc, id);
	if (feature === undefined || geometry === undefined) return 'unreadable';
	return {
		id,
		geometry,
		properties: cleanJson(feature.properties),
		order: feature.order,
		sourceId: feature.sourceId === undefined ? null : cleanText(String(feature.sourceId))
	};
}
