import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { testId } from '#core/testing/ids.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import AccountScreen from './AccountScreen.svelte';
import PickName from './PickName.svelte';

/** What the server answers, by request. */
let answers: Record<string, (sent: object) => Response> = {};
let bodies: unknown[] = [];
let shown: Shown | undefined;

const ann = { id: testId(1), name: 'Ann', color: PEOPLE_COLOURS[1], organisation: 'Port' };
const session = {
	token: 't1',
	expires_at: new Date(Date.now() + 86_400_000).toISOString(),
	user: ann
};
const CLERK = { provider: 'clerk', publishable_key: 'pk_test_x', frontend_api: 'c.test' };

beforeEach(() => {
	localStorage.clear();
	bodies = [];
	answers = {
		'GET /api/config': () => Response.json({ identity: { provider: 'local' } }),
		'POST /api/session': (sent) =>
			Response.json({ ...session, user: { ...ann, ...sent }, reentry_code: 'ACDE-FGHJ' })
	};
	vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
		const sent = typeof body === 'string' ? (JSON.parse(body) as object) : {};
		if (typeof body === 'string') bodies.push(sent);
		const answer = answers[`${method ?? 'GET'} ${path}`];
		return answer
			? Promise.resolve(answer(sent))
			: Promise.reject(new TypeError('Failed to fetch'));
	});
});
afterEach(async () => {
	await shown?.close();
	vi.unstubAllGlobals();
});

const open = () => (shown = showPart(AccountScreen, () => ({})));

test('the code to get in again is shown as soon as the server gave one', async () => {
	open();
	await expect.element(page.getByLabelText('Your code')).toHaveTextContent('ACDE-FGHJ');
});

test('without the network it says when the code will be there', async () => {
	answers = {};
	open();
	await expect
		.element(page.getByText('You get your code as soon as', { exact: false }))
		.toBeInTheDocument();
});

test('a name and a colour are taken at once, and sent', async () => {
	open();
	await expect.element(page.getByLabelText('Your code')).toBeInTheDocument();
	await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Anna');
	await page.getByTitle('Green', { exact: true }).click();
	await expect
		.poll(() => bodies.at(-1))
		.toEqual({ name: 'Anna', color: PEOPLE_COLOURS[4], organisation: 'Port' });
});

test('a wrong code is explained where it was typed', async () => {
	open();
	await expect.element(page.getByLabelText('Your code')).toBeInTheDocument();
	answers['POST /api/session'] = () => Response.json({}, { status: 422 });
	await page.getByRole('textbox', { name: 'Code', exact: true }).fill('wrong');
	await page.getByRole('button', { name: 'Go on as that person' }).click();
	await expect.element(page.getByText('Nobody has this code.', { exact: false })).toBeVisible();
});

test('who leaves with work that the server lacks is told of which maps, and may think again', async () => {
	const [map, layer, other] = [testId(11), testId(12), testId(13)];
	const entry = { openedAt: 1, madeHere: false, layers: [layer] };
	localStorage.setItem(
		'samsyn:maps',
		JSON.stringify([
			{ ...entry, id: map, name: 'Kattegat' },
			{ ...entry, id: other, name: 'Skagerrak', layers: [] }
		])
	);
	localStorage.setItem(`samsyn:unsaved:layer:${layer}`, JSON.stringify({ tab: 2 }));
	open();
	await expect.element(page.getByLabelText('Your code')).toBeInTheDocument();
	let ended = 0;
	answers['DELETE /api/session'] = () => {
		ended++;
		return new Response(null, { status: 503 });
	};
	await page.getByRole('button', { name: 'Sign out' }).click();
	const warning = page.getByRole('alert');
	await expect.element(warning.getByRole('link', { name: 'Kattegat' })).toBeVisible();
	expect(warning.getByRole('link', { name: 'Skagerrak' }).elements()).toEqual([]);
	await expect
		.element(warning.getByText('comments can no longer be sent', { exact: false }))
		.toBeVisible();
	await page.getByRole('checkbox', { name: /Also remove the copies/ }).click();
	await expect.element(warning.getByText('gone for good', { exact: false })).toBeVisible();
	await warning.getByRole('button', { name: 'Cancel' }).click();
	await expect.element(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
	expect(ended).toBe(0);
	// Once the server has it all, nobody is asked.
	for (const key of Object.keys(localStorage)) {
		if (key.startsWith('samsyn:unsaved:')) localStorage.removeItem(key);
	}
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect.element(page.getByText('You are still signed in', { exact: false })).toBeVisible();
	expect(ended).toBe(1);
});

test('nobody is deleted without a second word, nor when the server is away', async () => {
	open();
	await expect.element(page.getByLabelText('Your code')).toBeInTheDocument();
	await page.getByRole('button', { name: 'Delete me …' }).click();
	await page.getByRole('button', { name: 'Delete for good' }).click();
	await expect.element(page.getByText('Nothing was deleted', { exact: false })).toBeVisible();
	answers['DELETE /api/me'] = () => new Response(null, { status: 204 });
	const other = { ...ann, id: testId(2) };
	answers['POST /api/session'] = () => Response.json({ ...session, user: other });
	await page.getByRole('button', { name: 'Delete for good' }).click();
	await expect.poll(() => localStorage.getItem('samsyn:identity')).not.toContain(ann.id);
});

test('with accounts a guest may sign in, and is told what comes along', async () => {
	answers['GET /api/config'] = () => Response.json({ identity: CLERK });
	open();
	await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Make an account' })).toBeVisible();
});

test('to join, a name is enough; without one it is asked for', async () => {
	const onpicked = vi.fn();
	shown = showPart(PickName, () => ({ onpicked }));
	await page.getByRole('textbox', { name: 'Your name' }).fill('  Kim ');
	await page.getByRole('button', { name: 'Continue' }).click();
	expect(onpicked).toHaveBeenCalledOnce();
	await expect.poll(() => bodies.at(-1)).toMatchObject({ name: 'Kim' });
});
