import type { JsonValue } from '../util/json.ts';

export const SOURCE_TYPES = ['wms', 'geotiff', 'vector'] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** How a vector layer is drawn. Colours are CSS hex; widths and sizes in CSS pixels; opacities 0–1. */
export interface VectorStyle {
	readonly stroke: string;
	readonly strokeWidth: number;
	readonly fill: string;
	readonly fillOpacity: number;
	readonly pointSize: number;
	readonly pointIcon: PointIcon;
	/** With which the layer, of whatever kind, comes onto a map. */
	readonly opacity?: number;
}

export const POINT_ICONS = [
	'circle',
	'square',
	'triangle',
	'diamond',
	'anchor',
	'ship',
	'fish',
	'wind',
	'waves',
	'flag'
] as const;
export type PointIcon = (typeof POINT_ICONS)[number];

/** What a layer says of itself; read from its document. */
export interface LayerMeta {
	readonly name: string;
	readonly description: string;
	readonly category: string;
	readonly sourceType: SourceType;
	readonly sourceConfig: JsonValue;
	readonly legendConfig: JsonValue;
	readonly metadata: JsonValue;
	readonly style: VectorStyle;
}
