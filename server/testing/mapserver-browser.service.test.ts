import type { Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wmsConfigSchema, type WmsConfig } from '#core/layer/source-config.ts';
import { openSite, type Site } from '../../bench/lib/site.ts';
import type {} from '../../e2e/wms-page/page.ts';
import { startMapServer, type MapServer } from './mapserver.ts';

let server: MapServer;
let site: Site;
let page: Page;

beforeAll(async () => {
	server = await startMapServer();
	site = await openSite(new URL('../../e2e/wms-page/', import.meta.url));
	page = await site.browser.newPage();
	await page.goto(site.url);
	await page.waitForFunction(() => 'wmsPage' in window);
});

afterAll(async () => {
	await site.close();
	await server.close();
});

function config(layers: string, patch: Partial<WmsConfig> = {}): WmsConfig {
	return wmsConfigSchema.parse({ url: server.url, layers, ...patch });
}

/** Around 0–22.5° east, 40.98–55.8° north and, above it, 55.8–66.5° north. */
const LOW = { z: 4, x: 8, y: 5 };
const HIGH = { z: 4, x: 8, y: 4 };

function tile(of: WmsConfig, address: typeof LOW, time?: number) {
	return page.evaluate(
		([config, tile, time]) =>
			window.wmsPage.tile({ config, tile, ...(time === undefined ? {} : { time }) }),
		[of, address, time] as const
	);
}

describe('tiles of MapServer in the browser', () => {
	test.each([LOW, HIGH])(
		'[S10] in degrees they are bent to what Web Mercator shows: %o',
		async (address) => {
			const mercator = await tile(config('zone'), address);
			expect(mercator).toContainEqual(expect.stringContaining('#'));
			for (const version of ['1.1.1', '1.3.0'] as const) {
				for (const crs of ['EPSG:4326', 'CRS:84'] as const) {
					expect(await tile(config('zone', { version, crs }), address)).toEqual(mercator);
				}
			}
		}
	);

	test('[S11] a time of the axis is sent in the words of the service', async () => {
		const monthly = config('monthly', {
			temporal: { enabled: true, values: '2024-01-01/2024-03-01/P1M' }
		});
		const rows = await tile(monthly, LOW, Date.UTC(2024, 2, 1));
		expect(rows).toContainEqual(expect.stringContaining('#'));
		expect(server.queries.at(-1)).toContain('TIME=2024-03-01');
		expect(server.queries.at(-1)).not.toContain('T00');
	});

	test('[S12] what the service finds wrong comes in its words, though its status is 200', async () => {
		expect(await tile(config('nothing'), LOW)).toEqual({
			fault: 'service-says',
			detail: expect.stringMatching(/invalid layer/i) as string
		});
	});

	test('[S13] what is at a place', async () => {
		const soundings = config('soundings', {
			queryable: true,
			infoFormat: 'application/vnd.ogc.gml',
			dimensions: { ELEVATION: '0' }
		});
		const info = (at: [number, number]) =>
			page.evaluate(([config, at]) => window.wmsPage.info(config, at), [soundings, at] as const);
		expect(await info([2, 55])).toEqual({
			kind: 'values',
			values: [
				{ name: 'elevation', value: 0 },
				{ name: 'depth', value: 12 }
			]
		});
		expect(await info([18, 55])).toBeNull();
	});

	test('[S14] capabilities come through the worker; a server without CORS is told from one that is away', async () => {
		const ask = (url: string) => page.evaluate((url) => window.wmsPage.capabilities(url), url);
		expect(await ask(server.url)).toMatchObject({ ok: true, service: { title: 'Sea' } });
		const silent = createServer((_, response) => response.end('<WMS_Capabilities/>'));
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/wms`;
		expect(await ask(url)).toMatchObject({ ok: false, reason: 'no-cors' });
		silent.closeAllConnections();
		await new Promise((resolve) => silent.close(resolve));
		expect(await ask(url)).toMatchObject({ ok: false, reason: 'unreachable' });
	});
});
