import type { Tools } from './tools.svelte.ts';

/** Keys of drawing, while focus is on the map. Returns the undo. */
export function listenToKeys(element: HTMLElement, tools: Tools): () => void {
	const actions: Readonly<Record<string, () => void>> = {
		Enter: () => tools.finish(),
		Escape: () => tools.cancel(),
		Backspace: () => tools.undoVertex(),
		Delete: () => tools.deleteKey()
	};
	const onKey = (event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
		if (!action) return;
		event.preventDefault();
		action();
	};
	element.addEventListener('keydown', onKey);
	return () => element.removeEventListener('keydown', onKey);
}
