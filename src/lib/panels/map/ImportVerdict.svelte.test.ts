import { mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { FileVerdict } from '#lib/transfer/reading-types.ts';
import ImportVerdict from './ImportVerdict.svelte';

let shown: Record<string, unknown>;
afterEach(() => unmount(shown));

function show(verdict: FileVerdict, options: { room?: number; activeName?: string } = {}) {
	const ontarget = vi.fn();
	shown = mount(ImportVerdict, {
		target: document.body,
		props: {
			verdict,
			room: options.room ?? 25_000,
			activeName: options.activeName,
			canMake: true,
			target: 'new',
			ontarget
		}
	});
	return ontarget;
}

test('what is left out is listed by reason, with how often and where first', async () => {
	show({
		taken: 120,
		refused: [
			{ reason: 'looks-swapped', count: 7, first: [3, 4, 9, 11, 12] },
			{ reason: 'no-geometry', count: 1, first: [40] }
		],
		notes: [{ reason: 'ring-closed', count: 2, first: [1, 2] }]
	});
	await expect.element(page.getByText('120 features can be added.')).toBeVisible();
	await expect.element(page.getByText(/Latitude and longitude seem to be swapped/)).toBeVisible();
	await expect.element(page.getByText(/^No\. 3, 4, 9, 11, 12 in the file …$/)).toBeVisible();
	await expect.element(page.getByText(/^No\. 40 in the file$/)).toBeVisible();
	await expect.element(page.getByText(/Open outline closed/)).toBeVisible();
});

test('what does not fit into the layer is said before anything is added', async () => {
	show({ taken: 30_000, refused: [], notes: [] });
	await expect.element(page.getByText('25,000 features can be added.')).toBeVisible();
	await expect.element(page.getByText('5,000', { exact: true })).toBeVisible();
	await expect.element(page.getByText(/No room: a layer takes at most 25,000/)).toBeVisible();
});

test('a file of which nothing can be taken offers no place to put it', async () => {
	show(
		{ taken: 0, refused: [{ reason: 'empty', count: 1, first: [1] }], notes: [] },
		{ activeName: 'Wind' }
	);
	await expect.element(page.getByText('Nothing in this file can be added.')).toBeVisible();
	expect(page.getByRole('radio').elements()).toHaveLength(0);
});

test('the person chooses between a new layer and the one in hand', async () => {
	const ontarget = show({ taken: 3, refused: [], notes: [] }, { activeName: 'Wind' });
	await expect.element(page.getByRole('radio', { name: 'A new layer' })).toBeChecked();
	await page.getByRole('radio', { name: 'The layer Wind' }).click();
	expect(ontarget).toHaveBeenCalledWith('active');
});
