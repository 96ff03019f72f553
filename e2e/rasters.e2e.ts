import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';
import { MONTH_COLOURS, WmsServer } from './servers/wms-server.ts';
import { isNear, pixelAt } from './servers/pixel-at.ts';
import { ServiceWizard } from './service-wizard.ts';

/** Screen pixels in the open sea, away from names, panels and the toolbar. */
const SPOT = [0.62, 0.3] as const;

async function addSeaTemperature(page: Page, url: string): Promise<void> {
	await new ServiceWizard(page).add(url, ['Sea surface temperature']);
}

/** The month whose colour is seen; -1: none of them, a blank or mixed picture. */
async function monthSeen(anna: MapPage): Promise<number> {
	const seen = await pixelAt(anna.page, await anna.pixel(SPOT));
	return MONTH_COLOURS.findIndex((colour) => isNear(colour, seen));
}

test('[S1] a service with times: added with its legend, played through twelve months without a blank or stale frame', async ({
	person
}) => {
	const wms = await WmsServer.start();
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	await anna.create();
	await addSeaTemperature(page, wms.url);
	const slider = page.getByRole('slider', { name: 'Time of the map' });
	const instant = page.locator('[data-instant]');
	await expect(instant).toContainText('1 Jan 2023');
	await expect(page.locator('[data-legend="image"] img')).toBeVisible();
	await expect.poll(() => monthSeen(anna)).toBe(0);
	await slider.focus();
	for (let month = 1; month < 12; month += 1) {
		await page.keyboard.press('ArrowRight');
		// Until the new picture is there, the one before is seen, and nothing else.
		const before = await monthSeen(anna);
		expect([month - 1, month], `on the way to month ${month + 1}`).toContain(before);
		await expect.poll(() => monthSeen(anna), { intervals: [100] }).toBe(month);
		await expect(page.locator('[data-raster-state="ok"]')).toBeVisible();
		expect(await monthSeen(anna)).toBe(month);
	}
	await expect(instant).toContainText('1 Dec 2023');
	await expect(page.getByText('Shows 1 Dec 2023')).toBeVisible();
	await wms.close();
});

test('[S2] a click tells the value at the time shown, as text', async ({ person }) => {
	const wms = await WmsServer.start();
	wms.delay = 20;
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	await anna.create();
	await addSeaTemperature(page, wms.url);
	await expect.poll(() => monthSeen(anna)).toBe(0);
	await anna.clickMap(SPOT);
	const values = page.getByRole('region', { name: 'Values here' });
	await expect(values).toContainText('Sea surface temperature');
	await expect(values).toContainText('1.5');
	// Words of a stranger stay words.
	await expect(values).toContainText('<b>North Sea</b>');
	await page.getByRole('button', { name: 'One step forward' }).click();
	await expect(values).toContainText('2.5');
	await wms.close();
});

test('[S3] what was set is there after a reload: layer, opacity, order, legend', async ({
	person
}) => {
	const wms = await WmsServer.start();
	wms.delay = 20;
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	const id = await anna.create();
	await anna.drawArea([
		[0.4, 0.4],
		[0.5, 0.4],
		[0.5, 0.5]
	]);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await addSeaTemperature(page, wms.url);
	await expect.poll(() => monthSeen(anna)).toBe(0);
	await page.getByRole('button', { name: 'Style of Sea surface temperature' }).click();
	const opacity = page.getByRole('slider', { name: 'Opacity' });
	await opacity.fill('0.5');
	await expect.poll(() => monthSeen(anna)).toBe(-1);
	await page.getByRole('button', { name: 'Move Sea surface temperature' }).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Space');
	const rows = page.getByRole('list', { name: /Layers/ }).locator('[data-layer]');
	await expect(rows.last()).toContainText('Sea surface temperature');
	await anna.expectSaved();
	await anna.open(id);
	await expect(rows.last()).toContainText('Sea surface temperature');
	await expect(page.locator('[data-legend="image"] img')).toBeVisible();
	await page.getByRole('button', { name: 'Style of Sea surface temperature' }).click();
	await expect(opacity).toHaveValue('0.5');
	await wms.close();
});

test('[S4] what is wrong with an address is said in a sentence, and the map stays usable', async ({
	person
}) => {
	const wms = await WmsServer.start();
	const { page } = await person('Anna');
	await new MapPage(page).create();
	const wizard = new ServiceWizard(page);
	await wizard.open();
	const alert = wizard.dialog.getByRole('alert');
	for (const [url, sentence] of [
		['nonsense://x', /not an address/],
		['http://127.0.0.1:1/wms', /does not answer/],
		[wms.url.replace('/wms', '/nothing'), /Nothing is at this address/],
		[wms.url.replace('/wms', '/page'), /web page, not to a map service/]
	] as const) {
		await wizard.look(url);
		await expect(alert).toContainText(sentence, { timeout: 30_000 });
	}
	await wizard.look(wms.url);
	await expect(page.getByText('Physics')).toBeVisible();
	await wms.close();
});

test('[S9] a service that pages may not read is asked by our server, for whoever is known to it', async ({
	person
}) => {
	const wms = await WmsServer.start();
	wms.cors = false;
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	await anna.createSaved();
	const asked: (string | undefined)[] = [];
	page.on('request', (request) => {
		const isOurs = request.url().includes('/api/wms/proxy');
		if (isOurs) asked.push(request.headers()['authorization']);
	});
	await addSeaTemperature(page, wms.url);
	await expect.poll(() => monthSeen(anna)).toBe(0);
	expect(asked.length).toBeGreaterThan(0);
	expect(asked.filter((header) => header?.startsWith('Bearer ') !== true)).toEqual([]);
	await wms.close();
});
