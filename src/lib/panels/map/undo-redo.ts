import { outcomeText } from '#lib/panels/words/undo-words.ts';
import type { UndoOutcome } from '#lib/sync/history.svelte.ts';
import type { OpenMap } from '#lib/sync/open-map.svelte.ts';
import { showToast } from '#lib/ui/toast.ts';

type Say = (text: string) => void;

export function undo(map: OpenMap, say: Say): void {
	tell(map.history.undo(), 'undo', say);
}

export function redo(map: OpenMap, say: Say): void {
	tell(map.history.redo(), 'redo', say);
}

/** What was done is seen on the map and only said; what was not done needs a word on the screen. */
function tell(outcome: UndoOutcome, direction: 'undo' | 'redo', say: Say): void {
	const text = outcomeText(outcome, direction);
	if (outcome.result === 'partly' || outcome.result === 'refused') {
		void showToast(text, { id: 'undo' });
	} else say(text);
}
