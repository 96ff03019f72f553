import type { Page } from '@playwright/test';
import { expect } from './fixture.ts';

/** Fractions of the map: `[0, 0]` is its top left corner, `[1, 1]` its bottom right. */
export type Spot = readonly [number, number];

/** Two clicks closer together than this would be a double click. */
const BETWEEN_CLICKS_MS = 320;

/** The map screen as a person uses it: by the names of things. */
export class MapPage {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Makes a map from the first screen and returns its id. */
	async create(): Promise<string> {
		await this.page.goto('/');
		await this.page.getByRole('button', { name: 'New map' }).first().click();
		await this.page.waitForURL(/\/map\/[0-9a-f-]{36}/);
		await this.ready();
		return this.id;
	}

	async open(id: string): Promise<void> {
		await this.page.goto(`/map/${id}`);
		await this.ready();
	}

	async ready(): Promise<void> {
		await this.page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 30_000 });
		await expect(this.tool('Area')).toBeEnabled();
		// Until the first frame is drawn, clicks have nowhere to go.
		await expect(this.page.getByRole('button', { name: /Switch between degrees/ })).toBeVisible();
		await this.page.waitForTimeout(1_000);
	}

	get id(): string {
		return /\/map\/([0-9a-f-]{36})/.exec(this.page.url())?.[1] ?? '';
	}

	tool(name: string) {
		return this.page
			.getByRole('toolbar', { name: 'Drawing tools' })
			.getByRole('button', { name, exact: true });
	}

	/** Draws an area through the given corners: tool, clicks, Enter. */
	async drawArea(corners: readonly Spot[]): Promise<void> {
		await this.tool('Area').click();
		await this.clickAll(corners);
		await this.page.keyboard.press('Enter');
	}

	async drawPoint(spot: Spot): Promise<void> {
		await this.tool('Point').click();
		await this.clickMap(spot);
	}

	async clickAll(spots: readonly Spot[]): Promise<void> {
		for (const spot of spots) await this.clickMap(spot);
	}

	async clickMap(spot: Spot): Promise<void> {
		const [x, y] = await this.pixel(spot);
		await this.page.mouse.move(x, y, { steps: 3 });
		await this.page.mouse.click(x, y);
		await this.page.waitForTimeout(BETWEEN_CLICKS_MS);
	}

	async moveTo(spot: Spot): Promise<void> {
		const [x, y] = await this.pixel(spot);
		await this.page.mouse.move(x, y, { steps: 5 });
	}

	async pixel([fx, fy]: Spot): Promise<[number, number]> {
		const box = await this.page.locator('canvas.maplibregl-canvas').boundingBox();
		if (!box) throw new Error('no map on the page');
		return [box.x + box.width * fx, box.y + box.height * fy];
	}

	/** Number of features that the layer list shows for a layer. */
	async expectCount(layer: string, count: number): Promise<void> {
		const row = this.page.getByRole('listitem').filter({ hasText: layer });
		await expect(row).toContainText(new RegExp(`\\b${count}\\b`), { timeout: 20_000 });
	}

	/** Picks a feature on the map, so that the details of it open. */
	async pick(spot: Spot): Promise<void> {
		await this.tool('Select').click();
		await this.clickMap(spot);
		await expect(this.details).toBeVisible();
	}

	get details() {
		return this.page.getByRole('complementary', { name: 'Details' });
	}

	/** Fills a field of the details and leaves it, which writes it. */
	async fill(field: 'Name' | 'Description', text: string): Promise<void> {
		const box = this.details.getByRole('textbox', { name: field, exact: true });
		await box.fill(text);
		await box.blur();
	}

	async expectField(field: 'Name' | 'Description', text: string): Promise<void> {
		const box = this.details.getByRole('textbox', { name: field, exact: true });
		await expect(box).toHaveValue(text, { timeout: 20_000 });
	}

	/** Pointers of other people that are shown on the map. */
	get cursors() {
		return this.page.locator('.peer-cursors > *');
	}

	async expectSaved(): Promise<void> {
		const saved = this.page.getByRole('status', { name: 'Saved', exact: true });
		await expect(saved).toBeVisible({ timeout: 20_000 });
	}

	async expectWaiting(): Promise<void> {
		await expect(this.page.getByText(/waiting for the network/).first()).toBeVisible();
	}
}
