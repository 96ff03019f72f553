import { m } from '#lib/paraglide/messages.js';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import { showToast } from '#lib/ui/toast.ts';
import type { MapScreen } from './map-screen.svelte.ts';
import { undo } from './undo-redo.ts';

/** Takes a layer off the map, and offers it back. */
export function removeLayer(
	screen: MapScreen,
	layer: OpenLayer,
	say: (text: string) => void
): void {
	const { map, view } = screen;
	const name = layer.meta.name || m.layer_untitled();
	map.removeLayer(layer.id);
	if (view.selection?.layerId === layer.id) view.clearSelection();
	offerUndo(screen, m.layer_removed({ name }), say);
}

/** A message with "Undo" that takes back the last step, as long as it is the last. */
export function offerUndo({ map }: MapScreen, text: string, say: (text: string) => void): void {
	const step = map.history.last;
	void showToast(text, {
		id: 'removed',
		action: {
			label: m.undo(),
			run: () => {
				if (map.history.last === step) undo(map, say);
				else void showToast(m.undo_too_late());
			}
		}
	});
}
