import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

export interface Site {
	readonly browser: Browser;
	readonly url: string;
	close(): Promise<void>;
}

/** Builds a folder as a site of its own, and opens a browser for it. */
export async function openSite(folder: URL): Promise<Site> {
	const root = fileURLToPath(folder);
	const outDir = mkdtempSync(join(tmpdir(), 'samsyn-site-'));
	// As our server does, this one says 404 to what it does not have, not the page.
	const site = {
		root,
		appType: 'mpa',
		configFile: false,
		logLevel: 'error',
		worker: { format: 'es' }
	} as const;
	await build({
		...site,
		plugins: [svelte()],
		build: { outDir, emptyOutDir: true, target: 'es2023' }
	});
	const server = await preview({ ...site, build: { outDir }, preview: { port: 0 } });
	const executablePath = await findChromium();
	const browser = await chromium.launch({
		args: [...CHROMIUM_ARGS],
		...(executablePath === undefined ? {} : { executablePath })
	});
	return {
		browser,
		url: server.resolvedUrls?.local[0] ?? '',
		close: async () => {
			await browser.close();
			await server.close();
			rmSync(outDir, { recursive: true, force: true });
		}
	};
}

/** A service on the loopback that any page may ask. */
export async function openService(
	listener: RequestListener
): Promise<{ readonly url: string; readonly close: () => void }> {
	const server = createServer((request, response) => {
		response.setHeader('access-control-allow-origin', '*');
		listener(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/wms`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}
