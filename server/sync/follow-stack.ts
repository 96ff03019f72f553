import type * as Y from 'yjs';
import { STACK } from '#core/doc/map-document.ts';
import type { LiveDocument } from './live-document.ts';

/** Tells of layers that leave a map, by whatever way: who saw them through it may not any more. */
export function followStack(live: LiveDocument, onGone: (layerIds: string[]) => void): void {
	if (live.kind !== 'map') return;
	live.doc.getMap(STACK).observe(({ changes }: Y.YMapEvent<unknown>) => {
		const gone = [...changes.keys].flatMap(([id, { action }]) => (action === 'delete' ? [id] : []));
		if (gone.length > 0) onGone(gone);
	});
}
