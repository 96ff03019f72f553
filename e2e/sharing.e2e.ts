import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';

test.use({ serviceWorkers: 'block' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

test.describe('sharing a map', () => {
	test('[X40] a guest joins by code on a phone, draws and comments; made a reader while drawing, the tools go with a sentence and what was finished stays', async ({
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		await anna.createSaved();
		await anna.page.getByRole('button', { name: 'Share' }).click();
		await anna.page.getByRole('button', { name: 'Create link' }).click();
		await anna.page.getByRole('button', { name: 'Show to the room' }).last().click();
		const room = anna.page.getByRole('dialog', { name: /^Join/ });
		const code = (await room.getByText(/^[A-Z]{3} [A-Z]{3}$/).textContent()) ?? '';
		await expect(room.getByRole('img', { name: /QR/ })).toBeVisible();
		await room.getByRole('button', { name: 'Close' }).click();

		const { page } = await person('Guest', PHONE);
		await page.goto('/join');
		// As people type it.
		await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
		await page.getByRole('button', { name: 'Join', exact: true }).tap();
		await page.waitForURL(/\/map\//);
		const guest = new MapPage(page);
		await guest.readyOnPhone();
		await guest.tool('Point').tap();
		await page.touchscreen.tap(...(await guest.pixel([0.5, 0.3])));
		await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
		await page.getByRole('button', { name: 'Comment', exact: true }).tap();
		await guest.post('A wreck lies here');
		await page.getByRole('button', { name: 'Close' }).first().tap();
		await anna.page.getByRole('button', { name: 'Close' }).last().click();
		await anna.expectCount('Drawings', 1);
		await anna.openTalk();
		await expect(anna.talk.getByRole('article')).toContainText('A wreck lies here');
		await expect(anna.talk.getByRole('article')).toContainText('Guest');

		await guest.tool('Area').tap();
		await page.touchscreen.tap(...(await guest.pixel([0.3, 0.4])));
		await expect(page.getByText(/0 m|next corner|corner/i).first()).toBeVisible();
		await anna.page.getByRole('button', { name: 'Share' }).click();
		await anna.page.getByRole('combobox', { name: 'What Guest may do' }).selectOption('view');
		await expect(page.getByText('You can look at this map now, and no longer draw.')).toBeVisible();
		await expect(guest.tool('Area')).toHaveCount(0);
		await expect(page.getByRole('button', { name: 'You can look' })).toBeVisible();
		await expect(guest.tool('Select')).toBeVisible();
		await page.reload();
		await page.locator('canvas.maplibregl-canvas').waitFor();
		await expect(page.getByRole('button', { name: 'You can look' })).toBeVisible();
		await anna.page.getByRole('button', { name: 'Close' }).last().click();
		await anna.expectCount('Drawings', 1);
	});

	test('[X41] a public map opens for somebody unknown, who is asked nothing and can only look', async ({
		person,
		browser,
		site
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const id = await anna.create();
		await anna.drawPoint([0.5, 0.5]);
		await anna.expectSaved();
		await anna.page.getByRole('button', { name: 'Share' }).click();
		await anna.page.getByText('Everyone may look').click();
		await expect(anna.page.getByRole('radio', { name: /Everyone may look/ })).toBeChecked();

		const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB' });
		const page = await context.newPage();
		await page.goto(`/map/${id}`);
		const stranger = new MapPage(page);
		await page.locator('canvas.maplibregl-canvas').waitFor();
		await stranger.expectCount('Drawings', 1);
		await expect(page.getByRole('button', { name: 'You can look' })).toBeVisible();
		await expect(stranger.tool('Area')).toHaveCount(0);
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(page.getByRole('button', { name: 'Add a layer' })).toHaveCount(0);
		await context.close();
	});

	test('[X42] shared no longer: the screen says so, and a private copy can be kept', async ({
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const bo = new MapPage((await person('Bo')).page);
		await anna.create();
		await anna.drawPoint([0.5, 0.5]);
		await bo.join(await anna.invite('view'));
		await bo.expectCount('Drawings', 1);
		const taken = bo.id;
		await anna.asMe('PUT', `/api/maps/${anna.id}`, { permission_level: 'private' });
		await expect(bo.page.getByText(/You have no access to/)).toBeVisible();
		await bo.page.getByRole('button', { name: 'Keep a private copy' }).click();
		await expect.poll(() => bo.id).not.toBe(taken);
		await bo.ready();
		await bo.expectCount('Drawings', 1);
		await bo.expectSaved();
	});

	test('[X43] a code that is wrong, revoked or used up is said to be so', async ({ person }) => {
		const anna = new MapPage((await person('Anna')).page);
		await anna.create();
		const code = await anna.invite();
		const { page } = await person('Bo');
		await page.goto('/join');
		await page.getByRole('textbox', { name: 'Code' }).fill('zz zz zz');
		await page.getByRole('button', { name: 'Join', exact: true }).click();
		await expect(page.getByRole('alert')).toHaveText(/No map has this code/);
		const answer = await anna.asMe('POST', `/api/maps/${anna.id}/links`, {
			permission: 'view',
			max_uses: 1
		});
		const { code: once } = (await answer.json()) as { code: string };
		await new MapPage((await person('Chidi')).page).join(once);
		await page.getByRole('textbox', { name: 'Code' }).fill(once);
		await page.getByRole('button', { name: 'Join', exact: true }).click();
		await expect(page.getByRole('alert')).toHaveText(/used as often/);
		await page.getByRole('textbox', { name: 'Code' }).fill(code);
		await page.getByRole('button', { name: 'Join', exact: true }).click();
		await page.waitForURL(/\/map\//);
	});
});
