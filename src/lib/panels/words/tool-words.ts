import { unreachable } from '#core/util/unreachable.ts';
import type { Hint, Tool } from '#lib/map/view-types.ts';
import { m } from '#lib/paraglide/messages.js';

export function toolName(tool: Tool): string {
	switch (tool) {
		case 'select':
			return m.tool_select();
		case 'edit':
			return m.tool_edit();
		case 'point':
			return m.tool_point();
		case 'line':
			return m.tool_line();
		case 'polygon':
			return m.tool_polygon();
		case 'rectangle':
			return m.tool_rectangle();
		case 'circle':
			return m.tool_circle();
		case 'freehand':
			return m.tool_freehand();
		case 'freehand-line':
			return m.tool_freehand_line();
		case 'hole':
			return m.tool_hole();
		case 'measure-line':
			return m.tool_measure_line();
		case 'measure-area':
			return m.tool_measure_area();
		default:
			return unreachable(tool);
	}
}

/** Each hint for a mouse, and for fingers, which have no double click and no Enter. */
const HINTS: Readonly<Record<Hint, readonly [mouse: () => string, touch: () => string]>> = {
	'point-place': [m.hint_point, m.hint_point_touch],
	'line-start': [m.hint_line_start, m.hint_line_start_touch],
	'line-next': [m.hint_next, m.hint_next_touch],
	'line-finish': [m.hint_line_finish, m.hint_line_finish_touch],
	'polygon-start': [m.hint_polygon_start, m.hint_polygon_start_touch],
	'polygon-next': [m.hint_next, m.hint_next_touch],
	'polygon-finish': [m.hint_polygon_finish, m.hint_polygon_finish_touch],
	'rectangle-start': [m.hint_rectangle_start, m.hint_rectangle_start_touch],
	'rectangle-finish': [m.hint_rectangle_finish, m.hint_rectangle_finish_touch],
	'circle-start': [m.hint_circle_start, m.hint_circle_start_touch],
	'circle-finish': [m.hint_circle_finish, m.hint_circle_finish_touch],
	'freehand-start': [m.hint_freehand_start, m.hint_freehand_start],
	'freehand-drawing': [m.hint_freehand_drawing, m.hint_freehand_drawing],
	'tool-away': [m.part_away, m.part_away],
	'edit-pick': [m.hint_edit_pick, m.hint_edit_pick_touch],
	'edit-drag': [m.hint_edit_drag, m.hint_edit_drag],
	'hole-pick': [m.hint_hole_pick, m.hint_hole_pick_touch],
	'hole-start': [m.hint_hole_start, m.hint_hole_start_touch],
	'hole-next': [m.hint_next, m.hint_next_touch],
	'hole-finish': [m.hint_polygon_finish, m.hint_polygon_finish_touch]
};

/** What the next click does. */
export function hintText(hint: Hint, { touch }: { readonly touch: boolean }): string {
	return HINTS[hint][touch ? 1 : 0]();
}
