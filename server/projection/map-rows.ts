import type * as Y from 'yjs';
import { readMapMeta, readStack } from '#core/doc/map-document.ts';
import type { MapContentRow, StackContentRow } from '../db/projection-maps.ts';
import { cleanText } from './clean-text.ts';

/** The row of `maps` that a map document stands for. */
export function mapRow(doc: Y.Doc): MapContentRow {
	const { name, description, center, zoom, basemap } = readMapMeta(doc);
	return {
		name: cleanText(name),
		description: cleanText(description),
		lng: center[0],
		lat: center[1],
		zoom,
		basemap: cleanText(basemap)
	};
}

/** The rows of `map_layers`, bottom to top. */
export function stackRows(doc: Y.Doc): StackContentRow[] {
	return readStack(doc).map(({ layerId, visible, opacity }, order) => ({
		layerId,
		order,
		visible,
		opacity
	}));
}
