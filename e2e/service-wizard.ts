import type { Locator, Page } from '@playwright/test';

/** The tab for map services of the wizard that adds layers. */
export class ServiceWizard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	get dialog(): Locator {
		return this.#page.getByRole('dialog');
	}

	async open(): Promise<void> {
		await this.#page.getByRole('button', { name: 'Add a layer' }).click();
		await this.#page.getByRole('menuitem', { name: /From a service/ }).click();
	}

	/** Asks an address for its layers; what came of it is for the test to see. */
	async look(url: string): Promise<void> {
		await this.#page.getByLabel(/Address of a map service/).fill(url);
		await this.#page.getByRole('button', { name: 'Show its layers' }).click();
	}

	/** From opening it to closing it again. */
	async add(url: string, names: readonly string[]): Promise<void> {
		await this.open();
		await this.look(url);
		for (const name of names) {
			await this.#page.getByRole('button', { name: `Add ${name}` }).click();
		}
		await this.dialog.getByRole('button', { name: 'Close' }).click();
	}
}
