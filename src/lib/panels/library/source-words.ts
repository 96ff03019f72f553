import type { Component } from 'svelte';
import Globe from '@lucide/svelte/icons/globe';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import Pentagon from '@lucide/svelte/icons/pentagon';
import type { SourceType } from '#core/layer/types.ts';
import { m } from '#lib/paraglide/messages.js';

export const SOURCE_ICONS: Readonly<
	Record<SourceType, Component<{ size?: number | string; 'aria-hidden'?: 'true' }>>
> = { vector: Pentagon, wms: Globe, geotiff: Grid3x3 };

export function sourceName(type: SourceType): string {
	switch (type) {
		case 'vector':
			return m.source_vector();
		case 'wms':
			return m.source_wms();
		case 'geotiff':
			return m.source_geotiff();
	}
}
