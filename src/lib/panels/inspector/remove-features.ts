import { m } from '#lib/paraglide/messages.js';
import type { MapScreen } from '#lib/panels/map/map-screen.svelte.ts';
import { offerUndo } from '#lib/panels/map/remove-layer.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';

/** Deletes features and offers them back. */
export function removeFeatures(screen: MapScreen, layer: OpenLayer, ids: readonly string[]): void {
	layer.remove(ids);
	screen.view.clearSelection();
	offerUndo(screen, m.features_removed({ count: ids.length }), () => undefined);
}
