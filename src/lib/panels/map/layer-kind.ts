import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';

/** What a layer mostly shows, for its swatch. */
export type LayerKind = 'area' | 'line' | 'point';

/** Enough to know a layer by. */
const SAMPLE = 50;

/**
 * The kind of shapes in a layer, by its first features: areas before lines before points, because an
 * area shows most of the style. An empty layer counts as areas. Reactive through `layer.count`.
 */
export function layerKind(layer: OpenLayer): LayerKind {
	if (layer.count === 0) return 'area';
	let kind: LayerKind = 'point';
	let seen = 0;
	for (const { geometry } of layer.features()) {
		const { type } = geometry;
		if (type === 'Polygon' || type === 'MultiPolygon' || type === 'GeometryCollection')
			return 'area';
		if (type !== 'Point' && type !== 'MultiPoint') kind = 'line';
		if (++seen >= SAMPLE) break;
	}
	return kind;
}
