import type { CommentTarget } from '#core/doc/talk-document.ts';
import { formatCoordinates } from '#core/geometry/format-coordinates.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { featureLabel } from '#lib/panels/inspector/feature-label.ts';
import { m } from '#lib/paraglide/messages.js';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';

/** Of a minute: a place is talked about, not measured, and its mark is narrow. */
const PLACE_DECIMALS = 1;

/** What a thread is about, in the words of the map. Reactive. */
export function targetText(map: OpenMap, target: CommentTarget): string {
	switch (target.kind) {
		case 'map':
			return m.talk_about_map();
		case 'place':
			return formatCoordinates([target.lng, target.lat], 'degrees-minutes', PLACE_DECIMALS);
		case 'layer': {
			const layer = map.layer(target.layer);
			return layer ? layer.meta.name || m.layer_untitled() : m.talk_about_gone_layer();
		}
		case 'feature': {
			const feature = map.layer(target.layer)?.feature(target.feature);
			return feature ? featureLabel(feature) : m.talk_about_gone_feature();
		}
		default:
			return unreachable(target);
	}
}

/** Whether what the thread is about can be shown. */
export function isThere(map: OpenMap, target: CommentTarget): boolean {
	switch (target.kind) {
		case 'map':
			return false;
		case 'place':
			return true;
		case 'layer':
			return map.layers.some(({ layer }) => layer.id === target.layer);
		case 'feature':
			return map.layer(target.layer)?.feature(target.feature) !== undefined;
		default:
			return unreachable(target);
	}
}
