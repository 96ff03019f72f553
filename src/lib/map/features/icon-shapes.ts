import type { PointIcon } from '#core/layer/types.ts';

/**
 * Outlines in a box of 24 × 24, our own drawings. `stroke` marks line drawings: they are drawn with
 * that width instead of filled.
 */
export const ICON_SHAPES: Readonly<
	Record<PointIcon, { readonly path: string; readonly stroke?: number }>
> = {
	circle: { path: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z' },
	square: { path: 'M3.5 3.5h17v17h-17z' },
	triangle: { path: 'M12 2.5l10.4 18h-20.8z' },
	diamond: { path: 'M12 1l11 11l-11 11l-11-11z' },
	anchor: {
		path: 'M12 8v13M8 11h8M4 13.5c0 4.5 3.6 7.5 8 7.5s8-3 8-7.5M12 2.6a2.6 2.6 0 1 0 .01 0',
		stroke: 2.4
	},
	ship: {
		path: 'M2 14.5h20l-3 6.5h-14zM5.5 12.5v-5h4v-4.5h3v4.5h6v5z'
	},
	fish: {
		path: 'M1.5 12c3-4.6 6.6-6.5 10.3-6.5c3.4 0 6 2 7.6 4.4l3.6-3v10.2l-3.6-3c-1.6 2.4-4.2 4.4-7.6 4.4c-3.7 0-7.3-1.9-10.3-6.5z'
	},
	wind: {
		path: 'M12 12v10.5M12 10.2l-1.2-8.7l2.4 0zM13.4 12.5l7.9 3.4l-1.3 2.1zM10.6 12.5l-7.9 3.4l1.3 2.1z',
		stroke: 1.8
	},
	waves: {
		path: 'M2 7c3.3-3 6.700-3 10 0s6.700 3 10 0M2 12.500c3.300-3 6.700-3 10 0s6.700 3 10 0M2 18c3.300-3 6.700-3 10 0s6.700 3 10 0',
		stroke: 2.4
	},
	flag: { path: 'M4.500 2v20.500M5.500 3.500h14.500l-4 5.500l4 5.500h-14.500z', stroke: 2 }
};
