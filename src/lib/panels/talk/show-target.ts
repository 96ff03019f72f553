import type { CommentTarget } from '#core/doc/talk-document.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { fitFeatures, fitLayer } from '#lib/panels/map/fit.ts';
import type { MapScreen } from '#lib/panels/map/map-screen.svelte.ts';

/** Closer than this a place tells where it is. */
const PLACE_ZOOM = 8;

/** Moves the map to what a thread is about; the thread stays open beside it. */
export function showTarget(screen: MapScreen, target: CommentTarget): void {
	const { map, view } = screen;
	switch (target.kind) {
		case 'map':
			return;
		case 'place': {
			const zoom = Math.max(view.camera.zoom, PLACE_ZOOM);
			return view.flyTo({ center: [target.lng, target.lat], zoom });
		}
		case 'layer': {
			const layer = map.layer(target.layer);
			if (layer) fitLayer(screen, layer);
			return;
		}
		case 'feature': {
			const layer = map.layer(target.layer);
			if (layer) fitFeatures(screen, layer, [target.feature]);
			return;
		}
		default:
			return unreachable(target);
	}
}
