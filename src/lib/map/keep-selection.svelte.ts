import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import type { MapViewState } from './map-view-state.svelte.ts';

/** Takes out of the selection what is not there any more. Call inside an effect root. */
export function keepSelection(map: OpenMap, view: MapViewState): void {
	$effect(() => {
		const { selection } = view;
		if (!selection) return;
		const { layerId, ids } = selection;
		const layer = map.layers.find((stacked) => stacked.layer.id === layerId)?.layer;
		if (!layer) return view.clearSelection();
		return layer.onFeatures((changes) => {
			if (!ids.some((id) => changes.ids.has(id))) return;
			view.select(
				layerId,
				ids.filter((id) => layer.peek(id) !== undefined)
			);
		});
	});
}
