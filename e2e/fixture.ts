import { test as base, type BrowserContext, type Page } from '@playwright/test';
import type { Database } from '../server/db/database.ts';
import { startServer, type RunningServer } from '../server/start-server.ts';
import { testPlace, type Place } from '../server/testing/place.ts';

/**
 * A whole SamSyn on its own data: the real server with the built client, which a test may stop and
 * start again at the same address.
 */
export class TestSite {
	readonly #place: Place;
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

	async start(): Promise<void> {
		const { dataFolder, databaseUrl } = this.#place;
		const logLevel = 'fatal';
		this.#server = await startServer({ port: this.#port, dataFolder, databaseUrl, logLevel });
		this.#port = this.#server.port;
	}

	async stop(): Promise<void> {
		await this.#server?.stop();
		this.#server = undefined;
	}

	async close(): Promise<void> {
		await this.stop();
		await this.#place.remove();
	}
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
}

export const test = base.extend<Fixtures>({
	// The empty pattern is how Playwright says "no other fixtures".
	// eslint-disable-next-line no-empty-pattern
	site: async ({}, use) => {
		const site = await TestSite.open();
		await use(site);
		await site.close();
	},
	person: async ({ browser, site }, use) => {
		const contexts: BrowserContext[] = [];
		const errors: Error[] = [];
		await use(async (name, options = {}) => {
			const context = await browser.newContext({
				baseURL: site.url,
				viewport: { width: 1440, height: 900 },
				locale: 'en-GB',
				...options
			});
			contexts.push(context);
			context.on('weberror', (event) => errors.push(event.error()));
			await context.addInitScript((chosen) => {
				const key = 'samsyn:identity';
				// Also runs on the empty page that a tab begins with, which has no storage.
				if (location.protocol === 'about:') return;
				if (localStorage.getItem(key) !== null) return;
				const user = { id: crypto.randomUUID(), name: chosen, color: '#0072b2' };
				localStorage.setItem(key, JSON.stringify({ user, named: true }));
			}, name);
			return { context, page: await context.newPage() };
		});
		for (const context of contexts) await context.close();
		if (errors.length > 0) throw new AggregateError(errors, 'errors in the page');
	}
});

export { expect } from '@playwright/test';
