import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import type { GestureKind, UndoOutcome } from '#lib/sync/history.svelte.ts';

/** The step in a noun, for "Undone: drawing". */
function gestureText(kind: GestureKind): string {
	switch (kind) {
		case 'add':
			return m.gesture_add();
		case 'delete':
			return m.gesture_delete();
		case 'geometry':
			return m.gesture_geometry();
		case 'property':
			return m.gesture_property();
		case 'style':
			return m.gesture_style();
		case 'layer':
			return m.gesture_layer();
		case 'add-layer':
			return m.gesture_add_layer();
		case 'remove-layer':
			return m.gesture_remove_layer();
		case 'move-layer':
			return m.gesture_move_layer();
		case 'stack':
			return m.gesture_stack();
		case 'map':
			return m.gesture_map();
		case 'import':
			return m.gesture_import();
		default:
			return unreachable(kind);
	}
}

/** What undo or redo did, honestly: a step that others changed since is not taken from them. */
export function outcomeText(outcome: UndoOutcome, direction: 'undo' | 'redo'): string {
	switch (outcome.result) {
		case 'nothing':
			return direction === 'undo' ? m.undo_nothing() : m.redo_nothing();
		case 'done': {
			const step = gestureText(outcome.kind);
			return direction === 'undo' ? m.undo_done({ step }) : m.redo_done({ step });
		}
		case 'partly':
			return m.undo_partly({ who: outcome.who ?? m.someone() });
		case 'refused':
			return m.undo_refused({ who: outcome.who ?? m.someone() });
		default:
			return unreachable(outcome);
	}
}
