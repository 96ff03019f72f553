import type { Page } from '@playwright/test';
import { startMapServer } from '../../server/testing/mapserver.ts';
import { expect, test } from '../fixture.ts';
import { MapPage, type Spot } from '../map-page.ts';
import { RasterWizard } from '../raster-wizard.ts';
import { isNear, pixelAt } from '../servers/pixel-at.ts';
import type { Rgb } from '../servers/png.ts';
import { RasterServer } from '../servers/raster-server.ts';
import { ServiceWizard } from '../service-wizard.ts';

test.use({ serviceWorkers: 'block' });

// .ci/run starts it; without it this suite would prove nothing, so it fails.
const titiler = process.env['SAMSYN_TITILER_URL'] ?? 'http://127.0.0.1:1';

/** Drawn without a graphics card, each pixel of a stack takes its time. */
const SMALL = { width: 1024, height: 700 };
/** In the open sea at about 4° E 57° N, away from names and panels. */
const SPOT: Spot = [0.5, 0.33];
/** What MapServer paints the months with. */
const JANUARY: Rgb = [255, 0, 0];
const FEBRUARY: Rgb = [0, 255, 0];
const MARCH: Rgb = [0, 0, 255];

async function colour(who: MapPage): Promise<Rgb> {
	return pixelAt(who.page, await who.pixel(SPOT));
}

/** Half of a tile's picture over what is below it. */
function mixed(over: Rgb, below: Rgb): Rgb {
	const half = (i: 0 | 1 | 2): number => (over[i] + below[i]) / 2;
	return [half(0), half(1), half(2)];
}

async function addByTitiler(page: Page, address: string, name: string): Promise<void> {
	const wizard = new RasterWizard(page);
	await wizard.open();
	await wizard.dialog.getByLabel('Address of a GeoTIFF').fill(address);
	await wizard.drawnBy('Another tile server (TiTiler)');
	await wizard.dialog.getByLabel('Address of the tile server').fill(titiler);
	await wizard.look(address);
	// Its range comes of the statistics of TiTiler.
	await expect(wizard.dialog.getByLabel('From', { exact: true })).not.toHaveValue('');
	await wizard.save(name);
}

test('[Z1] MapServer, TiTiler, a file read here and a drawn area in one stack: seen, played, asked, and the same for another', async ({
	person
}) => {
	const [mapServer, rasters] = [await startMapServer(), await RasterServer.start()];
	const anna = new MapPage((await person('Anna', { viewport: SMALL })).page);
	const { page } = anna;
	const id = await anna.create();
	await anna.drawArea([
		[0.55, 0.6],
		[0.62, 0.6],
		[0.62, 0.7]
	]);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');

	await new ServiceWizard(page).add(mapServer.url, ['Soundings', 'Monthly']);
	const instant = page.locator('[data-instant]');
	await expect(instant).toContainText('1 Feb 2024');
	await expect.poll(() => colour(anna)).toEqual(FEBRUARY);
	await expect(page.locator('[data-legend="image"] img')).toHaveCount(2);
	await page.getByRole('slider', { name: 'Time of the map' }).focus();
	for (const [key, month] of [
		['ArrowRight', MARCH],
		['Home', JANUARY]
	] as const) {
		await page.keyboard.press(key);
		await expect.poll(() => colour(anna)).toEqual(month);
	}

	await addByTitiler(page, `${rasters.url}/depth.tif`, 'Depth');
	await expect(page.locator('[data-raster-state="ok"]')).toHaveCount(3);
	await expect.poll(() => colour(anna)).not.toEqual(JANUARY);
	const painted = await colour(anna);
	await page.getByRole('button', { name: 'Style of Depth' }).click();
	await page.getByRole('slider', { name: 'Opacity' }).fill('0.5');
	await page.getByRole('button', { name: 'Style of Depth' }).click();
	await expect.poll(async () => isNear(await colour(anna), mixed(painted, JANUARY))).toBe(true);
	await page.getByRole('button', { name: 'Play', exact: true }).click();
	await expect
		.poll(async () => isNear(await colour(anna), mixed(painted, MARCH)), { intervals: [100] })
		.toBe(true);

	await anna.expectSaved();
	const direct = { delivery: 'direct', url: `${rasters.url}/depths-3035.tif` };
	const made = await anna.asMe('POST', '/api/layers', {
		...{ name: 'Steps', source_type: 'geotiff', source_config: direct }
	});
	const { id: steps } = (await made.json()) as { id: string };
	await anna.asMe('POST', `/api/maps/${id}/layers`, { layer_id: steps });
	await expect(page.locator('[data-raster-state="ok"]')).toHaveCount(4);

	await anna.clickMap(SPOT);
	const values = page.getByRole('region', { name: 'Values here' });
	// The value of TiTiler, the words of MapServer, and who has nothing to say.
	await expect(values).toContainText(/Depth\s*Value\s*9\d/);
	await expect(values).toContainText(/Soundings.*depth\s*12/s);
	await expect(values).toContainText(/Monthly.*has pictures only/s);

	// Others see where one points.
	await anna.moveTo([0.3, 0.9]);
	const code = await anna.invite('view');
	const bosse = new MapPage((await person('Bosse', { viewport: SMALL })).page);
	await bosse.join(code);
	await expect(bosse.page.locator('[data-raster-state="ok"]')).toHaveCount(4);
	// Each has a clock of their own: it begins with the month the service names as its default.
	await expect.poll(async () => isNear(await colour(bosse), mixed(painted, FEBRUARY))).toBe(true);
	await Promise.all([mapServer.close(), rasters.close()]);
});
