import type { Page } from '@playwright/test';
import { rampColours } from '#core/raster/ramps.ts';
import { expect, test } from './fixture.ts';
import { MapPage, type Spot } from './map-page.ts';
import { RasterWizard } from './raster-wizard.ts';
import { isNear, pixelAt } from './servers/pixel-at.ts';
import type { Rgb } from './servers/png.ts';
import { DEPTHS, RasterServer } from './servers/raster-server.ts';

test.use({ serviceWorkers: 'block' });

/** Screen pixels in the open sea, away from names, panels and the toolbar. */
const SPOT: Spot = [0.52, 0.37];

/** Of the first class of the fixture with classes. */
const FIRST_CLASS: Rgb = [0, 63, 92];

async function seen(anna: MapPage): Promise<Rgb> {
	return pixelAt(anna.page, await anna.pixel(SPOT));
}

/** What a value is painted with, by the definition of a ramp. */
function painted(value: number, ramp: string, [low, high]: readonly [number, number]): Rgb {
	const place = Math.min(1, Math.max(0, (value - low) / (high - low)));
	const colour = rampColours(ramp, 256)[Math.floor(place * 255)] ?? '#000000';
	const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
	return [part(1), part(3), part(5)];
}

/** The value that a click tells of the only layer. */
async function valueHere(anna: MapPage): Promise<number> {
	await anna.clickMap(SPOT);
	const value = anna.page.getByRole('region', { name: 'Values here' }).getByRole('definition');
	await expect(value).toContainText(/\d/);
	// Others see where one points.
	await anna.moveTo([0.3, 0.9]);
	return Number.parseFloat((await value.textContent()) ?? '');
}

async function setRange(page: Page, from: string, to: string): Promise<void> {
	const range = page.getByRole('group', { name: 'Range of values' });
	await range.getByLabel('From', { exact: true }).fill(from);
	await range.getByLabel('To', { exact: true }).fill(to);
	await range.getByLabel('To', { exact: true }).blur();
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
	const dataTransfer = await page.evaluateHandle(
		({ fileName, base64 }) => {
			const transfer = new DataTransfer();
			const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			transfer.items.add(new File([file], fileName, { type: 'image/tiff' }));
			return transfer;
		},
		{ fileName: name, base64: bytes.toString('base64') }
	);
	await page.dispatchEvent('canvas.maplibregl-canvas', 'dragenter', { dataTransfer });
	await page.dispatchEvent('canvas.maplibregl-canvas', 'drop', { dataTransfer });
}

test('[G1] a file is looked at on the map before it is added, tells its values, and is the same for another', async ({
	person
}) => {
	const rasters = await RasterServer.start();
	const anna = new MapPage((await person('Anna')).page);
	const id = await anna.create();
	const sea = await seen(anna);
	const wizard = new RasterWizard(anna.page);
	await wizard.open();
	await wizard.look(`${rasters.url}/depth.tif`);
	await expect(wizard.dialog).toContainText('128 × 128 pixels');
	await expect(wizard.dialog).toContainText('EPSG:4326');
	await expect.poll(async () => isNear(await seen(anna), sea)).toBe(false);
	await wizard.dialog.getByLabel('Unit').fill('m');
	await wizard.dialog.getByLabel('Unit').blur();
	await setRange(anna.page, '0', '200');
	await wizard.save('Depth');
	await expect(anna.page.locator('[data-legend="gradient"]')).toContainText('m');
	await anna.expectSaved();
	const code = await anna.invite('view');
	await anna.open(id);
	await expect(anna.page.locator('[data-raster-state="ok"]')).toBeAttached();
	const value = await valueHere(anna);
	await expect(anna.page.getByRole('definition')).toContainText(' m');
	expect(value).toBeGreaterThan(50);
	await expect
		.poll(async () => isNear(await seen(anna), painted(value, 'viridis', [0, 200])))
		.toBe(true);
	const bosse = new MapPage((await person('Bosse')).page);
	await bosse.join(code);
	await expect.poll(async () => isNear(await seen(bosse), await seen(anna))).toBe(true);
	await rasters.close();
});

test('[G2] what is wrong with a file is said in a sentence before it is added', async ({
	person
}) => {
	const rasters = await RasterServer.start();
	const { page } = await person('Anna');
	await new MapPage(page).create();
	const wizard = new RasterWizard(page);
	await wizard.open();
	for (const [address, sentence] of [
		['depth.tif', /not an address/],
		[`${rasters.url}/sst_{NN}.tif`, /\{NN\} can’t stand/],
		[`${rasters.url}/missing.tif`, /Nothing is at this address/],
		[`${rasters.url}/page`, /not a GeoTIFF/],
		[`${rasters.url}/no-ranges/depth.tif`, /only sends whole files/],
		// Our server may not ask that host either.
		[`${rasters.url.replace('127.0.0.1', 'localhost')}/no-cors/depth.tif`, /CORS/],
		[`${rasters.url}/login/depth.tif`, /asks for a login/],
		[`${rasters.url}/no-crs.tif`, /which coordinate system/],
		[`${rasters.url}/control-points.tif`, /control points/],
		['http://127.0.0.1:1/depth.tif', /does not answer/]
	] as const) {
		await wizard.look(address);
		await expect(wizard.alert).toContainText(sentence);
	}
	// Where the browser may not ask, our server does.
	await wizard.look(`${rasters.url}/no-cors/depth.tif`);
	await expect(wizard.dialog).toContainText('128 × 128 pixels');
	await rasters.close();
});

test('[G3] a file for each month is one layer with times', async ({ person }) => {
	const rasters = await RasterServer.start();
	const anna = new MapPage((await person('Anna')).page);
	const { page } = anna;
	await anna.create();
	const wizard = new RasterWizard(page);
	await wizard.open();
	await wizard.dialog.getByLabel('Address of a GeoTIFF').fill(`${rasters.url}/sst_{YYYYMM}.tif`);
	await wizard.dialog.getByLabel('First time').fill('2023-01');
	await wizard.dialog.getByLabel('Last time').fill('2023-12');
	await wizard.look(`${rasters.url}/sst_{YYYYMM}.tif`);
	// From the coldest month to the warmest, not of one of them.
	const range = wizard.dialog.getByRole('group', { name: 'Range of values' });
	await expect(range.getByLabel('From', { exact: true })).toHaveValue(/^3\.5/);
	await expect(range.getByLabel('To', { exact: true })).toHaveValue(/^18\./);
	await setRange(page, '3', '19');
	await wizard.save('Temperature');
	await expect(page.locator('[data-instant]')).toContainText('Dec 2023');
	await anna.clickMap(SPOT);
	const values = page.getByRole('region', { name: 'Values here' });
	const slider = page.getByRole('slider', { name: 'Time of the map' });
	await slider.focus();
	for (const [key, month, value] of [
		['Home', 'Jan 2023', /^4\.\d/],
		['ArrowRight', 'Feb 2023', /^(4|5)\.\d/]
	] as const) {
		await page.keyboard.press(key);
		await expect(page.locator('[data-instant]')).toContainText(month);
		await expect(values).toContainText(month);
		await expect(values.getByRole('definition')).toContainText(value);
		await expect(page.locator('[data-raster-state="ok"]')).toBeAttached();
		const told = Number.parseFloat((await values.getByRole('definition').textContent()) ?? '');
		await expect
			.poll(async () => isNear(await seen(anna), painted(told, 'viridis', [3, 19])))
			.toBe(true);
	}
	await rasters.close();
});

test('[G4] ramp, range and legend are changed for everybody at once', async ({ person }) => {
	const rasters = await RasterServer.start();
	const anna = new MapPage((await person('Anna')).page);
	const { page } = anna;
	const id = await anna.create();
	const wizard = new RasterWizard(page);
	await wizard.open();
	await wizard.look(`${rasters.url}/depth.tif`);
	await wizard.save('Depth');
	const code = await anna.invite('view');
	await anna.open(id);
	const bosse = new MapPage((await person('Bosse')).page);
	await bosse.join(code);
	const value = await valueHere(anna);
	await page.getByRole('button', { name: 'Style of Depth' }).click();
	await page.getByRole('button', { name: /^Colours/ }).click();
	await page.getByRole('button', { name: 'thermal' }).click();
	await page.keyboard.press('Escape');
	await setRange(page, '50', '150');
	for (const someone of [anna, bosse]) {
		await expect
			.poll(async () => isNear(await seen(someone), painted(value, 'thermal', [50, 150])))
			.toBe(true);
	}
	// A part of the whole: fewer values than the file has.
	const from = page.getByRole('group', { name: 'Range of values' }).getByLabel('From');
	await page.getByRole('button', { name: 'From what is in view' }).click();
	await expect(from).not.toHaveValue('50');
	const inView = Number(await from.inputValue());
	await page.getByRole('button', { name: 'From the whole file' }).click();
	await expect(from).not.toHaveValue(String(inView));
	expect(Number(await from.inputValue())).toBeLessThan(inView);
	await page.getByRole('button', { name: 'Depth', exact: true }).click();
	await page.getByRole('button', { name: 'Edit the legend' }).click();
	const unit = anna.details.getByLabel('Unit');
	await unit.fill('fathoms');
	await unit.blur();
	const label = anna.details.getByRole('textbox', { name: 'Label' }).first();
	await label.fill('shallow');
	await label.blur();
	const legend = bosse.page.locator('[data-legend="gradient"]').first();
	await expect(legend).toContainText('fathoms');
	await expect(legend).toContainText('shallow');
	await rasters.close();
});

test('[G5] a file that is dropped on the map stays on this device until it is uploaded', async ({
	person
}) => {
	const anna = new MapPage((await person('Anna')).page);
	const { page } = anna;
	const id = await anna.create();
	await drop(page, 'north_sea_depth.tif', DEPTHS);
	const wizard = new RasterWizard(page);
	await expect(wizard.dialog.getByLabel('Name of the layer')).toHaveValue('north sea depth');
	await setRange(page, '0', '200');
	await wizard.keepHere('Depth');
	await anna.expectSaved();
	const code = await anna.invite('view');
	await anna.open(id);
	const value = await valueHere(anna);
	const colour = painted(value, 'viridis', [0, 200]);
	await expect.poll(async () => isNear(await seen(anna), colour)).toBe(true);
	const bosse = new MapPage((await person('Bosse')).page);
	await bosse.join(code);
	await expect(bosse.page.getByText(/still on the device of the person/)).toBeVisible();
	await expect(page.getByText('Only on this device.')).toBeVisible();
	await page.getByRole('button', { name: 'Upload', exact: true }).click();
	await expect(page.getByText('Only on this device.')).toBeHidden({ timeout: 20_000 });
	for (const someone of [anna, bosse]) {
		await expect.poll(async () => isNear(await seen(someone), colour)).toBe(true);
	}
});

test('[G6] a chosen file is uploaded and drawn by the server', async ({ person }) => {
	const anna = new MapPage((await person('Anna')).page);
	const { page } = anna;
	const id = await anna.create();
	const wizard = new RasterWizard(page);
	await wizard.open();
	const chooser = page.waitForEvent('filechooser');
	await wizard.dialog.getByRole('button', { name: 'Choose a file' }).click();
	const file = { name: 'depth.tif', mimeType: 'image/tiff', buffer: DEPTHS };
	await (await chooser).setFiles(file);
	await wizard.drawnBy('The server of this map');
	await setRange(page, '0', '200');
	const tiles = page.waitForResponse(/\/api\/layers\/[^/]+\/tiles\//);
	await wizard.upload('Depth');
	expect((await tiles).status()).toBe(200);
	await anna.expectSaved();
	await anna.open(id);
	const value = await valueHere(anna);
	await expect
		.poll(async () => isNear(await seen(anna), painted(value, 'viridis', [0, 200])))
		.toBe(true);
});

test('[G7] a server that was away is asked again when somebody says so', async ({ person }) => {
	const rasters = await RasterServer.start();
	const anna = new MapPage((await person('Anna')).page);
	await anna.create();
	const wizard = new RasterWizard(anna.page);
	await wizard.open();
	await wizard.look(`${rasters.url}/depth.tif`);
	await wizard.save('Depth');
	await anna.expectSaved();
	const code = await anna.invite('view');
	rasters.isDown = true;
	// Who has seen it before has kept it.
	const bosse = new MapPage((await person('Bosse')).page);
	await bosse.join(code);
	await expect(bosse.page.getByText(/does not answer/)).toBeVisible();
	rasters.isDown = false;
	await bosse.page.getByRole('button', { name: 'Try again' }).click();
	const ok = bosse.page.locator('[data-raster-state="ok"]');
	await expect(ok).toBeAttached({ timeout: 8_000 });
	await rasters.close();
});

test('[G8] a file of classes is drawn in its own colours, which its legend names, and comes back to them', async ({
	person
}) => {
	const rasters = await RasterServer.start();
	const anna = new MapPage((await person('Anna')).page);
	const { page } = anna;
	await anna.create();
	const wizard = new RasterWizard(page);
	await wizard.open();
	await wizard.look(`${rasters.url}/classes.tif`);
	const legend = page.locator('[data-legend="categories"]');
	await expect(legend.getByRole('listitem')).toHaveText(['1', '2', '3', '4', '5', '9']);
	await wizard.save('Habitats');
	await expect(page.locator('[data-raster-state="ok"]')).toBeAttached();
	await expect(legend.getByRole('listitem')).toHaveText(['1', '2', '3', '4', '5', '9']);
	// In the middle of the file, which the map came to, right of the list of layers, is its first class.
	const middle = async () => pixelAt(page, await anna.pixel([0.456, 0.44]));
	await expect.poll(async () => isNear(await middle(), FIRST_CLASS)).toBe(true);

	await page.getByRole('button', { name: 'Style of Habitats' }).click();
	await page.getByRole('button', { name: /^Colours/ }).click();
	await page.getByRole('button', { name: 'viridis' }).click();
	await expect.poll(async () => isNear(await middle(), FIRST_CLASS)).toBe(false);
	await expect(legend).toBeHidden();
	await page.getByRole('button', { name: 'As in the file' }).click();
	await page.keyboard.press('Escape');
	await expect.poll(async () => isNear(await middle(), FIRST_CLASS)).toBe(true);

	await page.getByRole('button', { name: 'Habitats', exact: true }).click();
	await page.getByRole('button', { name: 'Edit the legend' }).click();
	const label = page.getByRole('textbox', { name: 'Label' }).first();
	await label.fill('Mud');
	await label.blur();
	await expect(legend.first().getByRole('listitem').first()).toHaveText('Mud');
	await rasters.close();
});
