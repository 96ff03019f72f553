// Finds the Chromium that tests run in: a given one, Playwright's own, or the system's.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_APPS = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * How it is started: WebGL without a graphics card, and only the map by that: the page itself is painted
 * and put together faster without it. Nothing of its own over the network.
 */
export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--disable-gpu-compositing',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run'
];

/**
 * @returns {Promise<string | undefined>} its path
 */
export async function findChromium() {
	const given = process.env['SAMSYN_CHROMIUM'];
	if (given !== undefined && given !== '') return given;
	return (await playwrightsOwn()) ?? systems();
}

async function playwrightsOwn() {
	const { chromium } = await import('playwright');
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

function systems() {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...candidates, ...MAC_APPS].find((path) => existsSync(path));
}
