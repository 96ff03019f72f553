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

/** What the next click does. `touch`: said for fingers, which have no double click. */
export function hintText(hint: Hint, options: { readonly touch: boolean }): string {
	const { touch } = options;
	switch (hint) {
		case 'point-place':
			return touch ? m.hint_point_touch() : m.hint_point();
		case 'line-start':
			return touch ? m.hint_line_start_touch() : m.hint_line_start();
		case 'line-next':
			return touch ? m.hint_next_touch() : m.hint_next();
		case 'line-finish':
			return touch ? m.hint_line_finish_touch() : m.hint_line_finish();
		case 'polygon-start':
			return touch ? m.hint_polygon_start_touch() : m.hint_polygon_start();
		case 'polygon-next':
			return touch ? m.hint_next_touch() : m.hint_next();
		case 'polygon-finish':
			return touch ? m.hint_polygon_finish_touch() : m.hint_polygon_finish();
		case 'rectangle-start':
			return touch ? m.hint_rectangle_start_touch() : m.hint_rectangle_start();
		case 'rectangle-finish':
			return touch ? m.hint_rectangle_finish_touch() : m.hint_rectangle_finish();
		case 'circle-start':
			return touch ? m.hint_circle_start_touch() : m.hint_circle_start();
		case 'circle-finish':
			return touch ? m.hint_circle_finish_touch() : m.hint_circle_finish();
		case 'freehand-start':
			return m.hint_freehand_start();
		case 'freehand-drawing':
			return m.hint_freehand_drawing();
		case 'edit-pick':
			return touch ? m.hint_edit_pick_touch() : m.hint_edit_pick();
		case 'edit-drag':
			return m.hint_edit_drag();
		case 'hole-pick':
			return touch ? m.hint_hole_pick_touch() : m.hint_hole_pick();
		case 'hole-start':
			return touch ? m.hint_hole_start_touch() : m.hint_hole_start();
		case 'hole-next':
			return touch ? m.hint_next_touch() : m.hint_next();
		case 'hole-finish':
			return touch ? m.hint_polygon_finish_touch() : m.hint_polygon_finish();
		default:
			return unreachable(hint);
	}
}
