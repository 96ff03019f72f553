import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/**
 * Ends of the bands that layers are put into, bottom to top. A layer of a band is added with
 * `beforeId: slot(band)`; the markers themselves draw nothing. The style is never replaced.
 */
export const BANDS = ['base', 'raster', 'vector', 'label', 'presence', 'draw'] as const;
export type Band = (typeof BANDS)[number];

export function slot(band: Band): string {
	return `slot-${band}`;
}

export function emptyStyle(): StyleSpecification {
	return { version: 8, sources: {}, layers: BANDS.map(marker) };
}

function marker(band: Band): LayerSpecification {
	return { id: slot(band), type: 'background', layout: { visibility: 'none' } };
}
