import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { VectorStyle } from '#core/layer/types.ts';
import { haloLimit, iconName, iconSize } from './icons.ts';

/** How a layer stands on the map, beside its own style. */
export interface LayerLook {
	readonly style: VectorStyle;
	/** 0–1, of the layer as a whole: overlaps do not add up. */
	readonly opacity: number;
	readonly theme: 'light' | 'dark';
	/** Widths and sizes are multiplied by this (projector). */
	readonly scale: number;
}

/** Feature states that the map sets: `editing` features are drawn by the editor instead. */
const SELECTED: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];
const HOVER: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false];
const EDITING: ExpressionSpecification = ['boolean', ['feature-state', 'editing'], false];

/** Selection stands out from any colour a layer may have: the accent, with a pale or dark edge. */
const ACCENT = { light: '#0b5652', dark: '#7bd8cd' } as const;
const PAPER = { light: '#ffffff', dark: '#0b1219' } as const;

const ofKind = (...kinds: string[]): ['in', ExpressionSpecification, ['literal', string[]]] => [
	'in',
	['geometry-type'],
	['literal', kinds]
];

/** The style layers of one vector layer, bottom to top. All read the source of the same id. */
export function featureLayers(source: string, look: LayerLook): LayerSpecification[] {
	const sorted = ['get', 'o'] satisfies ExpressionSpecification;
	return [
		{
			id: `${source}/fill`,
			type: 'fill',
			source,
			filter: ofKind('Polygon', 'MultiPolygon'),
			layout: { 'fill-sort-key': sorted },
			paint: fillPaint(look)
		},
		{
			id: `${source}/casing`,
			type: 'line',
			source,
			filter: ofKind('Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'),
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			paint: casingPaint(look)
		},
		{
			id: `${source}/line`,
			type: 'line',
			source,
			filter: ofKind('Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'),
			layout: { 'line-sort-key': sorted, 'line-join': 'round', 'line-cap': 'round' },
			paint: linePaint(look)
		},
		{
			id: `${source}/point`,
			type: 'symbol',
			source,
			filter: ofKind('Point', 'MultiPoint'),
			layout: {
				'symbol-sort-key': sorted,
				'icon-image': iconName(look.style.pointIcon),
				'icon-size': iconSize(look.style.pointSize) * look.scale,
				'icon-allow-overlap': true,
				'icon-ignore-placement': true
			},
			paint: pointPaint(look)
		}
	];
}

function fillPaint({ style, opacity }: LayerLook) {
	const plain = style.fillOpacity;
	const strong = Math.min(1, plain + 0.15);
	return {
		'fill-color': style.fill,
		'fill-opacity': ['case', EDITING, 0, ['any', SELECTED, HOVER], strong, plain],
		'fill-antialias': false,
		'fill-layer-opacity': opacity
	} satisfies object as never;
}

/** Seen under selected features only. */
function casingPaint({ style, opacity, theme, scale }: LayerLook) {
	const hidden: ExpressionSpecification = ['any', EDITING, ['!', SELECTED]];
	return {
		'line-color': PAPER[theme],
		'line-width': (Math.max(style.strokeWidth, 2) + 4) * scale,
		'line-opacity': ['case', hidden, 0, 0.9],
		'line-layer-opacity': opacity
	} satisfies object as never;
}

function linePaint({ style, opacity, theme, scale }: LayerLook) {
	const width = style.strokeWidth * scale;
	const strong = Math.max(style.strokeWidth, 2) * scale + 0.5;
	return {
		'line-color': ['case', SELECTED, ACCENT[theme], style.stroke],
		'line-width': ['case', SELECTED, strong, HOVER, width + 1, width],
		'line-opacity': ['case', EDITING, 0, 1],
		'line-layer-opacity': opacity
	} satisfies object as never;
}

function pointPaint({ style, opacity, theme, scale }: LayerLook) {
	const limit = haloLimit(iconSize(style.pointSize) * scale);
	return {
		'icon-color': style.fill,
		'icon-opacity': ['case', EDITING, 0, opacity],
		'icon-halo-color': ['case', SELECTED, ACCENT[theme], HOVER, ACCENT[theme], style.stroke],
		'icon-halo-width': ['case', SELECTED, Math.min(3.5, limit), Math.min(style.strokeWidth, limit)]
	} satisfies object as never;
}

const TEXT_PIXELS = 12;

/** Names of features, on points of their own so that each stands once and inside its shape. */
export function labelLayer(
	source: string,
	{ style, opacity, theme, scale }: LayerLook
): LayerSpecification {
	// Below the icon, in ems of the text.
	const below = (style.pointSize + 3) / TEXT_PIXELS;
	return {
		id: `${source}/text`,
		type: 'symbol',
		source,
		layout: {
			'text-field': ['get', 'name'],
			'text-font': ['Inter Variable', 'system-ui'],
			'text-size': TEXT_PIXELS * scale,
			'text-max-width': 9,
			'text-padding': 3,
			'text-anchor': ['case', ['has', 'point'], 'top', 'center'],
			'text-offset': ['case', ['has', 'point'], ['literal', [0, below]], ['literal', [0, 0]]],
			'symbol-sort-key': ['-', 0, ['get', 'o']]
		},
		paint: {
			'text-color': theme === 'dark' ? '#e8eef4' : '#16212c',
			'text-halo-color': theme === 'dark' ? 'rgba(11, 18, 25, 0.8)' : 'rgba(255, 255, 255, 0.85)',
			'text-halo-width': 1.4,
			'text-opacity': opacity
		}
	};
}
