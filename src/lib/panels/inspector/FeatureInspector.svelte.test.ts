import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Properties } from '#core/feature/types.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import type { OpenLayer } from '#lib/sync/open-layer.svelte.ts';
import FeatureInspector from './FeatureInspector.svelte';

const id = '33333333-3333-4333-8333-333333333333';
let shown: Shown;
let layer: OpenLayer;

afterEach(() => shown.close());

function show(properties: Properties): void {
	shown = showPart(FeatureInspector, (map) => {
		layer = map.addVectorLayer('Wind');
		layer.add([{ id, geometry: { type: 'Point', coordinates: [5, 55] }, properties }]);
		return { layer, id };
	});
}

const properties = (): Properties | undefined => layer.peek(id)?.properties;

test('name and description are written when the person is done, and cleared without a trace', async () => {
	show({ name: 'Tern Deep' });
	const name = page.getByRole('textbox', { name: 'Name', exact: true });
	await name.fill('Tern Bank');
	expect(properties()?.['name']).toBe('Tern Deep');
	await userEvent.keyboard('{Enter}');
	expect(properties()?.['name']).toBe('Tern Bank');
	await name.fill('');
	await userEvent.keyboard('{Enter}');
	expect(properties()).toEqual({});
});

test('a number stays a number; what is none is refused and the old value stands', async () => {
	show({ depth: 34 });
	const depth = page.getByRole('textbox', { name: 'depth' });
	await depth.fill('35,5');
	await userEvent.keyboard('{Enter}');
	expect(properties()?.['depth']).toBe(35.5);
	await depth.fill('deep');
	await userEvent.keyboard('{Enter}');
	expect(properties()?.['depth']).toBe(35.5);
	await expect.element(page.getByText(/This is no number/)).toBeVisible();
});

test('yes or no is a box to tick', async () => {
	show({ trawling: false });
	await page.getByRole('checkbox', { name: 'trawling' }).click();
	expect(properties()?.['trawling']).toBe(true);
});

test('a property is added with its kind', async () => {
	show({});
	await page.getByRole('button', { name: 'Add a property' }).click();
	await page.getByRole('textbox', { name: 'Name of the property' }).fill('permitted');
	await page.getByRole('combobox', { name: 'Kind' }).selectOptions('Yes or no');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	expect(properties()).toEqual({ permitted: false });
	await expect.element(page.getByRole('checkbox', { name: 'permitted' })).toBeInTheDocument();
});

test('a name that is taken is refused with a sentence', async () => {
	show({ depth: 1 });
	await page.getByRole('button', { name: 'Add a property' }).click();
	await page.getByRole('textbox', { name: 'Name of the property' }).fill('depth');
	await expect.element(page.getByText('There is a property of that name already.')).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
});

test('renaming keeps the value and is one step of undo', async () => {
	show({ depth: 34 });
	await page.getByRole('button', { name: 'More for depth' }).click();
	await page.getByRole('menuitem', { name: 'Rename' }).click();
	await page.getByRole('textbox', { name: 'Name of the property' }).fill('depth_m');
	await userEvent.keyboard('{Enter}');
	expect(properties()).toEqual({ depth_m: 34 });
	shown.map.history.undo();
	expect(properties()).toEqual({ depth: 34 });
});

test('a property is removed, and undo brings it back', async () => {
	show({ depth: 34, gear: 'nets' });
	await page.getByRole('button', { name: 'More for gear' }).click();
	await page.getByRole('menuitem', { name: 'Remove' }).click();
	expect(properties()).toEqual({ depth: 34 });
	shown.map.history.undo();
	expect(properties()).toEqual({ depth: 34, gear: 'nets' });
});

test('a property named __proto__ is only a property', async () => {
	show({});
	await page.getByRole('button', { name: 'Add a property' }).click();
	await page.getByRole('textbox', { name: 'Name of the property' }).fill('__proto__');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	expect(Object.hasOwn(properties() ?? {}, '__proto__')).toBe(true);
	expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test('lists and objects are shown and left alone', async () => {
	show({ source: { year: 2024 } });
	await expect.element(page.getByText(/A list or object/)).toBeVisible();
	expect(page.getByRole('textbox', { name: 'source' }).elements()).toHaveLength(0);
});
