import * as Y from 'yjs';
import { STACK } from '#core/doc/map-document.ts';

/**
 * An update of a map, together with the removal of some of the layers that it adds. As one update, so
 * that nobody ever sees them on the map: everybody converges, the sender too, and nothing else that
 * they did is lost.
 */
export function withoutLayers(
	update: Uint8Array,
	doc: Y.Doc,
	layerIds: readonly string[]
): Uint8Array {
	const copy = new Y.Doc();
	try {
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		Y.applyUpdate(copy, update);
		const updates = [update];
		copy.on('update', (removal: Uint8Array) => updates.push(removal));
		const stack = copy.getMap(STACK);
		copy.transact(() => {
			for (const layerId of layerIds) stack.delete(layerId);
		});
		return Y.mergeUpdates(updates);
	} finally {
		copy.destroy();
	}
}
