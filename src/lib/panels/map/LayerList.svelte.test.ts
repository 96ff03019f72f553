import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import LayerList from './LayerList.svelte';

let shown: Shown;

beforeEach(() => {
	shown = showPart(LayerList, (map) => {
		for (const name of ['Depth', 'Fishing', 'Wind']) map.addVectorLayer(name);
		return {};
	});
});
afterEach(() => shown.close());

const names = (): string[] => shown.map.layers.map(({ layer }) => layer.meta.name);

async function takeHold(name: string): Promise<void> {
	const handle = page.getByRole('button', { name: `Move ${name}` });
	(handle.element() as HTMLElement).focus();
	await userEvent.keyboard(' ');
}

test('a layer is moved by keyboard: take hold, move, let go, and each step is said', async () => {
	await takeHold('Wind');
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	expect(names()).toEqual(['Wind', 'Fishing', 'Depth']);
	await userEvent.keyboard(' ');
	expect(names()).toEqual(['Fishing', 'Depth', 'Wind']);
	await expect
		.poll(() => shown.said)
		.toEqual([
			'Wind taken hold of, place 1 of 3',
			'Wind, place 2 of 3',
			'Wind, place 3 of 3',
			'Wind put down, place 3 of 3'
		]);
});

test('the whole move is one step of undo', async () => {
	await takeHold('Wind');
	await userEvent.keyboard('{ArrowDown}{ArrowDown} ');
	expect(names()).toEqual(['Fishing', 'Depth', 'Wind']);
	shown.map.history.undo();
	expect(names()).toEqual(['Wind', 'Fishing', 'Depth']);
});

test('Escape puts it back and leaves no step of undo', async () => {
	const before = shown.map.history.last;
	await takeHold('Depth');
	await userEvent.keyboard('{ArrowUp}{Escape}');
	expect(names()).toEqual(['Wind', 'Fishing', 'Depth']);
	expect(shown.map.history.last).toBe(before);
	const rows = page.getByRole('listitem').elements();
	expect(rows.map((row) => row.querySelector('[aria-label^="Move "]')?.ariaLabel)).toEqual([
		'Move Wind',
		'Move Fishing',
		'Move Depth'
	]);
});

test('the ends of the list hold', async () => {
	await takeHold('Wind');
	await userEvent.keyboard('{ArrowUp}{End}{ArrowDown} ');
	expect(names()).toEqual(['Fishing', 'Depth', 'Wind']);
});

test('a layer is renamed where it stands; Escape keeps the old name', async () => {
	await page
		.getByRole('button', { name: 'Fishing: draw here' })
		.or(page.getByText('Fishing', { exact: true }))
		.first()
		.dblClick();
	const field = page.getByRole('textbox', { name: 'Name of the layer' });
	await field.fill('Fishing grounds');
	await userEvent.keyboard('{Enter}');
	expect(names()).toContain('Fishing grounds');

	await page.getByText('Fishing grounds', { exact: true }).dblClick();
	await field.fill('Something else');
	await userEvent.keyboard('{Escape}');
	expect(names()).toContain('Fishing grounds');
});

test('the eye hides a layer for everyone and says what it does', async () => {
	await page.getByRole('button', { name: 'Hide Depth' }).click();
	expect(shown.map.layers.map(({ visible }) => visible)).toEqual([true, true, false]);
	await expect.element(page.getByRole('button', { name: 'Show Depth' })).toBeInTheDocument();
});
