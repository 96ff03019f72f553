import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

const executablePath = await findChromium();

/** End-to-end tests start their own servers, each on its own data (e2e/ fixtures). */
export default defineConfig({
	testDir: 'e2e',
	outputDir: 'test-results',
	// One map that is drawn by software takes both cores of a build machine: two at once take longer.
	workers: 1,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: [['line'], ['json']],
	projects: [
		{ name: 'app', testMatch: '**/*.e2e.ts', testIgnore: '**/services/**' },
		// Against other programs: .ci/run installs and starts them.
		{ name: 'services', testMatch: '**/services/*.e2e.ts' }
	],
	use: {
		...devices['Desktop Chrome'],
		trace: 'off',
		screenshot: 'only-on-failure',
		launchOptions: {
			args: [...CHROMIUM_ARGS],
			...(executablePath === undefined ? {} : { executablePath })
		}
	}
});
