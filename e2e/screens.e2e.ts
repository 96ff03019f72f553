import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';

test.use({ serviceWorkers: 'block' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

/** Nothing that keeps a person out: violations that axe calls serious or critical. */
async function expectAccessible(page: Page, screen: string, rules?: string[]): Promise<void> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	const serious = violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
	expect(serious, screen).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
	// Only colours differ in the dark.
	const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
	test(`[X30] no serious accessibility violation on any screen, ${colorScheme}`, async ({
		person
	}) => {
		const { page } = await person('Anna', { colorScheme });
		await page.goto('/');
		await expect(page.getByRole('button', { name: 'New map' }).first()).toBeVisible();
		await expectAccessible(page, 'first screen, empty', rules);
		const anna = new MapPage(page);
		const id = await anna.create();
		await expectAccessible(page, 'empty map', rules);
		await anna.drawPoint([0.5, 0.5]);
		await expect(anna.details).toBeVisible();
		await expectAccessible(page, 'map with details', rules);
		await page.getByRole('button', { name: 'Style of Drawings' }).click();
		await expectAccessible(page, 'style of a layer', rules);
		await page.getByRole('button', { name: 'Menu', exact: true }).click();
		await expectAccessible(page, 'menu', rules);
		await page.keyboard.press('Escape');
		await page.goto('/');
		await expect(page.locator(`a[href*="${id}"]`).first()).toBeVisible();
		await expectAccessible(page, 'first screen with a map', rules);
		await page.goto('/map/00000000-0000-4000-8000-000000000001');
		await expect(page.getByText(/There is no map here/)).toBeVisible({ timeout: 20_000 });
		await expectAccessible(page, 'no such map', rules);
	});
}

test('[X31] on a phone: example opened, a point drawn by touch, no sideways scrolling', async ({
	person
}) => {
	const { page } = await person('Anna', PHONE);
	await page.goto('/');
	await expectAccessible(page, 'first screen on a phone');
	await page.getByRole('button', { name: /Look around in an example/ }).click();
	await page.waitForURL(/\/map\//);
	const anna = new MapPage(page);
	await page.locator('canvas.maplibregl-canvas').waitFor();
	await page.waitForTimeout(2_000);
	await expectAccessible(page, 'map on a phone');
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
	await anna.tool('Point').tap();
	const [x, y] = await anna.pixel([0.5, 0.3]);
	await page.touchscreen.tap(x, y);
	await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
});

test('[X32] Swedish for those who speak it', async ({ person }) => {
	const { page } = await person('Anna', { locale: 'sv-SE' });
	await page.goto('/');
	await expect(page.getByRole('button', { name: 'Ny karta' }).first()).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
});

test('[X33] without WebGL: a sentence and a list, on which attributes can be edited', async ({
	person
}) => {
	const { context, page } = await person('Anna');
	const anna = new MapPage(page);
	const id = await anna.create();
	await anna.drawPoint([0.5, 0.5]);
	await anna.fill('Name', 'Wreck');
	await anna.expectSaved();
	const bare = await context.newPage();
	await bare.addInitScript(() => {
		const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext');
		const getContext = function (
			this: HTMLCanvasElement,
			kind: string,
			...rest: unknown[]
		): unknown {
			return kind.startsWith('webgl') ? null : Reflect.apply(original, this, [kind, ...rest]);
		};
		Reflect.set(HTMLCanvasElement.prototype, 'getContext', getContext);
	});
	await bare.goto(`/map/${id}`);
	await expect(
		bare.getByText(/can’t draw the map|cannot draw the map|can't draw the map/i)
	).toBeVisible();
	await bare.getByText('Wreck').first().click();
	await expect(bare.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Wreck');
	await expectAccessible(bare, 'list view');
});

test('[X34] layers are made, renamed, moved and hidden by keyboard alone', async ({ person }) => {
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	await anna.create();
	await anna.drawPoint([0.4, 0.5]);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Add a layer' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('menuitem', { name: 'New layer' }).focus();
	await page.keyboard.press('Enter');
	const rows = page.getByRole('list', { name: /Layers/ }).getByRole('listitem');
	await expect(rows).toHaveCount(2);
	await expect(rows.last()).toContainText('Drawings');
	await expect(page.getByRole('textbox', { name: 'Name of the layer' })).toBeFocused();
	await page.keyboard.type('Fishing');
	await page.keyboard.press('Enter');
	await expect(rows.first()).toContainText('Fishing');
	await page.getByRole('button', { name: 'Move Drawings' }).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Space');
	await expect(rows.first()).toContainText('Drawings');
	await page.getByRole('button', { name: 'Hide Drawings' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Show Drawings' })).toBeVisible();
});

test('[X35] what was never fetched is said to be missing, and comes with the network', async ({
	person
}) => {
	const { context, page } = await person('Anna');
	const anna = new MapPage(page);
	await anna.createSaved();
	// Without a service worker nothing is here that was not shown.
	await context.setOffline(true);
	await anna.tool('Area').click();
	await expect(page.getByText(/has not been fetched yet. Try again/)).toBeVisible();
	await page.getByRole('button', { name: 'Share' }).click();
	await expect(page.getByRole('alert')).toContainText(/has not been fetched yet/);
	await context.setOffline(false);
	await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
	await page.keyboard.press('Escape');
	await anna.tool('Select').click();
	await anna.drawArea([
		[0.4, 0.4],
		[0.6, 0.4],
		[0.5, 0.6]
	]);
	await anna.expectCount('Drawings', 1);
});
