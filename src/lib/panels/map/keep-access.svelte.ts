import { untrack } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { hideToast, showToast } from '#lib/ui/toast.ts';
import type { MapScreen } from './map-screen.svelte.ts';

/**
 * Keeps what this person may do in step with the server, and says so when it changes under their
 * hands: tools are put down with one sentence, and what was finished stays.
 */
export function keepAccess({ map, view }: MapScreen): void {
	$effect(() => {
		// Each time the server is reached, and each time the document may be edited or no longer.
		if (map.document.isSynced && map.status === 'ready') void askAgain(map.document.canEdit);
	});
	async function askAgain(_changed: boolean): Promise<void> {
		await untrack(() => map.access.ask());
	}

	let could: boolean | undefined;
	$effect(() => {
		if (map.status !== 'ready' || !map.document.isSynced) return;
		const can = map.canEdit;
		untrack(() => {
			if (could === true && !can) becameReader();
			else if (could === false && can) void showToast(m.access_can_edit(), { id: 'access' });
			could = can;
		});
	});

	$effect(() => {
		// Then there is nothing to look at, either.
		if (map.document.refusal !== undefined) void hideToast('access');
	});

	function becameReader(): void {
		const inHand = view.drawing && !view.tool.startsWith('measure');
		if (inHand) view.setTool('select');
		void showToast(m.access_read_only(), {
			detail: m.access_read_only_detail(),
			id: 'access',
			lasting: inHand
		});
	}
}
