import { POINT_ICONS, type PointIcon } from '#core/layer/types.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { distanceField, OUTSIDE_PIXELS } from './distance-field.ts';
import { ICON_SHAPES } from './icon-shapes.ts';

/** Pixels of a shape in its picture: near what is drawn, so that outlines have room (`haloLimit`). */
const SIZE = 30;
const PADDING = 8;

export function iconName(icon: PointIcon): string {
	return `icon-${icon}`;
}

/** `icon-size` of MapLibre for a style's `pointSize`, which is the radius in CSS pixels. */
export function iconSize(pointSize: number): number {
	return (2 * pointSize) / SIZE;
}

/** Half the softness of an outline's edge in MapLibre's shader, in CSS pixels. */
const EDGE_PIXELS = 0.84;

/** The widest outline in CSS pixels that the picture of an icon of that `icon-size` has room for. */
export function haloLimit(size: number): number {
	return Math.max(0, OUTSIDE_PIXELS * size - EDGE_PIXELS);
}

/** Adds all point icons as distance fields: crisp at any size, tinted and outlined by the style. */
export function addIcons(map: MapLibreMap): void {
	for (const icon of POINT_ICONS) map.addImage(iconName(icon), picture(icon), { sdf: true });
}

function picture(icon: PointIcon): { width: number; height: number; data: Uint8ClampedArray } {
	const size = SIZE + 2 * PADDING;
	const canvas = new OffscreenCanvas(size, size);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no 2d canvas');
	const { path, stroke } = ICON_SHAPES[icon];
	context.translate(PADDING, PADDING);
	context.scale(SIZE / 24, SIZE / 24);
	const shape = new Path2D(path);
	if (stroke !== undefined) {
		context.lineWidth = stroke;
		context.lineCap = 'round';
		context.lineJoin = 'round';
		context.stroke(shape);
	}
	if (stroke === undefined || icon === 'flag' || icon === 'wind') context.fill(shape);
	const alpha = context.getImageData(0, 0, size, size).data.filter((_, i) => i % 4 === 3);
	return { width: size, height: size, data: distanceField(alpha, size) };
}
