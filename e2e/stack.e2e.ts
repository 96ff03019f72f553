import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { MapPage, type Spot } from './map-page.ts';
import { RasterWizard } from './raster-wizard.ts';
import { pixelAt } from './servers/pixel-at.ts';
import { RasterServer } from './servers/raster-server.ts';
import { MONTH_COLOURS, WmsServer } from './servers/wms-server.ts';
import { ServiceWizard } from './service-wizard.ts';

test.use({ serviceWorkers: 'block' });

/** Drawn without a graphics card, each pixel of a stack takes its time. */
const SMALL = { width: 1024, height: 700 };
/** In the open sea, outside of the drawn area and inside of it. */
const OPEN: Spot = [0.4, 0.33];
const AREA: Spot = [0.5, 0.6];
const CORNERS: readonly Spot[] = [
	[0.45, 0.5],
	[0.58, 0.5],
	[0.58, 0.7],
	[0.45, 0.7]
];

async function colour(who: MapPage, spot: Spot): Promise<string> {
	return (await pixelAt(who.page, await who.pixel(spot))).join();
}

async function setOpacity(page: Page, layer: string, value: string): Promise<void> {
	await page.getByRole('button', { name: `Style of ${layer}` }).click();
	await page.getByRole('slider', { name: 'Opacity' }).fill(value);
	await page.getByRole('button', { name: `Style of ${layer}` }).click();
}

async function moveDown(page: Page, layer: string, steps: number): Promise<void> {
	await page.getByRole('button', { name: `Move ${layer}` }).focus();
	await page.keyboard.press('Space');
	for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Space');
}

function names(page: Page): Promise<string[]> {
	const handles = page
		.getByRole('list', { name: /Layers/ })
		.getByRole('button', { name: /^Move / });
	return handles.evaluateAll((list) => list.map(({ ariaLabel }) => ariaLabel?.slice(5) ?? ''));
}

/** The same by the API, which is sooner there: a service, a file read here, one drawn by the server. */
async function layByApi(anna: MapPage, wms: string, rasters: string): Promise<void> {
	await anna.expectSaved();
	const temporal = { enabled: true, values: '2023-01-01/2023-12-01/P1M', default: '2023-01-01' };
	const processing = { colorRamp: 'viridis', valueRange: [0, 200] };
	const tileParams = { colormap_name: 'thermal', rescale: '0,100', return_mask: true };
	for (const [name, source_type, source_config] of [
		['Temperature', 'wms', { url: wms, layers: 'sst', temporal }],
		['Depth', 'geotiff', { delivery: 'direct', url: `${rasters}/depth.tif`, processing }],
		['Salinity', 'geotiff', { delivery: 'tiles', cogUrl: `${rasters}/smooth.tif`, tileParams }],
		// What it is laid over follows from what it holds.
		['Steps', 'geotiff', { delivery: 'direct', url: `${rasters}/depths-3035.tif` }]
	] as const) {
		const answer = await anna.asMe('POST', '/api/layers', { name, source_type, source_config });
		const { id } = (await answer.json()) as { id: string };
		await anna.asMe('POST', `/api/maps/${anna.id}/layers`, { layer_id: id });
	}
}

test('[T1] a service with times, a file read here, one drawn by the server and drawn areas, stacked: played through a year, and asked', async ({
	person
}) => {
	const [wms, rasters] = [await WmsServer.start(), await RasterServer.start()];
	wms.delay = 20;
	const anna = new MapPage((await person('Anna', { viewport: SMALL })).page);
	const { page } = anna;
	const id = await anna.create();
	await anna.drawArea(CORNERS);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await new ServiceWizard(page).add(wms.url, ['Sea surface temperature']);
	const wizard = new RasterWizard(page);
	await wizard.open();
	await wizard.look(`${rasters.url}/depth.tif`);
	await wizard.save('Depth');
	await wizard.open();
	await wizard.dialog.getByLabel('Address of a GeoTIFF').fill(`${rasters.url}/smooth.tif`);
	await wizard.drawnBy('The server of this map');
	await wizard.look(`${rasters.url}/smooth.tif`);
	await wizard.save('Salinity');
	await anna.expectSaved();
	await anna.open(id);
	await expect(page.locator('[data-raster-state="ok"]')).toHaveCount(3);
	await expect(page.locator('[data-legend="gradient"]')).toHaveCount(2);
	await expect(page.locator('[data-legend="image"] img')).toBeVisible();

	// Half of the depths let the month through: each month is another picture.
	await setOpacity(page, 'Depth', '0.5');
	const instant = page.locator('[data-instant]');
	await expect(instant).toContainText('1 Jan 2023');
	const january = await colour(anna, OPEN);
	const played = new Set<string>();
	await page.getByRole('button', { name: 'Speed and range' }).click();
	await page.getByRole('radio', { name: /4/ }).check();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Play', exact: true }).click();
	await expect
		.poll(
			async () => {
				played.add((await instant.textContent())?.trim() ?? '');
				return played.size;
			},
			{ intervals: [60], timeout: 30_000 }
		)
		.toBe(MONTH_COLOURS.length);
	await page.getByRole('button', { name: 'Pause' }).click();
	await page.getByRole('slider', { name: 'Time of the map' }).focus();
	await page.keyboard.press('Home');
	await expect.poll(() => colour(anna, OPEN)).toBe(january);
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => colour(anna, OPEN)).not.toBe(january);
	await page.keyboard.press('Home');

	await anna.clickMap(OPEN);
	const values = page.getByRole('region', { name: 'Values here' });
	for (const name of ['Sea surface temperature', 'Depth']) await expect(values).toContainText(name);
	await expect(values).toContainText('1.5');
	await Promise.all([wms.close(), rasters.close()]);
});

test('[T2] the stack is put in another order and seen through, and is so after a reload and for another', async ({
	person
}) => {
	const [wms, rasters] = [await WmsServer.start(), await RasterServer.start()];
	wms.delay = 20;
	const anna = new MapPage((await person('Anna', { viewport: SMALL })).page);
	const { page } = anna;
	const id = await anna.create();
	await anna.drawArea(CORNERS);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await layByApi(anna, wms.url, rasters.url);
	await expect(page.locator('[data-raster-state="ok"]')).toHaveCount(4);
	// Of the service none was given; of the steps it comes from their figures.
	await expect(page.locator('[data-legend="gradient"]')).toHaveCount(3);
	await expect(page.getByRole('figure', { name: 'Legend of Steps' })).toContainText('-150');

	// Under the service nothing of the depths is seen.
	await moveDown(page, 'Depth', 1);
	expect(await names(page)).toEqual(['Steps', 'Salinity', 'Temperature', 'Depth', 'Drawings']);
	await expect.poll(() => colour(anna, OPEN)).toBe(MONTH_COLOURS[0]?.join());
	// Drawn areas lie over all rasters, whatever their place in the list.
	expect(await colour(anna, AREA)).not.toBe(MONTH_COLOURS[0]?.join());
	await setOpacity(page, 'Temperature', '0.6');
	await expect.poll(() => colour(anna, OPEN)).not.toBe(MONTH_COLOURS[0]?.join());
	await anna.expectSaved();
	const code = await anna.invite('view');
	const before = [await colour(anna, OPEN), await colour(anna, AREA)];

	await anna.open(id);
	const bosse = new MapPage((await person('Bosse', { viewport: SMALL })).page);
	await bosse.join(code);
	for (const who of [anna, bosse]) {
		await expect.poll(() => colour(who, OPEN)).toBe(before[0]);
		await expect.poll(() => colour(who, AREA)).toBe(before[1]);
		await expect(who.page.locator('[data-legend]')).toHaveCount(3);
	}
	await Promise.all([wms.close(), rasters.close()]);
});
