import type { PointIcon } from '#core/layer/types.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';

export function iconName(icon: PointIcon): string {
	switch (icon) {
		case 'circle':
			return m.icon_circle();
		case 'square':
			return m.icon_square();
		case 'triangle':
			return m.icon_triangle();
		case 'diamond':
			return m.icon_diamond();
		case 'anchor':
			return m.icon_anchor();
		case 'ship':
			return m.icon_ship();
		case 'fish':
			return m.icon_fish();
		case 'wind':
			return m.icon_wind();
		case 'waves':
			return m.icon_waves();
		case 'flag':
			return m.icon_flag();
		default:
			return unreachable(icon);
	}
}

/** In the order of the palette, fill and outline alike. */
const NAMES: readonly (readonly [readonly string[], () => string])[] = [
	[['#14b8a6', '#0f766e'], m.color_teal],
	[['#4f7be0', '#2f55b8'], m.color_blue],
	[['#e5a23b', '#a9650a'], m.color_amber],
	[['#c65a9e', '#963574'], m.color_magenta],
	[['#3aa873', '#23774f'], m.color_green],
	[['#8b6fd0', '#6144a8'], m.color_violet],
	[['#d9694a', '#a8401f'], m.color_rust],
	[['#8f9aad', '#5c6779'], m.color_grey]
];

/** The word for a colour of the palette; its code for any other. */
export function colorName(color: string): string {
	return NAMES.find(([colors]) => colors.includes(color))?.[1]() ?? color;
}
