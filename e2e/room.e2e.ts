import { CHROMIUM_ARGS, findChromium } from '../scripts/chromium.mjs';
import { expect, test } from './fixture.ts';
import { MapPage } from './map-page.ts';

const executablePath = await findChromium();

/** A name that is not localhost: browsers then keep what they have for https to themselves. */
const ROOM = 'room.test';

test.use({
	launchOptions: {
		args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${ROOM} 127.0.0.1`],
		...(executablePath === undefined ? {} : { executablePath })
	}
});

/** In the page: only the browser knows where the room is. */
async function invite({ page, id }: MapPage): Promise<string> {
	return page.evaluate(async (map) => {
		const { token } = JSON.parse(localStorage.getItem('samsyn:identity') ?? '{}') as {
			token?: string;
		};
		const answer = await fetch(`/api/maps/${map}/links`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
			body: JSON.stringify({ permission: 'edit' })
		});
		return ((await answer.json()) as { code: string }).code;
	}, id);
}

test('[X15] over plain http, as in a room without a domain: two draw, see each other and talk', async ({
	site,
	person
}) => {
	const baseURL = site.url.replace('127.0.0.1', ROOM);
	const { page } = await person('Anna', { baseURL });
	const anna = new MapPage(page);
	await anna.create();
	expect(await page.evaluate(() => isSecureContext)).toBe(false);
	await anna.drawArea([
		[0.4, 0.4],
		[0.5, 0.4],
		[0.5, 0.5]
	]);
	await anna.fill('Name', 'Bank');
	await anna.expectSaved();
	const bo = new MapPage((await person('Bo', { baseURL })).page);
	await bo.join(await invite(anna));
	await bo.ready();
	await bo.expectCount('Drawings', 1);
	await bo.drawPoint([0.6, 0.45]);
	await anna.expectCount('Drawings', 2);
	await anna.openTalk();
	await anna.post('Is this too close?');
	await expect(bo.page.getByRole('button', { name: 'Comments, 1 new' })).toBeVisible();
	await anna.expectSaved();
	await page.reload();
	await anna.ready();
	await anna.expectCount('Drawings', 2);
});
