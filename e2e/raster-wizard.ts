import type { Locator, Page } from '@playwright/test';
import { expect } from './fixture.ts';

type DrawnBy =
	'Each device, from the file' | 'The server of this map' | 'Another tile server (TiTiler)';

/** The tab for rasters of the wizard that adds layers. */
export class RasterWizard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	get dialog(): Locator {
		return this.#page.getByRole('dialog', { name: 'Add a layer' });
	}

	get alert(): Locator {
		return this.dialog.getByRole('alert');
	}

	async open(): Promise<void> {
		await this.#page.getByRole('button', { name: 'Add a layer' }).click();
		await this.#page.getByRole('menuitem', { name: /From a service/ }).click();
		await this.dialog.getByRole('tab', { name: 'Raster' }).click();
	}

	/** Looks at an address; what came of it is for the test to see. */
	async look(address: string): Promise<void> {
		await this.dialog.getByLabel('Address of a GeoTIFF').fill(address);
		await this.dialog.getByRole('button', { name: 'Look at it' }).click();
	}

	async drawnBy(who: DrawnBy): Promise<void> {
		await this.dialog.getByLabel('Drawn by').selectOption(who);
	}

	async save(name: string): Promise<void> {
		await this.#name(name);
		await this.dialog.getByRole('button', { name: 'Add to the map' }).click();
		await expect(this.dialog).toBeHidden();
	}

	async keepHere(name: string): Promise<void> {
		await this.#name(name);
		await this.dialog.getByRole('button', { name: 'Keep on this device' }).click();
		await expect(this.dialog).toBeHidden();
	}

	async upload(name: string): Promise<void> {
		await this.#name(name);
		await this.dialog.getByRole('button', { name: 'Upload and add' }).click();
		await expect(this.dialog).toBeHidden({ timeout: 20_000 });
	}

	async #name(name: string): Promise<void> {
		const field = this.dialog.getByLabel('Name of the layer');
		await field.fill(name);
		await field.blur();
	}
}
