import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { testId } from '#core/testing/ids.ts';
import { answerFetch, type Answers, type Asked } from '#lib/panels/testing/answer-fetch.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import JoinScreen from './JoinScreen.svelte';

const goto = vi.hoisted(() => vi.fn(() => Promise.resolve()));
// Where a person is taken is SvelteKit's to do; here it is only noted.
vi.mock('$app/navigation', () => ({ goto }));

const SESSION = {
	token: 't1',
	expires_at: new Date(Date.now() + 86_400_000).toISOString(),
	user: { id: testId(1), name: 'Kim', color: '#0072b2', organisation: '' }
};
const problem = (kind: string, status: number) =>
	Response.json({ type: `urn:samsyn:problem:${kind}`, title: kind }, { status });

let shown: Shown | undefined;
let asked: Asked[] = [];
let answers: Answers = {};

beforeEach(() => {
	localStorage.clear();
	goto.mockClear();
	answers = { 'POST /api/session': () => Response.json(SESSION, { status: 201 }) };
	asked = answerFetch(answers);
});
afterEach(async () => {
	await shown?.close();
	shown = undefined;
	vi.unstubAllGlobals();
});

const code = page.getByRole('textbox', { name: 'Code' });
const join = page.getByRole('button', { name: 'Join', exact: true });
const joined = () => Response.json({ map_id: testId(7), permission: 'edit' });

function open(props: { key?: string } = {}): void {
	shown = showPart(JoinScreen, () => props);
}

test('six letters, however written, and a name are enough', async () => {
	answers['POST /api/join'] = joined;
	open();
	await expect.element(join).toBeDisabled();
	await code.fill('ktr wpb');
	await expect.element(join).toBeDisabled();
	await page.getByRole('textbox', { name: /Your name/ }).fill('Kim');
	await join.click();
	await expect.poll(() => goto.mock.calls).toEqual([[`/map/${testId(7)}`]]);
	expect(asked.find(({ line }) => line === 'POST /api/join')?.body).toEqual({ code: 'KTRWPB' });
	expect(asked.find(({ line }) => line === 'POST /api/session')?.body).toMatchObject({
		name: 'Kim'
	});
});

test('who is known is not asked for a name, and a link asks for no code: one tap', async () => {
	localStorage.setItem('samsyn:identity', JSON.stringify({ ...SESSION, named: true }));
	answers['POST /api/join'] = joined;
	open({ key: 'KTRWPB' });
	await expect.element(page.getByText('You join as Kim')).toBeVisible();
	expect(page.getByRole('textbox').elements()).toEqual([]);
	await join.click();
	await expect.poll(() => goto.mock.calls).toHaveLength(1);
});

test('a code that leads nowhere is said to, where it was typed, and can be typed anew', async () => {
	localStorage.setItem('samsyn:identity', JSON.stringify({ ...SESSION, named: true }));
	answers['POST /api/join'] = () => problem('not-found', 404);
	open();
	await code.fill('KTRWPB');
	await join.click();
	const said = page.getByRole('alert').filter({ hasText: 'No map has this code' });
	await expect.element(said).toBeVisible();
	await expect.element(code).toHaveAttribute('aria-invalid', 'true');
	await code.fill('KTRWP');
	expect(page.getByRole('alert').elements()).toEqual([]);
});

test('whom the owner took off is told so', async () => {
	localStorage.setItem('samsyn:identity', JSON.stringify({ ...SESSION, named: true }));
	answers['POST /api/join'] = () => problem('sent-away', 403);
	open({ key: 'KTRWPB' });
	await join.click();
	const said = page.getByRole('alert').filter({ hasText: 'The owner took you off this map' });
	await expect.element(said).toBeVisible();
});

test('a link that leads nowhere asks for the code instead', async () => {
	localStorage.setItem('samsyn:identity', JSON.stringify({ ...SESSION, named: true }));
	answers['POST /api/join'] = () => problem('not-found', 404);
	open({ key: 'KTRWPB' });
	await join.click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	await expect.element(code).toBeVisible();
});

test('without the network it says so, and the next try works', async () => {
	localStorage.setItem('samsyn:identity', JSON.stringify({ ...SESSION, named: true }));
	open();
	await code.fill('KTRWPB');
	await join.click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	answers['POST /api/join'] = joined;
	await join.click();
	await expect.poll(() => goto.mock.calls).toHaveLength(1);
});
