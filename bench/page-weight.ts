import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../scripts/chromium.mjs';
import { startServer } from '../server/start-server.ts';
import { testPlace } from '../server/testing/place.ts';

/**
 * JavaScript that a first visit transfers, in gzipped kB: until the list of maps is shown, and until
 * a map can be used. Run `npm run build` first. The service worker is kept out: it fetches the rest
 * of the app later, in the background.
 */
const LIST_KB = 120;
const MAP_KB = 650;

const place = await testPlace();
const server = await startServer({ port: 0, logLevel: 'fatal', dataFolder: place.dataFolder });
const executablePath = await findChromium();
const browser = await chromium.launch({
	args: [...CHROMIUM_ARGS],
	...(executablePath === undefined ? {} : { executablePath })
});
try {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const weights = weigh(page);
	await page.goto(server.url);
	await page.getByRole('button', { name: 'New map' }).first().waitFor();
	report('until the map list', await weights(), LIST_KB);

	await page.goto(server.url);
	await page.getByRole('button', { name: 'New map' }).first().click();
	await page.locator('canvas.maplibregl-canvas').waitFor();
	await page.waitForLoadState('networkidle');
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	const fresh = await context.newPage();
	const mapWeights = weigh(fresh);
	await fresh.goto(`${server.url}/map/${id}`);
	await fresh.locator('canvas.maplibregl-canvas').waitFor();
	await fresh.waitForLoadState('networkidle');
	report('until the map is interactive', await mapWeights(), MAP_KB);
} finally {
	await browser.close();
	await server.stop();
	await place.remove();
}

/** Collects every script the page loads, and those of its workers. */
function weigh(page: Page): () => Promise<number> {
	const urls = new Set<string>();
	page.on('response', (response) => {
		const type = response.headers()['content-type'] ?? '';
		if (response.status() === 200 && type.includes('javascript')) urls.add(response.url());
	});
	page.on('worker', (worker) => urls.add(worker.url()));
	return async () => {
		const scripts = [...urls].filter((url) => url.startsWith(server.url));
		const sizes = await Promise.all(scripts.map(gzippedLength));
		return sizes.reduce((sum, size) => sum + size, 0) / 1000;
	};
}

async function gzippedLength(url: string): Promise<number> {
	const response = await fetch(url);
	return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}

function report(what: string, kilobytes: number, limit: number): void {
	const ratio = (kilobytes / limit).toFixed(2);
	process.stdout.write(
		`JavaScript ${what}: ${kilobytes.toFixed(0)} kB gzip (to reach ≤ ${limit} kB, ratio ${ratio})\n`
	);
}
