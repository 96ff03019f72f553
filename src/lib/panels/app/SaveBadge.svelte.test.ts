import { flushSync, mount, unmount } from 'svelte';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { saveDetail, saveShortText, saveText } from '#lib/panels/words/save-words.ts';
import type { SaveState } from '#lib/sync/save-state.ts';
import SaveBadge from '#lib/ui/SaveBadge.svelte';

const STATES: readonly (readonly [SaveState, string])[] = [
	[{ kind: 'saved', waiting: 0 }, 'Saved'],
	[{ kind: 'saving', waiting: 2 }, 'Saving…'],
	[{ kind: 'on-device', waiting: 1 }, '1 edit is on this device, waiting for the network'],
	[{ kind: 'on-device', waiting: 3 }, '3 edits are on this device, waiting for the network'],
	[{ kind: 'at-risk', waiting: 2 }, '2 edits are only in this window: keep it open']
];

for (const [state, words] of STATES) {
	for (const compact of [false, true]) {
		test(`${state.kind} with ${state.waiting} is named "${words}"${compact ? ' on a phone' : ''}`, async () => {
			const shown = mount(SaveBadge, {
				target: document.body,
				props: {
					kind: state.kind,
					text: saveText(state),
					shortText: saveShortText(state),
					detail: saveDetail(state),
					compact
				}
			});
			flushSync();
			const badge = page.getByRole('status', { name: words, exact: true });
			await expect.element(badge).toBeVisible();
			await expect.element(badge).toHaveAttribute('data-save', state.kind);
			await unmount(shown);
		});
	}
}
