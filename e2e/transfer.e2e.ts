import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileChooser, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';
import { storedFeatures } from './stored.ts';

test.use({ serviceWorkers: 'block' });

const ZONES = fileURLToPath(new URL('files/zones.geojson', import.meta.url));

interface Collection {
	readonly features: readonly {
		readonly id?: unknown;
		readonly geometry: unknown;
		readonly properties: unknown;
	}[];
}

/** A path, or a file that is made here. */
type Picked = Parameters<FileChooser['setFiles']>[0];

async function importFile(page: Page, file: Picked): Promise<void> {
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: 'Import a file …' }).click()
	]);
	await chooser.setFiles(file);
}

async function exportLayer(page: Page, layer: string): Promise<Collection> {
	await page.getByRole('listitem').filter({ hasText: layer }).hover();
	await page.getByRole('button', { name: `More for ${layer}` }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('menuitem', { name: 'Export as GeoJSON' }).click()
	]);
	return JSON.parse(readFileSync(await download.path(), 'utf8')) as Collection;
}

test.describe('files in and out', () => {
	test('[X20] a file comes in with a verdict on each feature, and goes out as it was', async ({
		site,
		person
	}) => {
		const { page } = await person('Anna');
		const anna = new MapPage(page);
		const id = await anna.create();
		await importFile(page, ZONES);
		const dialog = page.getByRole('dialog', { name: 'Import zones.geojson' });
		await expect(dialog.getByText('3 features can be added.')).toBeVisible();
		await expect(dialog.getByRole('listitem')).toHaveText([
			/Without a place.*No\. 4/s,
			/Latitude and longitude seem to be swapped.*No\. 5/s,
			/Coordinates outside the world.*No\. 6/s
		]);
		await dialog.getByRole('button', { name: 'Add 3' }).click();
		await anna.expectCount('zones', 3);
		await anna.expectSaved();

		await expect
			.poll(async () => (await storedFeatures(site, id)).map(({ type }) => type))
			.toEqual(['ST_MultiPolygon', 'ST_LineString', 'ST_MultiPoint']);
		const original = JSON.parse(readFileSync(ZONES, 'utf8')) as Collection;
		const back = await exportLayer(page, 'zones');
		for (const i of [0, 1, 2]) {
			expect(back.features[i]?.geometry).toEqual(original.features[i]?.geometry);
			expect(back.features[i]?.properties).toEqual(original.features[i]?.properties);
		}
		expect(back.features.slice(0, 2).map((feature) => feature.id)).toEqual(['NS-1', 42]);

		await page.getByRole('button', { name: /^Undo/ }).click();
		await expect.poll(() => storedFeatures(site, id)).toHaveLength(0);
	});

	test('[X21] a file that is none is refused in one sentence, and the map is as it was', async ({
		person
	}) => {
		const { page } = await person('Anna');
		await new MapPage(page).create();
		const mimeType = 'application/geo+json';
		for (const [name, text, sentence] of [
			['broken.geojson', '{"type":"FeatureCollection","features":[', /broken/],
			['notes.json', '{"hello":"world"}', /no GeoJSON/],
			[
				'laea.geojson',
				'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3035"}},"features":[{}]}',
				/another coordinate system/
			],
			['empty.geojson', '', /empty/]
		] as const) {
			await importFile(page, { name, mimeType, buffer: Buffer.from(text) });
			await expect(page.getByText(sentence).first()).toBeVisible();
			await page.keyboard.press('Escape');
			await expect(page.getByText(sentence)).toHaveCount(0);
			await expect(page.getByText('Nothing on this map yet.')).toBeVisible();
		}
	});
});
