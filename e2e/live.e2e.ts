import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';
import { storedFeatures } from './stored.ts';

test.use({ serviceWorkers: 'block' });

test.describe('a group on one map', () => {
	test('[X1] what one draws the other sees, with cursor and unfinished shape on the way', async ({
		site,
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const bo = new MapPage((await person('Bo')).page);
		const id = await anna.createSaved();
		await bo.join(await anna.invite());
		await bo.ready();
		await expect(
			anna.page.getByRole('button', { name: /people are here|2 / }).first()
		).toBeVisible();

		await anna.take('Area');
		await anna.clickAll([
			[0.45, 0.4],
			[0.6, 0.4]
		]);
		await anna.moveTo([0.6, 0.6]);
		await expect(bo.cursors).toHaveText('Anna');

		await anna.clickMap([0.6, 0.6]);
		await anna.page.keyboard.press('Enter');
		await bo.expectCount('Drawings', 1);
		await anna.expectSaved();
		await expect.poll(() => storedFeatures(site, id)).toHaveLength(1);

		await anna.page.close();
		await expect(bo.cursors).toHaveCount(0);
		await expect(bo.page.getByRole('button', { name: 'Only you are here' })).toBeVisible();
	});

	test('[X2] two people draw in the same bay at the same time; both shapes are there', async ({
		site,
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const bo = new MapPage((await person('Bo')).page);
		const id = await anna.create();
		await anna.drawArea([
			[0.4, 0.3],
			[0.5, 0.3],
			[0.5, 0.4]
		]);
		await bo.join(await anna.invite());
		await bo.ready();
		await bo.expectCount('Drawings', 1);
		await Promise.all([
			anna.drawArea([
				[0.42, 0.5],
				[0.52, 0.5],
				[0.52, 0.6]
			]),
			bo.drawArea([
				[0.48, 0.52],
				[0.58, 0.52],
				[0.58, 0.62]
			])
		]);
		await anna.expectCount('Drawings', 3);
		await bo.expectCount('Drawings', 3);
		await anna.expectSaved();
		await bo.expectSaved();
		await expect.poll(() => storedFeatures(site, id)).toHaveLength(3);
	});

	test('[X3] undo takes back one’s own step only, and says who is in the way', async ({
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const bo = new MapPage((await person('Bo')).page);
		await anna.create();
		await anna.drawArea([
			[0.4, 0.3],
			[0.6, 0.3],
			[0.6, 0.6]
		]);
		await bo.join(await anna.invite());
		await bo.ready();
		await bo.expectCount('Drawings', 1);
		await anna.fill('Name', 'Herring ground');
		await bo.pick([0.55, 0.4]);
		await bo.expectField('Name', 'Herring ground');
		await bo.fill('Name', 'Cod ground');
		await anna.expectField('Name', 'Cod ground');
		await anna.page.getByRole('button', { name: /^Undo/ }).click();
		await expect(anna.page.getByText(/Bo changed this since/)).toBeVisible();
		await anna.expectField('Name', 'Cod ground');
		await bo.page.getByRole('button', { name: /^Undo/ }).click();
		await anna.expectField('Name', 'Herring ground');
	});
});
