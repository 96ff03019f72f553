import { CHROMIUM_ARGS, findChromium } from '../scripts/chromium.mjs';
import { test as base } from './fixture.ts';
import { SeaServer } from './sea-server.ts';

const executablePath = await findChromium();

/** The browser is told where the sea lies when it starts. */
export const test = base.extend<object, { sea: SeaServer }>({
	sea: [
		// The empty pattern is how Playwright says "no other fixtures".
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const sea = await SeaServer.open();
			await use(sea);
			await sea.close();
		},
		{ scope: 'worker' }
	],
	launchOptions: [
		async ({ sea }, use) => {
			await use({
				args: [...CHROMIUM_ARGS, ...sea.chromiumArgs],
				...(executablePath === undefined ? {} : { executablePath })
			});
		},
		{ scope: 'worker' }
	]
});
