import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, type TestSite } from './fixture.ts';
import { MapPage } from './map-page.ts';
import { test } from './sea-fixture.ts';

test.afterEach(async ({ sea }) => {
	await sea.stop();
	await sea.start();
});

const BANK = '55.0000,4.0000,6';
const NEARER = '54.6000,3.2000,8';

/** Gives the map an online basemap and a WMS layer, as another program would. */
async function addSea(site: TestSite, page: Page, mapId: string): Promise<void> {
	const stored = await page.evaluate(() => localStorage.getItem('samsyn:identity') ?? '{}');
	const { token } = JSON.parse(stored) as { token: string };
	const send = async (method: string, path: string, body: object): Promise<void> => {
		const response = await fetch(site.url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		expect(response.ok, `${method} ${path}: ${await response.text()}`).toBe(true);
	};
	const id = crypto.randomUUID();
	await send('POST', '/api/layers', {
		id,
		name: 'Currents',
		source_type: 'wms',
		source_config: { url: 'https://sea.example/wms', layers: 'currents' }
	});
	await send('POST', `/api/maps/${mapId}/layers`, { layer_id: id });
	await send('PUT', `/api/maps/${mapId}`, { basemap: 'osm' });
}

/** The map without what lies over it, once it has come to rest. */
async function mapPicture(page: Page): Promise<Buffer> {
	await page.waitForTimeout(2_500);
	const clip = { x: 420, y: 180, width: 600, height: 520 };
	return sharp(await page.screenshot({ clip }))
		.removeAlpha()
		.raw()
		.toBuffer();
}

function meanDifference(a: Buffer, b: Buffer): number {
	expect(a.length).toBe(b.length);
	let sum = 0;
	for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
	return sum / a.length;
}

/** More than one colour: a blank map would be the same anywhere. */
function isVaried(picture: Buffer): boolean {
	const colours = new Set<string>();
	for (let i = 0; i < picture.length; i += 3 * 97) colours.add(picture.toString('hex', i, i + 3));
	return colours.size > 8;
}

async function openAt(anna: MapPage, id: string, at: string): Promise<void> {
	await anna.page.goto(`/map/${id}?at=${at}`);
	await anna.ready();
}

test('[F1] seen once, then offline and every server stopped: the same view shows the same pixels', async ({
	site,
	sea,
	person
}) => {
	const { context, page } = await person('Anna');
	const anna = new MapPage(page);
	const id = await anna.createSaved();
	await anna.expectKept();
	await addSea(site, page, id);
	await openAt(anna, id, BANK);
	const before = await mapPicture(page);
	expect(isVaried(before)).toBe(true);
	const piece = (): Promise<{ status: number; bytes: number[]; kept: boolean }> =>
		page.evaluate(async () => {
			const headers = { range: 'bytes=1000-1099' };
			const response = await fetch('https://sea.example/depth.tif', { headers });
			const bytes = [...new Uint8Array(await response.arrayBuffer())];
			return { status: response.status, bytes, kept: response.headers.has('x-samsyn-kept') };
		});
	const expected = [...sea.file.subarray(1_000, 1_100)];
	expect(await piece()).toEqual({ status: 206, bytes: expected, kept: false });

	await context.setOffline(true);
	await sea.stop();
	await site.stop();
	await page.reload();
	await anna.ready();
	expect(meanDifference(await mapPicture(page), before)).toBeLessThan(0.5);
	await expect(page.getByRole('img', { name: /^Currents is not reached/ })).toBeVisible();
	expect(await piece()).toEqual({ status: 206, bytes: expected, kept: true });
	// What nobody looked at is on no shelf.
	const other = await page.evaluate(() =>
		fetch('https://sea.example/depth.tif', { headers: { range: 'bytes=0-9' } }).then(
			() => 'answered',
			() => 'failed'
		)
	);
	expect(other).toBe('failed');

	await sea.start();
	await site.start();
	await context.setOffline(false);
	await page.reload();
	await anna.ready();
	await expect(page.getByRole('img', { name: /^Currents is not reached/ })).toHaveCount(0);
});

test('[F2] an area is saved, and shown offline where nobody has been', async ({
	site,
	sea,
	person
}) => {
	const { context, page } = await person('Anna');
	const anna = new MapPage(page);
	const id = await anna.createSaved();
	await anna.expectKept();
	await addSea(site, page, id);
	await openAt(anna, id, BANK);
	await page.getByRole('button', { name: 'Menu', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Make this area available offline' }).click();
	const panel = page.getByRole('dialog', { name: 'Make this area available offline' });
	await expect(panel.getByRole('radio', { name: /Planning/ })).toBeChecked();
	await expect(panel.getByText(/tiles, about/).first()).toBeVisible({ timeout: 30_000 });
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id: rule }) => rule)).toEqual([]);
	await panel.getByRole('button', { name: 'Keep this area' }).click();
	await expect(panel.getByRole('progressbar')).toBeVisible();
	await panel.getByRole('button', { name: 'Pause' }).click();
	await page.waitForTimeout(1_000);
	const asked = sea.asked.length;
	await page.waitForTimeout(1_000);
	expect(sea.asked.length).toBe(asked);
	await panel.getByRole('button', { name: 'Continue' }).click();
	await expect(panel.getByRole('textbox', { name: 'Name of the area' })).toBeVisible({
		timeout: 60_000
	});
	await expect(panel.getByText(/missing|Not finished|Stopped/)).toHaveCount(0);
	await expect(page.getByRole('img', { name: /^Currents is kept on this device/ })).toBeVisible();

	// Somebody else, online, sees the place that Anna has never been to.
	const bo = new MapPage((await person('Bo')).page);
	await bo.join(await anna.invite());
	await openAt(bo, id, NEARER);
	const online = await mapPicture(bo.page);
	expect(isVaried(online)).toBe(true);
	await context.setOffline(true);
	await sea.stop();
	await site.stop();
	await openAt(anna, id, NEARER);
	expect(meanDifference(await mapPicture(page), online)).toBeLessThan(0.5);

	// Removed, its copies are gone, but for those of the views that were seen.
	const count = () =>
		page.evaluate(async () => (await (await caches.open('samsyn-shelf')).keys()).length);
	const before = await count();
	await page.getByRole('button', { name: 'Menu', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Make this area available offline' }).click();
	await panel.getByRole('button', { name: /^Remove .* from this device/ }).click();
	await expect(panel.getByRole('textbox', { name: 'Name of the area' })).toHaveCount(0);
	await expect.poll(count).toBeLessThan(before / 2);
});

test('[F3] a service that goes away while an area is saved is named, and the rest fetched later', async ({
	site,
	sea,
	person
}) => {
	const { page } = await person('Anna');
	const anna = new MapPage(page);
	const id = await anna.createSaved();
	await anna.expectKept();
	await addSea(site, page, id);
	await openAt(anna, id, BANK);
	await page.getByRole('button', { name: 'Menu', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Make this area available offline' }).click();
	const panel = page.getByRole('dialog', { name: 'Make this area available offline' });
	await expect(panel.getByText(/tiles, about/).first()).toBeVisible({ timeout: 30_000 });
	await panel.getByRole('button', { name: 'Keep this area' }).click();
	await expect(panel.getByRole('progressbar')).toBeVisible();
	await sea.stop();
	await expect(panel.getByText(/OpenStreetMap: \d+ tiles are missing/)).toBeVisible({
		timeout: 60_000
	});
	await sea.start();
	sea.asked.length = 0;
	await panel.getByRole('button', { name: /^Fetch what is missing of/ }).click();
	await expect(panel.getByText(/missing|Not finished|Stopped/)).toHaveCount(0, { timeout: 60_000 });
	// What had come before was not asked for again.
	expect(new Set(sea.asked).size).toBe(sea.asked.length);
});

test('[F4] one person’s copies are not shown to the next, nor to nobody', async ({
	site,
	person
}) => {
	// Our server with a raster layer for one person only in front of it.
	const front = createServer((incoming, outgoing) => {
		const { url = '/', method = 'GET', headers } = incoming;
		if (url.startsWith('/api/layers/private/tiles/')) {
			const status = headers.authorization === undefined ? 401 : 200;
			outgoing.writeHead(status, { 'content-type': 'image/png', 'cache-control': 'private' });
			return outgoing.end(`for ${headers.authorization ?? 'nobody'}`);
		}
		const onward = ask(site.url + url, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on('error', () => outgoing.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
	const { context, page } = await person('Anna');
	await page.goto(origin);
	await new MapPage(page).expectKept();
	const tile = (token: string | null): Promise<string> =>
		page.evaluate(async (given) => {
			const headers = given === null ? {} : { authorization: `Bearer ${given}` };
			const response = await fetch('/api/layers/private/tiles/1/2/3', { headers }).catch(
				() => null
			);
			return response?.ok ? response.text() : 'nothing';
		}, token);
	expect(await tile('anna')).toBe('for Bearer anna');
	expect(await tile(null)).toBe('nothing');
	await context.setOffline(true);
	front.closeAllConnections();
	front.close();
	expect(await tile('anna')).toBe('for Bearer anna');
	expect(await tile('bo')).toBe('nothing');
	expect(await tile(null)).toBe('nothing');
	// Another person takes over this browser.
	await page.evaluate(() => {
		const user = { id: '5ea00000-0000-4000-8000-00000000000b', name: 'Bo', color: '#d55e00' };
		localStorage.setItem('samsyn:identity', JSON.stringify({ user, named: true }));
	});
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect.poll(() => tile('anna')).toBe('nothing');
});
