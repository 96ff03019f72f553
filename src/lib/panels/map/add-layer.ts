import { m } from '#lib/paraglide/messages.js';
import type { MapScreen } from './map-screen.svelte.ts';
import { nextStyle } from './palette.ts';

/** A new empty layer on top, ready to be named and drawn in. */
export function addLayer(screen: MapScreen): void {
	const { map, view } = screen;
	const styles = map.layers.map(({ layer }) => layer.meta.style);
	const layer = map.addVectorLayer(m.layer_untitled(), nextStyle(styles));
	view.activeLayerId = layer.id;
	screen.renaming = layer.id;
}
