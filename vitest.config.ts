import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';
import { absentServices } from './scripts/services.mjs';

const BROWSER = ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'];
const DATABASE = ['**/*.pg.test.ts'];
const SERVICES = ['**/*.service.test.ts'];
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
					exclude: [...BROWSER, ...DATABASE, ...SERVICES],
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
					// More than a build machine has cores: much of it is waiting for a database to start.
					maxWorkers: 3,
					expect: { requireAssertions: true }
				}
			},
			{
				// Against other programs: MapServer and GDAL by their commands, the rest where
				// SAMSYN_TITILER_URL and the like say; .ci/run starts them all.
				test: {
					name: 'services',
					environment: 'node',
					include: ['{server,src}/**/*.service.test.ts'],
					exclude: absentServices(),
					globalSetup: './server/testing/global-setup.ts',
					testTimeout: 120_000,
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
					// A frame of a map that is drawn by software takes a third of a second on a busy machine.
					testTimeout: 60_000,
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
