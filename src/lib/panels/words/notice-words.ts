import { unreachable } from '#core/util/unreachable.ts';
import type { NoticeKind } from '#lib/map/view-types.ts';
import { m } from '#lib/paraglide/messages.js';

/** Something that happened on the map: what, and what became of the person's work. */
export function noticeText(kind: NoticeKind): string {
	switch (kind) {
		case 'removed-elsewhere':
			return m.notice_removed_elsewhere();
		case 'changed-elsewhere':
			return m.notice_changed_elsewhere();
		case 'replaced-elsewhere':
			return m.notice_replaced_elsewhere();
		case 'crosses-date-line':
			return m.notice_crosses_date_line();
		case 'not-a-shape':
			return m.notice_not_a_shape();
		case 'hole-outside':
			return m.notice_hole_outside();
		case 'layer-full':
			return m.notice_layer_full();
		case 'too-many-vertices':
			return m.notice_too_many_vertices();
		case 'read-only':
			return m.notice_read_only();
		case 'layer-hidden':
			return m.notice_layer_hidden();
		default:
			return unreachable(kind);
	}
}
