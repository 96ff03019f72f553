import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

const BROWSER = ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'];
const DATABASE = ['**/*.pg.test.ts'];
const executablePath = await findChromium();

export default defineConfig({
	test: {
		expect: { requireAssertions: true },
		coverage: {
			provider: 'v8',
			include: ['src/core/**', 'server/**', 'db/**'],
			exclude: ['**/*.test.ts', '**/testing/**']
		},
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					name: 'node',
					environment: 'node',
					// Property tests take seconds, on a busy machine many more.
					testTimeout: 30_000,
					include: ['{src,server,db,scripts}/**/*.test.ts'],
					exclude: [...BROWSER, ...DATABASE],
					expect: { requireAssertions: true }
				}
			},
			{
				// On the embedded database; on PostgreSQL when SAMSYN_TEST_DATABASE_URL is set.
				test: {
					name: 'pg',
					environment: 'node',
					include: ['{server,db,src}/**/*.pg.test.ts'],
					globalSetup: './server/testing/global-setup.ts',
					// A database starts in about 3 s, on a busy machine in many more.
					testTimeout: 60_000,
					hookTimeout: 120_000,
					maxWorkers: 2,
					expect: { requireAssertions: true }
				}
			},
			{
				extends: './vite.config.ts',
				test: {
					name: 'browser',
					include: BROWSER,
					expect: { requireAssertions: true },
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								args: [...CHROMIUM_ARGS],
								...(executablePath === undefined ? {} : { executablePath })
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
