import { POINT_ICONS, type PointIcon } from '#core/layer/types.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { distanceField } from './distance-field.ts';
import { ICON_SHAPES } from './icon-shapes.ts';

/** Pixels of the picture; icons are drawn at up to 64 CSS pixels. */
const SIZE = 64;
const PADDING = 12;

export function iconName(icon: PointIcon): string {
	return `icon-${icon}`;
}

/** `icon-size` of MapLibre for a style's `pointSize`, which is the radius in CSS pixels. */
export function iconSize(pointSize: number): number {
	return (2 * pointSize) / SIZE;
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
