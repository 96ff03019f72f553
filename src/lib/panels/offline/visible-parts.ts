import { basemapOf } from '#lib/map/basemaps.ts';
import type { Savable } from '#lib/offline/savable.ts';
import { savableBasemap } from '#lib/offline/savable-basemap.ts';
import { savableLayer } from '#lib/offline/savable-layer.ts';
import { m } from '#lib/paraglide/messages.js';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';

/** One thing that the map shows: kept by its tiles, or on this device already. */
export interface VisiblePart {
	readonly id: string;
	readonly name: string;
	/** Absent: on this device already. */
	readonly savable?: Savable;
}

/** All that the map shows, top of the stack first, the basemap last. */
export function visibleParts(
	map: OpenMap,
	timeOf: (layerId: string) => number | undefined
): VisiblePart[] {
	const layers = map.layers
		.filter(({ visible }) => visible)
		.map(({ layer: { id, meta } }): VisiblePart => {
			const name = meta.name || m.layer_untitled();
			if (meta.sourceType === 'vector') return { id, name };
			return {
				id,
				name,
				savable: savableLayer({ id, name, meta, time: timeOf(id), token: () => map.token })
			};
		});
	const { id, name } = basemapOf(map.meta.basemap);
	const base = { id: 'basemap', name };
	return [...layers, id === 'chart' ? base : { ...base, savable: savableBasemap(id, name) }];
}
