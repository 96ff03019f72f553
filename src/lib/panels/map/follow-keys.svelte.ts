import type { Preferences } from '#lib/panels/app/preferences.svelte.ts';
import { getAnnouncer } from '#lib/panels/app/announcer.svelte.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';
import { redo, undo } from './undo-redo.ts';
import { fitAll } from './fit.ts';
import type { MapScreen } from './map-screen.svelte.ts';
import { commandOf, type Command } from './shortcuts.ts';

/** Keys of the whole screen, unless someone is typing or a dialog is open. */
export function followKeys(screen: MapScreen, preferences: Preferences): void {
	const announcer = getAnnouncer();
	const onkeydown = (event: KeyboardEvent): void => {
		if (event.defaultPrevented || event.isComposing || screen.dialog !== null) return;
		const command = commandOf(event);
		if (!command || takesText(event.target)) return;
		// Enter on a button presses it; Delete and the like in a list belong to the list.
		if (command.do === 'finish' && isPressable(event.target)) return;
		run(command, { screen, preferences, say: (text) => announcer.say(text) });
		event.preventDefault();
	};
	$effect(() => {
		window.addEventListener('keydown', onkeydown);
		return () => window.removeEventListener('keydown', onkeydown);
	});
}

function run(
	command: Command,
	context: { screen: MapScreen; preferences: Preferences; say: (text: string) => void }
): void {
	const { screen, preferences, say } = context;
	const { view, map } = screen;
	switch (command.do) {
		case 'tool':
			if (map.canEdit || isHarmless(command.tool)) view.setTool(command.tool);
			return;
		case 'undo':
			return view.sketch?.canUndoVertex && view.drawing ? view.undoVertex() : undo(map, say);
		case 'redo':
			return redo(map, say);
		case 'back':
			return goBack(screen, preferences);
		case 'finish':
			return view.finish();
		case 'undo-vertex':
			return view.drawing ? view.undoVertex() : undefined;
		case 'delete':
			return map.canEdit ? view.deleteSelection() : undefined;
		case 'projector':
			preferences.projector = !preferences.projector;
			return;
		case 'help':
			screen.dialog = 'help';
			return;
		case 'layers':
			return preferences.set({ layersOpen: !preferences.layersOpen });
		case 'fit':
			return fitAll(screen);
		case 'zoom-in':
			return view.zoomBy(1);
		case 'zoom-out':
			return view.zoomBy(-1);
		case 'values':
			return say(screen.askAtMiddle() ? m.values_at_middle() : m.identify_none());
		default:
			return unreachable(command);
	}
}

/** One thing at a time: the sketch, the tool, the selection, the open layer, the projector. */
function goBack(screen: MapScreen, preferences: Preferences): void {
	const { view } = screen;
	if (view.drawing || view.sketch) view.cancel();
	else if (view.following !== null) view.following = null;
	else if (screen.inspected) screen.back();
	else preferences.projector = false;
}

function isHarmless(tool: string): boolean {
	return tool === 'select' || tool.startsWith('measure');
}

function takesText(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input, textarea, select, [role="menu"] *'))
	);
}

function isPressable(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches('button, a, summary, [role="button"]');
}
