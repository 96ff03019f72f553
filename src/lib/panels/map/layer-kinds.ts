import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';

/** Kinds of shapes that a style treats differently. */
export type LayerKind = 'area' | 'line' | 'point';

/** Enough to know a layer by. */
const SAMPLE = 50;

/**
 * The kinds of shapes in a layer, by its first features. Empty: the layer is, and may become
 * anything. Reactive through `layer.count`.
 */
export function layerKinds(layer: OpenLayer): ReadonlySet<LayerKind> {
	const kinds = new Set<LayerKind>();
	if (layer.count === 0) return kinds;
	let seen = 0;
	for (const { geometry } of layer.features()) {
		const { type } = geometry;
		if (type === 'Point' || type === 'MultiPoint') kinds.add('point');
		else if (type === 'LineString' || type === 'MultiLineString') kinds.add('line');
		else kinds.add('area');
		if (++seen >= SAMPLE) break;
	}
	return kinds;
}
