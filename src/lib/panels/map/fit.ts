import { extentOf } from '#core/geometry/extent-of.ts';
import type { Extent, Geometry } from '#core/geometry/types.ts';
import { configExtent } from '#lib/panels/raster-layer/raster-extent.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/** Shows all that is visible; an empty map goes back to its starting view. */
export function fitAll({ view, map }: MapScreen): void {
	const visible = map.layers.filter((stacked) => stacked.visible).map(({ layer }) => layer);
	// A raster may cover the world: what was drawn says more of where to look.
	const extent = extentOf(geometries(visible)) ?? extentOfRasters(visible);
	if (extent) view.fit(extent);
	else view.flyTo({ center: map.meta.center, zoom: map.meta.zoom });
}

/** False when the layer is empty. */
export function fitLayer({ view }: MapScreen, layer: OpenLayer): boolean {
	const extent = extentOf(geometries([layer])) ?? extentOfRasters([layer]);
	if (extent) view.fit(extent);
	return extent !== undefined;
}

export function fitFeatures({ view }: MapScreen, layer: OpenLayer, ids: readonly string[]): void {
	const extent = extentOf(
		ids.flatMap((id) => {
			const feature = layer.peek(id);
			return feature ? [feature.geometry] : [];
		})
	);
	if (extent) view.fit(extent);
}

function extentOfRasters(layers: readonly OpenLayer[]): Extent | undefined {
	const extents = layers
		.map((layer) => configExtent(layer.meta.sourceConfig))
		.filter((extent) => extent !== undefined);
	if (extents.length === 0) return undefined;
	const side = (i: 0 | 1 | 2 | 3): number[] => extents.map((extent) => extent[i]);
	return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

function* geometries(layers: readonly OpenLayer[]): Generator<Geometry> {
	for (const layer of layers) for (const { geometry } of layer.features()) yield geometry;
}
