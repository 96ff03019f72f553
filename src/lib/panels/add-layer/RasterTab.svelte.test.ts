import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { geotiffConfigSchema } from '#core/layer/source-config.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import { forgetRaster, keptRaster } from '#lib/raster/kept-rasters.ts';
import depthsUrl from '../../../core/raster/testing/fixtures/depths-3035.tif?url';
import rgbUrl from '../../../core/raster/testing/fixtures/rgb.tif?url';
import RasterTab from './RasterTab.svelte';

let shown: Shown;
let closed: boolean;

beforeEach(() => {
	closed = false;
	shown = showPart(RasterTab, () => ({
		active: true,
		ontake: () => undefined,
		onclose: () => (closed = true)
	}));
});
afterEach(() => shown.close());

async function dropped(url: string, name: string): Promise<File> {
	const file = new File([await (await fetch(url)).blob()], name, { type: 'image/tiff' });
	shown.screen.importFiles([file]);
	return file;
}

const saved = () => shown.map.layers[0]?.layer.meta;

test('an address that is none is told before anything is asked', async () => {
	const look = page.getByRole('button', { name: 'Look at it' });
	await expect.element(look).toBeDisabled();
	await page.getByLabelText('Address of a GeoTIFF').fill('depth.tif');
	await look.click();
	await expect.element(page.getByText(/not an address/)).toBeVisible();
	await page.getByLabelText('Address of a GeoTIFF').fill('https://sea.example/sst_{NN}.tif');
	await expect.element(page.getByText(/\{NN\} can’t stand/)).toBeVisible();
});

test('a series asks for its times', async () => {
	await page.getByLabelText('Address of a GeoTIFF').fill('https://sea.example/sst_{YYYYMM}.tif');
	await page.getByRole('button', { name: 'Look at it' }).click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	await expect.element(page.getByLabelText('First time')).toBeVisible();
});

test('a file is told of, and kept on this device with the look that was chosen', async () => {
	const file = await dropped(depthsUrl, 'north_sea.tif');
	await expect.element(page.getByText('EPSG:3035')).toBeVisible();
	await expect.element(page.getByText('int16')).toBeVisible();
	await expect.element(page.getByLabelText('Name of the layer')).toHaveValue('north sea');
	const [from, to] = [page.getByLabelText('From', { exact: true }), page.getByLabelText('To')];
	await expect.element(from).toHaveValue('-200');
	await from.fill('-150');
	await to.first().fill('-150');
	await userEvent.tab();
	await expect.element(page.getByText('Write two different numbers.')).toBeVisible();
	await to.first().fill('0');
	await userEvent.tab();
	await expect.element(page.getByText('Write two different numbers.')).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'The other way round' }).click();
	await page.getByLabelText('Unit').fill('m');
	await userEvent.tab();
	await page.getByRole('button', { name: 'Keep on this device' }).click();
	await expect.poll(() => closed).toBe(true);
	const config = geotiffConfigSchema.parse(saved()?.sourceConfig);
	expect(config).toMatchObject({
		delivery: 'direct',
		processing: { colorRamp: 'viridis_r', valueRange: [-150, 0] }
	});
	expect(config.bounds?.[0][0]).toBeCloseTo(4.28, 1);
	expect(saved()).toMatchObject({ name: 'north sea', metadata: { unit: 'm' } });
	const id = config.uploadId ?? '';
	expect((await keptRaster(id))?.size).toBe(file.size);
	await forgetRaster(id);
});

test('a photograph keeps its own colours', async () => {
	await dropped(rgbUrl, 'photo.tif');
	await expect.element(page.getByText('As in the file')).toBeVisible();
	await expect.element(page.getByLabelText('From', { exact: true })).toHaveValue('');
});

test('several files are taken up one after the other', async () => {
	await dropped(depthsUrl, 'one.tif');
	await dropped(rgbUrl, 'two.tif');
	const name = page.getByLabelText('Name of the layer');
	await expect.element(name).toHaveValue('one');
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect.element(name).toHaveValue('two');
	expect(closed).toBe(false);
});
