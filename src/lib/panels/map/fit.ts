import { extentOf } from '#core/geometry/extent-of.ts';
import type { Geometry } from '#core/geometry/types.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/** Shows all that is visible; an empty map goes back to its starting view. */
export function fitAll({ view, map }: MapScreen): void {
	const visible = map.layers.filter((stacked) => stacked.visible).map(({ layer }) => layer);
	const extent = extentOf(geometries(visible));
	if (extent) view.fit(extent);
	else view.flyTo({ center: map.meta.center, zoom: map.meta.zoom });
}

/** False when the layer is empty. */
export function fitLayer({ view }: MapScreen, layer: OpenLayer): boolean {
	const extent = extentOf(geometries([layer]));
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

function* geometries(layers: readonly OpenLayer[]): Generator<Geometry> {
	for (const layer of layers) for (const { geometry } of layer.features()) yield geometry;
}
