import type { APIResponse, Page } from '@playwright/test';
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

	/** The same, and the server has it. */
	async createSaved(): Promise<string> {
		const id = await this.create();
		await this.expectSaved();
		return id;
	}

	async open(id: string): Promise<void> {
		await this.page.goto(`/map/${id}`);
		await this.ready();
	}

	/** Lets others in, by the API as this person; the code of the link. */
	async invite(permission: 'edit' | 'view' = 'edit'): Promise<string> {
		await this.expectSaved();
		const answer = await this.asMe('POST', `/api/maps/${this.id}/links`, { permission });
		const { code } = (await answer.json()) as { code: string };
		return code;
	}

	/** Comes in by a code as somebody whose name is known. */
	async join(code: string): Promise<void> {
		await this.page.goto(`/join/${code}`);
		await this.page.getByRole('button', { name: 'Join', exact: true }).click();
		await this.page.waitForURL(/\/map\//);
		await this.page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 30_000 });
	}

	/** Asks the API as this person, again while the map is on its way into the tables. */
	async asMe(method: 'POST' | 'PUT' | 'DELETE', path: string, data?: object): Promise<APIResponse> {
		const token = await this.page.evaluate(() => {
			const stored = localStorage.getItem('samsyn:identity') ?? '{}';
			return (JSON.parse(stored) as { token?: string }).token;
		});
		const headers = { authorization: `Bearer ${token ?? ''}` };
		let answer: APIResponse | undefined;
		await expect(async () => {
			answer = await this.page.request.fetch(path, { method, headers, ...(data ? { data } : {}) });
			expect(answer.ok(), await answer.text()).toBe(true);
		}).toPass({ timeout: 20_000 });
		if (!answer) throw new Error('no answer');
		return answer;
	}

	async ready(): Promise<void> {
		await this.page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 30_000 });
		await expect(this.tool('Area')).toBeEnabled();
		// Until the first frame is drawn, clicks have nowhere to go.
		await expect(this.page.getByRole('button', { name: /Switch between degrees/ })).toBeVisible();
		await this.page.waitForTimeout(500);
	}

	/** The same on a phone, where the coordinates are not shown. */
	async readyOnPhone(): Promise<void> {
		await this.page.locator('canvas.maplibregl-canvas').waitFor({ timeout: 30_000 });
		await expect(this.tool('Area')).toBeEnabled();
		await this.page.waitForTimeout(2_000);
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
		await this.take('Area');
		await this.clickAll(corners);
		await this.page.keyboard.press('Enter');
		// Whoever takes another tool while the shape is being finished throws it away.
		await expect(this.tool('Area')).toHaveAttribute('aria-pressed', 'false');
	}

	async drawPoint(spot: Spot): Promise<void> {
		await this.take('Point');
		await this.clickMap(spot);
	}

	/** Takes up a drawing tool: it says what to do once it is there. */
	async take(name: 'Area' | 'Point'): Promise<void> {
		await this.tool(name).click();
		const hint = this.page.getByText(/^(Click|Tap) where the (first corner|point) goes$/);
		await expect(hint).toBeVisible();
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
		// A map that has just opened may not show the feature yet.
		await expect(async () => {
			await this.clickMap(spot);
			await expect(this.details).toBeVisible({ timeout: 3_000 });
		}).toPass({ timeout: 20_000 });
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

	get talk() {
		return this.page.getByRole('complementary', { name: 'Comments' });
	}

	async openTalk(): Promise<void> {
		await this.page.getByRole('button', { name: /^Comments/ }).click();
		await expect(this.page.getByRole('combobox', { name: 'Write a comment' })).toBeVisible();
	}

	/** Begins a thread about what the panel stands at. */
	async post(text: string): Promise<void> {
		await this.page.getByRole('combobox', { name: 'Write a comment' }).fill(text);
		await this.page.getByRole('button', { name: 'Post' }).click();
	}

	/** Answers the comment that says this. */
	async reply(to: string, text: string): Promise<void> {
		const comment = this.page.getByRole('article').filter({ hasText: to });
		await comment.getByRole('button', { name: 'Reply' }).click();
		await comment.getByRole('combobox').fill(text);
		await this.page.keyboard.press('Control+Enter');
	}

	/** Pointers of other people that are shown on the map. */
	get cursors() {
		return this.page.locator('.peer-cursors > *');
	}

	async expectSaved(): Promise<void> {
		const saved = this.page.getByRole('status', { name: 'Saved', exact: true });
		await expect(saved).toBeVisible({ timeout: 20_000 });
	}

	/** The service worker is in charge, and holds the app: the network may go. */
	async expectKept(): Promise<void> {
		await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		await expect
			.poll(() => this.page.evaluate(() => navigator.serviceWorker.controller !== null))
			.toBe(true);
	}

	async expectWaiting(): Promise<void> {
		await expect(this.page.getByText(/waiting for the network/).first()).toBeVisible();
	}
}
