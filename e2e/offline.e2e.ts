import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';
import { storedFeatures } from './stored.ts';

test.describe('without the network', () => {
	test('[X10] offline, reloaded, closed and opened again: both sides keep everything', async ({
		site,
		person
	}) => {
		const { context, page } = await person('Anna');
		let anna = new MapPage(page);
		const bo = new MapPage((await person('Bo')).page);
		const id = await anna.create();
		await anna.drawArea([
			[0.4, 0.35],
			[0.6, 0.35],
			[0.6, 0.6],
			[0.4, 0.6]
		]);
		await anna.fill('Name', 'Bank');
		await anna.expectSaved();
		await bo.join(await anna.invite());
		await bo.ready();
		await bo.pick([0.5, 0.45]);
		await bo.expectField('Name', 'Bank');
		await anna.expectKept();
		await page.reload();
		await anna.ready();

		await context.setOffline(true);
		await site.stop();
		await page.reload();
		await anna.ready();
		await anna.expectCount('Drawings', 1);
		await anna.drawArea([
			[0.62, 0.3],
			[0.72, 0.3],
			[0.72, 0.4]
		]);
		await anna.pick([0.5, 0.45]);
		await anna.fill('Description', 'Seen from the boat');
		await anna.expectWaiting();

		// Bo, on shore, changes the same feature: its name, and its shape later.
		await bo.fill('Name', 'Dogger Bank');
		await page.close();
		const again = await context.newPage();
		anna = new MapPage(again);
		await anna.open(id);
		await anna.expectCount('Drawings', 2);
		await anna.pick([0.5, 0.45]);
		await anna.expectField('Description', 'Seen from the boat');
		await anna.expectWaiting();

		await site.start();
		await context.setOffline(false);
		for (const someone of [anna, bo]) {
			await someone.expectSaved();
			await someone.expectCount('Drawings', 2);
			await someone.expectField('Name', 'Dogger Bank');
			await someone.expectField('Description', 'Seen from the boat');
		}
		await expect
			.poll(async () => (await storedFeatures(site, id)).map((feature) => feature.properties))
			.toEqual([{ name: 'Dogger Bank', description: 'Seen from the boat' }, {}]);
	});

	test('[X11] geometry changed by one and attributes by the other, apart: both survive', async ({
		site,
		person
	}) => {
		const { context, page } = await person('Anna');
		const anna = new MapPage(page);
		const bo = new MapPage((await person('Bo')).page);
		const id = await anna.create();
		await anna.drawPoint([0.5, 0.5]);
		await anna.expectSaved();
		await bo.join(await anna.invite());
		await bo.ready();
		await bo.expectCount('Drawings', 1);
		const before = (await storedFeatures(site, id))[0]?.geojson;
		expect(before).toBeDefined();

		await context.setOffline(true);
		await anna.pick([0.5, 0.5]);
		await anna.fill('Name', 'Wreck');
		await bo.pick([0.5, 0.5]);
		await bo.tool('Edit shape').click();
		const [x, y] = await bo.pixel([0.5, 0.5]);
		await bo.page.mouse.move(x, y);
		await bo.page.mouse.down();
		await bo.page.mouse.move(x + 90, y - 60, { steps: 12 });
		await bo.page.mouse.up();
		await bo.page.keyboard.press('Escape');
		await bo.expectSaved();
		await context.setOffline(false);
		await anna.expectSaved();
		await expect
			.poll(async () => (await storedFeatures(site, id))[0]?.properties, { timeout: 20_000 })
			.toEqual({ name: 'Wreck' });
		const after = (await storedFeatures(site, id))[0]?.geojson;
		expect(after).not.toBe(before);
		await bo.expectField('Name', 'Wreck');
	});

	test('[X12] every route opens with the server down', async ({ site, person }) => {
		const { page } = await person('Anna');
		const anna = new MapPage(page);
		const id = await anna.create();
		await anna.expectKept();
		await anna.expectSaved();
		await site.stop();
		await page.goto('/');
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByRole('link', { name: /New map/ }).first()).toBeVisible();
		await anna.open(id);
		await page.goto('/nothing/here');
		await expect(page.getByText('There is nothing here')).toBeVisible();
		// A map that is on no device of ours can't be shown, and says so.
		await page.goto('/map/00000000-0000-4000-8000-000000000001');
		await expect(page.getByText(/not on this device/i).first()).toBeVisible({ timeout: 20_000 });
		// A new one can be made all the same.
		await page.goto('/');
		await page.getByRole('button', { name: 'New map' }).first().click();
		await anna.ready();
		await anna.drawPoint([0.5, 0.5]);
		await anna.expectCount('Drawings', 1);
		await anna.expectWaiting();
		const born = anna.id;
		await site.start();
		await anna.expectSaved();
		await expect.poll(() => storedFeatures(site, born)).toHaveLength(1);
	});

	test('[X13] a map id that does not exist is said to be none', async ({ person }) => {
		const { page } = await person('Anna');
		await page.goto('/map/00000000-0000-4000-8000-000000000001');
		await expect(page.getByText(/There is no map here/)).toBeVisible({ timeout: 20_000 });
	});

	test('[X14] storage taken away under the work: stored again by itself, and saved later', async ({
		site,
		person
	}) => {
		const { context, page } = await person('Anna');
		const anna = new MapPage(page);
		const id = await anna.createSaved();
		await anna.expectKept();
		await context.setOffline(true);
		const devtools = await context.newCDPSession(page);
		const storageTypes = 'indexeddb';
		await devtools.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes });
		await anna.drawPoint([0.5, 0.5]);
		await anna.expectWaiting();
		// The map's and the layer's documents are written anew, whole.
		await expect
			.poll(() => page.evaluate(async () => (await indexedDB.databases()).length))
			.toBeGreaterThanOrEqual(2);
		await page.waitForTimeout(1_000);
		await page.close();
		const again = new MapPage(await context.newPage());
		await context.setOffline(false);
		await again.open(id);
		await again.expectCount('Drawings', 1);
		await again.expectSaved();
		await expect.poll(() => storedFeatures(site, id)).toHaveLength(1);
	});

	test('[X16] a network that is away for a moment, and a line that outlives it', async ({
		person
	}) => {
		const { context, page } = await person('Anna');
		const anna = new MapPage(page);
		await anna.createSaved();
		const away = page.getByText(/^The network is away/);
		await context.setOffline(true);
		await expect(away).toBeVisible();
		await anna.drawPoint([0.5, 0.5]);
		await context.setOffline(false);
		await expect(away).toHaveCount(0);
		await anna.expectSaved();
		// The browser has no network, but the server is on this machine.
		await page.evaluate(() => window.dispatchEvent(new Event('offline')));
		await expect(away).toHaveCount(0);
		await anna.drawPoint([0.3, 0.5]);
		await anna.expectSaved();
	});
});
