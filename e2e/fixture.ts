import { randomUUID } from 'node:crypto';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { localId } from '../src/core/wire/local-id.ts';
import { parseConfig } from '../server/config.ts';
import type { Database } from '../server/db/database.ts';
import { startServer, type RunningServer } from '../server/start-server.ts';
import { testPlace, type Place } from '../server/testing/place.ts';
import { lightBuild } from './light-build.ts';

/**
 * A whole SamSyn on its own data: the real server with the built client, which a test may stop and
 * start again at the same address.
 */
export class TestSite {
	readonly #place: Place;
	readonly #build = lightBuild();
	#server: RunningServer | undefined;
	#port = 0;

	private constructor(place: Place) {
		this.#place = place;
	}

	static async open(): Promise<TestSite> {
		const site = new TestSite(await testPlace());
		await site.start();
		return site;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** For asking PostGIS what it holds. */
	get database(): Database {
		if (!this.#server) throw new Error('the server is stopped');
		return this.#server.database;
	}

	/** Does nothing when it runs already. */
	async start(): Promise<void> {
		if (this.#server) return;
		const { dataFolder, databaseUrl } = this.#place;
		const logLevel = 'fatal';
		const port = this.#port;
		this.#server = await startServer({
			port,
			buildFolder: this.#build.folder,
			dataFolder,
			databaseUrl,
			logLevel,
			...trusting('127.0.0.1')
		});
		this.#port = this.#server.port;
	}

	async stop(): Promise<void> {
		await this.#server?.stop();
		this.#server = undefined;
	}

	async close(): Promise<void> {
		await this.stop();
		this.#build.remove();
		await this.#place.remove();
	}
}

/** Services of tests answer on this machine, which our server would not ask otherwise. */
function trusting(host: string) {
	const parsed = parseConfig({ SAMSYN_ALLOW_HOSTS: host });
	if (!parsed.ok) throw new Error(parsed.problems.join(' '));
	return { rasters: parsed.config.rasters };
}

/** One person: a browser profile of their own, with a name. */
export interface Person {
	readonly context: BrowserContext;
	readonly page: Page;
}

interface Fixtures {
	readonly site: TestSite;
	/** Opens the site as somebody new. Fails the test on any error in the page. */
	readonly person: (name: string, options?: PersonOptions) => Promise<Person>;
}

interface PersonOptions {
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly locale?: string;
	readonly colorScheme?: 'light' | 'dark';
	readonly hasTouch?: boolean;
	/** Another address of the site. */
	readonly baseURL?: string;
}

interface WorkerFixtures {
	/** Tests have people and maps of their own; a database for each would take seconds to start. */
	readonly shared: TestSite;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	shared: [
		// The empty pattern is how Playwright says "no other fixtures".
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const site = await TestSite.open();
			await use(site);
			await site.close();
		},
		{ scope: 'worker' }
	],
	site: async ({ shared }, use) => {
		// The test before may have stopped it.
		await shared.start();
		await use(shared);
	},
	person: async ({ browser, site, serviceWorkers }, use) => {
		const contexts: BrowserContext[] = [];
		const errors: Error[] = [];
		await use(async (name, options = {}) => {
			const context = await browser.newContext({
				baseURL: site.url,
				// Small enough to be drawn by the processor, large enough for a desktop's panels.
				viewport: { width: 1280, height: 600 },
				locale: 'en-GB',
				// A quarter of the dots: a map that is drawn by the processor costs by the dot.
				deviceScaleFactor: 0.5,
				// Flights of the camera are drawn by the processor here, frame by frame.
				reducedMotion: 'reduce',
				// It fetches the whole app for each new person, a quarter of the time of opening a map: suites
				// that stay online block it.
				serviceWorkers,
				...options
			});
			contexts.push(context);
			context.on('weberror', (event) => errors.push(event.error()));
			const seed = (randomUUID() + randomUUID()).replaceAll('-', '');
			const user = { id: localId(seed), name, color: '#0072b2' };
			await context.addInitScript(
				(stored) => {
					const key = 'samsyn:identity';
					// Also runs on the empty page that a tab begins with, which has no storage.
					if (location.protocol === 'about:') return;
					if (localStorage.getItem(key) !== null) return;
					localStorage.setItem(key, JSON.stringify(stored));
				},
				{ user, seed, named: true }
			);
			return { context, page: await context.newPage() };
		});
		await Promise.all(contexts.map((context) => context.close()));
		if (errors.length > 0) throw new AggregateError(errors, 'errors in the page');
	}
});

export { expect } from '@playwright/test';
