import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';

test.describe('talking about a map', () => {
	test('[X50] two write offline and answer in each other’s thread; both have all of it', async ({
		person
	}) => {
		const first = await person('Anna');
		const second = await person('Bo');
		const anna = new MapPage(first.page);
		const bo = new MapPage(second.page);
		await anna.create();
		await bo.join(await anna.invite());
		await bo.ready();
		await anna.openTalk();
		await bo.openTalk();
		await anna.post('Is the corridor wide enough?');
		await bo.post('Who asked the fishers?');
		for (const someone of [anna, bo])
			await expect(someone.talk.getByRole('article')).toHaveCount(2);

		await first.context.setOffline(true);
		await second.context.setOffline(true);
		await anna.reply('Who asked the fishers?', 'I did, in May');
		await bo.reply('Is the corridor wide enough?', 'Not for two ships');
		await bo.reply('Is the corridor wide enough?', 'Make it 4 nm');
		await expect(anna.talk.getByText(/waiting for the network/)).toBeVisible();
		await expect(anna.talk.getByRole('article')).toHaveCount(3);
		await expect(bo.talk.getByRole('article')).toHaveCount(4);

		await first.context.setOffline(false);
		await second.context.setOffline(false);
		for (const someone of [anna, bo]) {
			await expect(someone.talk.getByRole('article')).toHaveCount(5, { timeout: 30_000 });
			await expect(someone.talk.getByText(/waiting for the network/)).toHaveCount(0);
			const thread = someone.talk.locator('[data-thread]').filter({ hasText: 'corridor' });
			await expect(thread.getByRole('article')).toHaveText([
				/Anna.*Is the corridor wide enough\?/s,
				/Bo.*Not for two ships/s,
				/Bo.*Make it 4 nm/s
			]);
		}
		await expect(anna.talk.getByText('Bo').first()).toBeVisible();
	});

	test('[X51] a place on the map is talked about: pin, unread, answer, resolved, deleted', async ({
		person
	}) => {
		const anna = new MapPage((await person('Anna')).page);
		const bo = new MapPage((await person('Bo')).page);
		await anna.create();
		await bo.join(await anna.invite('view'));
		await expect(bo.page.getByRole('button', { name: 'You can look' })).toBeVisible();
		await anna.page.mouse.click(...(await anna.pixel([0.5, 0.5])), { button: 'right' });
		await anna.page.getByRole('menuitem', { name: 'Comment on this place' }).click();
		await anna.post('<img src=x onerror=alert(1)> here');

		const pin = bo.page.getByRole('button', { name: /1 comment, with news/ });
		await expect(pin).toBeVisible();
		await expect(bo.page.getByRole('button', { name: 'Comments, 1 new' })).toBeVisible();
		await pin.click();
		await expect(bo.talk.getByRole('article')).toContainText('<img src=x onerror=alert(1)> here');
		await expect(bo.page.getByRole('button', { name: 'Comments', exact: true })).toBeVisible();
		// Who may only look may talk; but not settle what others began.
		await expect(bo.talk.getByRole('button', { name: 'Resolve' })).toHaveCount(0);
		await bo.reply('onerror', 'Seen');
		await anna.talk.getByRole('article').filter({ hasText: 'Seen' }).waitFor();
		await anna.page.getByRole('button', { name: 'More for the comment by Anna' }).click();
		await anna.page.getByRole('menuitem', { name: 'Delete' }).click();
		await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
		await expect(bo.talk.getByText('This comment was deleted')).toBeVisible();
		await expect(bo.talk.getByText('Seen')).toBeVisible();
		await anna.talk.getByRole('button', { name: 'Resolve' }).click();
		await expect(bo.page.locator('.talk-pins > button')).toHaveCount(0);
		await expect(bo.talk.getByText(/Resolved by Anna/)).toBeVisible();
	});

	test('[X52] what is drawn and said before the server has heard of its author is theirs afterwards', async ({
		person,
		site
	}) => {
		const { page, context } = await person('Anna');
		const anna = new MapPage(page);
		// The app comes, but nobody learns who asks for it.
		await context.route('**/api/session', (route) => route.abort());
		await page.goto('/');
		await anna.expectKept();
		await context.setOffline(true);
		await site.stop();
		const id = await anna.create();
		await anna.drawPoint([0.5, 0.5]);
		await anna.page.getByRole('button', { name: 'Close' }).last().click();
		await anna.openTalk();
		await anna.post('Seen from the boat');
		await anna.reply('Seen from the boat', 'A whale');
		await expect(anna.talk.getByText(/waiting for the network/).first()).toBeVisible();
		const stored = () =>
			page
				.evaluate(() => localStorage.getItem('samsyn:identity') ?? '{}')
				.then(JSON.parse) as Promise<{
				user: { id: string };
				token?: string;
			}>;
		const before = await stored();
		expect(before.token).toBeUndefined();

		await context.unroute('**/api/session');
		await site.start();
		await context.setOffline(false);
		await anna.expectSaved();
		await expect(anna.talk.getByText(/waiting for the network/)).toHaveCount(0);
		const { user } = await stored();
		const query = async (sql: string) =>
			(await site.database.pool.query<Record<string, unknown>>(sql, [id])).rows;
		await expect
			.poll(() =>
				query('select content, author_id from comments where map_id = $1 order by created_at')
			)
			.toEqual([
				{ content: 'Seen from the boat', author_id: user.id },
				{ content: 'A whale', author_id: user.id }
			]);
		expect(await query('select created_by from maps where id = $1')).toEqual([
			{ created_by: user.id }
		]);
		// The row of a layer is there with the map that shows it, what is in it comes a moment later.
		await expect
			.poll(() =>
				query(`select l.created_by from layers l join map_layers s on s.layer_id = l.id
					where s.map_id = $1`)
			)
			.toEqual([{ created_by: user.id }]);
		await page.reload();
		await anna.ready();
		await anna.openTalk();
		await expect(anna.talk.getByRole('article')).toHaveCount(2);
		await expect(anna.talk.getByRole('article').first()).toContainText('Anna');
	});

	test('[X53] on a phone notifications are in the menu, and lead to the comment', async ({
		person
	}) => {
		const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
		const anna = new MapPage((await person('Anna', phone)).page);
		const bo = new MapPage((await person('Bo')).page);
		await anna.page.goto('/');
		await anna.page.getByRole('button', { name: 'New map' }).first().tap();
		await anna.page.waitForURL(/\/map\//);
		await anna.readyOnPhone();
		await bo.join(await anna.invite());
		await bo.ready();
		await anna.openTalk();
		await anna.post('Is the corridor wide enough?');
		await bo.openTalk();
		await bo.reply('corridor', 'Not for two ships');
		await expect(anna.page.getByText('Not for two ships')).toBeVisible();
		await anna.page.getByRole('button', { name: 'Close' }).first().tap();
		await anna.page.getByRole('button', { name: 'Menu', exact: true }).tap();
		await anna.page.getByRole('menuitem', { name: /^Notifications/ }).tap();
		const dialog = anna.page.getByRole('dialog', { name: 'Notifications' });
		await dialog.getByRole('button', { name: /Bo answered you/ }).tap();
		await expect(dialog).toHaveCount(0);
		await expect(anna.page.getByText('Not for two ships')).toBeVisible();
	});
});
