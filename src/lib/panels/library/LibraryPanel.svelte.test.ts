import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { testId } from '#core/testing/ids.ts';
import { answerFetch, type Answers, type Asked } from '#lib/panels/testing/answer-fetch.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import LibraryPanel from './LibraryPanel.svelte';

const NOW = '2026-05-01T08:30:00.000Z';
const ANN = { id: testId(1), name: 'Ann', color: '#0072b2', organisation: '' };
const SESSION = {
	token: 't1',
	expires_at: new Date(Date.now() + 86_400_000).toISOString(),
	user: ANN
};
const DEPTHS = {
	id: testId(3),
	name: 'Depths',
	description: 'Of the whole sea',
	category: 'Sea floor',
	source_type: 'wms',
	editable: 'creator-only',
	is_global: true,
	created_by: null,
	created_by_name: null,
	created_at: NOW,
	updated_at: NOW,
	opacity: 1,
	preview_url: null as string | null
};
const REEFS = { ...DEPTHS, id: testId(4), name: 'Reefs', category: null, is_global: false };

let shown: Shown | undefined;
let asked: Asked[] = [];
let answers: Answers = {};

const me = (isAdmin: boolean) => () =>
	Response.json({
		...ANN,
		avatar_url: null,
		email: null,
		is_guest: false,
		is_named: true,
		is_admin: isAdmin
	});

beforeEach(() => {
	localStorage.clear();
	answers = {
		'POST /api/session': () => Response.json(SESSION, { status: 201 }),
		'GET /api/me': me(false),
		'GET /api/layers': ({ line }) =>
			Response.json(line.includes('search=reef') ? [REEFS] : [DEPTHS, REEFS])
	};
	asked = answerFetch(answers);
});
afterEach(async () => {
	await shown?.close();
	shown = undefined;
	vi.unstubAllGlobals();
});

const open = () => (shown = showPart(LibraryPanel, () => ({})));
/** Not the message that says what was added. */
const rows = () => page.getByRole('list', { name: 'Library' }).getByRole('listitem');
const row = (name: string) => rows().filter({ hasText: name });

test('a layer is put on the map with one press, and is said to be there', async () => {
	const { map } = open();
	await page.getByRole('button', { name: 'Add to map: Depths' }).click();
	await expect.element(row('Depths').filter({ hasText: 'On the map' })).toBeVisible();
	expect(map.layers.map(({ layer }) => layer.id)).toEqual([DEPTHS.id]);
});

test('search, kind and “mine” are asked of the server; the last question counts', async () => {
	open();
	await expect.element(row('Depths')).toBeVisible();
	await page.getByRole('searchbox').fill('reef');
	await expect.element(row('Reefs')).toBeVisible();
	await expect.poll(() => row('Depths').elements()).toEqual([]);
	await page.getByRole('checkbox').click();
	await page.getByRole('combobox').last().selectOptions('wms');
	const last = () => asked.filter(({ line }) => line.startsWith('GET /api/layers')).at(-1)?.line;
	await expect.poll(last).toMatch(/mine=true/);
	await expect.poll(last).toMatch(/source_type=wms/);
	expect(last()).toMatch(/search=reef/);
});

test('nothing found, and no server, are two different things', async () => {
	answers['GET /api/layers'] = () => Response.json([]);
	open();
	await expect.element(page.getByRole('heading', { level: 3 })).toBeVisible();
	delete answers['GET /api/layers'];
	await page.getByRole('searchbox').fill('x');
	await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
	answers['GET /api/layers'] = () => Response.json([DEPTHS]);
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect.element(row('Depths')).toBeVisible();
});

test('what a layer is to everybody is an admin’s to say', async () => {
	open();
	await expect.element(row('Reefs')).toBeVisible();
	await expect.poll(() => asked.some(({ line }) => line === 'GET /api/me')).toBe(true);
	expect(row('Reefs').getByRole('checkbox').elements()).toEqual([]);
	await shown?.close();
	answers['GET /api/me'] = me(true);
	answers[`PUT /api/layers/${REEFS.id}`] = ({ body }) =>
		Response.json({ ...REEFS, ...(body as object) });
	open();
	await row('Reefs').getByRole('checkbox').click();
	await expect.element(row('Reefs').getByRole('checkbox')).toBeChecked();
	expect(asked).toContainEqual({
		line: `PUT /api/layers/${REEFS.id}`,
		body: { is_global: true }
	});
});

test('a layer drawn by our server shows its picture, asked for by who looks; one that fails, its kind', async () => {
	const canvas = new OffscreenCanvas(4, 3);
	canvas.getContext('2d')?.fillRect(0, 0, 4, 3);
	const picture = await canvas.convertToBlob();
	const drawn = { ...DEPTHS, source_type: 'geotiff', preview_url: '/api/layers/a/preview' };
	const broken = { ...REEFS, source_type: 'geotiff', preview_url: '/api/layers/b/preview' };
	answers['GET /api/layers'] = () => Response.json([drawn, broken]);
	answers['GET /api/layers/a/preview'] = () => new Response(picture);
	answers['GET /api/layers/b/preview'] = () => Response.json({}, { status: 502 });
	open();
	const cards = rows();
	await expect.element(cards.first().getByRole('presentation')).toBeVisible();
	await expect.poll(() => asked.some(({ line }) => line.endsWith('/b/preview'))).toBe(true);
	expect(cards.last().getByRole('presentation').query()).toBeNull();
	await expect.element(cards.last().getByText('Picture with data')).toBeInTheDocument();
});
