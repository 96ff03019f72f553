import type { Component } from 'svelte';
import Circle from '@lucide/svelte/icons/circle';
import Lasso from '@lucide/svelte/icons/lasso';
import LineSquiggle from '@lucide/svelte/icons/line-squiggle';
import MapPin from '@lucide/svelte/icons/map-pin';
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2';
import Pentagon from '@lucide/svelte/icons/pentagon';
import Pencil from '@lucide/svelte/icons/pencil';
import Ruler from '@lucide/svelte/icons/ruler';
import RulerDimensionLine from '@lucide/svelte/icons/ruler-dimension-line';
import Scissors from '@lucide/svelte/icons/scissors';
import Square from '@lucide/svelte/icons/square';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Tool } from '#lib/map/view-types.ts';

export const TOOL_ICONS: Readonly<
	Record<Tool, Component<{ size?: number | string; 'aria-hidden'?: 'true' }>>
> = {
	select: MousePointer2,
	edit: Pencil,
	point: MapPin,
	line: Waypoints,
	polygon: Pentagon,
	rectangle: Square,
	circle: Circle,
	freehand: Lasso,
	'freehand-line': LineSquiggle,
	hole: Scissors,
	'measure-line': Ruler,
	'measure-area': RulerDimensionLine
};
