import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { testId } from '#core/testing/ids.ts';
import { addComment } from '#core/edit/talk-edits.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { answerFetch } from '#lib/panels/testing/answer-fetch.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import { OpenTalk } from '#lib/sync/open-talk.svelte.ts';
import TalkPanel from './TalkPanel.svelte';

let shown: Shown | undefined;
let talk: OpenTalk;

/** The panel over a real document; there is no server, as on a boat. */
beforeEach(() => {
	localStorage.clear();
	answerFetch({});
	shown = showPart(TalkPanel, (map, workspace) => {
		workspace.identity.rename('Ann');
		workspace.people.meet([{ id: testId(2), name: 'Bo' }]);
		talk = new OpenTalk(map, workspace);
		return { talk };
	});
});
afterEach(async () => {
	await shown?.close();
	talk.close();
	vi.unstubAllGlobals();
});

const box = page.getByRole('combobox', { name: 'Write a comment' });
const comment = (text: string) => page.getByRole('article').filter({ hasText: text });

async function post(text: string): Promise<void> {
	await box.fill(text);
	await page.getByRole('button', { name: 'Post' }).click();
}

/** Another person's comment, as it comes over the network. */
function hear(text: string): void {
	const { doc } = talk.document;
	const said = {
		id: testId(30),
		author: testId(2),
		at: new Date().toISOString(),
		text,
		parent: null
	};
	const target = { id: shown?.map.id ?? '', doc };
	applyChanges(doc, addComment(target, { ...said, target: { kind: 'map' } }), 'remote');
}

test('begins empty, with a word on what it is for', async () => {
	await expect.element(page.getByRole('heading', { level: 3 })).toBeVisible();
	await post('Is it wide enough?');
	await expect.element(comment('wide enough').filter({ hasText: 'Ann' })).toBeVisible();
	expect(page.getByRole('heading', { level: 3 }).elements()).toEqual([]);
});

test('answers stand under what they answer, and stay when that is deleted', async () => {
	await post('Is it wide enough?');
	await comment('wide enough').getByRole('button', { name: 'Reply' }).click();
	await comment('wide enough').getByRole('combobox').fill('Far too narrow');
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await expect.element(comment('Far too')).toBeVisible();
	await comment('wide enough')
		.getByRole('button', { name: /^More for/ })
		.click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
	await expect.element(page.getByText('This comment was deleted')).toBeVisible();
	await expect.element(comment('Far too')).toBeVisible();
});

test('what is settled steps back, and can be brought out again', async () => {
	await post('Is it wide enough?');
	// Nothing is looked at in particular.
	if (shown) shown.screen.thread = null;
	await page.getByRole('button', { name: 'Resolve' }).click();
	await expect.poll(() => comment('wide enough').elements()).toEqual([]);
	await page.getByRole('checkbox').click();
	await page.getByRole('button', { name: 'Reopen' }).click();
	await expect.element(page.getByRole('button', { name: 'Resolve' })).toBeVisible();
});

test('others’ words can be answered, not changed; the owner may take them away', async () => {
	hear('Who asked the fishers?');
	await expect.element(comment('fishers').filter({ hasText: 'Bo' })).toBeVisible();
	await comment('fishers')
		.getByRole('button', { name: /^More for/ })
		.click();
	await expect.element(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
	expect(page.getByRole('menuitem', { name: 'Edit' }).elements()).toEqual([]);
});
