import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { testId } from '#core/testing/ids.ts';
import { answerFetch, type Answers, type Asked } from '#lib/panels/testing/answer-fetch.ts';
import { showPart, type Shown } from '#lib/panels/testing/show-part.ts';
import ShareDialog from './ShareDialog.svelte';

const NOW = '2026-05-01T08:30:00.000Z';
const SESSION = {
	token: 't1',
	expires_at: new Date(Date.now() + 86_400_000).toISOString(),
	user: { id: testId(1), name: 'Ann', color: '#0072b2', organisation: '' }
};
const LINK = {
	id: testId(5),
	permission: 'edit',
	code: 'KTRWPB',
	expires_at: null,
	max_uses: null,
	uses: 0,
	created_at: NOW,
	created_by: testId(1)
};
const BO = {
	user_id: testId(2),
	name: 'Bo',
	color: '#d55e00',
	avatar_url: null,
	email: null,
	permission: 'edit',
	invited_at: NOW,
	accepted_at: NOW
};
const REMOVED = { user_id: BO.user_id, name: BO.name, color: BO.color, removed_at: NOW };

let shown: Shown | undefined;
let asked: Asked[] = [];
let answers: Answers = {};
let removed: object[] = [];

/** The map as the server has it, to somebody in this role. */
function serverHas(id: string, role: 'owner' | 'edit' | 'view'): void {
	const path = `/api/maps/${id}`;
	const map = {
		id,
		name: 'Plan',
		description: '',
		permission_level: 'collaborators',
		role,
		created_by: testId(role === 'owner' ? 1 : 9),
		created_by_name: role === 'owner' ? 'Ann' : 'Olga',
		created_at: NOW,
		updated_at: NOW,
		layer_count: 0
	};
	Object.assign(answers, {
		[`GET ${path}`]: () => Response.json(map),
		[`GET ${path}/collaborators`]: () => Response.json([BO]),
		[`GET ${path}/collaborators/removed`]: () => Response.json(removed),
		[`GET ${path}/links`]: () => Response.json([]),
		[`PUT ${path}`]: ({ body }: Asked) => Response.json({ ...map, ...(body as object) }),
		[`POST ${path}/links`]: () => Response.json({ ...LINK, token: 'secret' }, { status: 201 })
	});
}

beforeEach(() => {
	localStorage.clear();
	removed = [];
	answers = { 'POST /api/session': () => Response.json(SESSION, { status: 201 }) };
	asked = answerFetch(answers);
});
afterEach(async () => {
	await shown?.close();
	shown = undefined;
	vi.unstubAllGlobals();
});

function open(role: 'owner' | 'edit' | 'view'): Shown {
	return (shown = showPart(ShareDialog, (map) => {
		serverHas(map.id, role);
		return { onclose: () => undefined };
	}));
}

test('the owner sees who can see the map in plain words, and changes it', async () => {
	const { map } = open('owner');
	await expect.element(page.getByRole('radio', { name: /People you invite/ })).toBeChecked();
	await page.getByText('Everyone may look').click();
	await expect.element(page.getByRole('radio', { name: /Everyone may look/ })).toBeChecked();
	// The choice is shown before the server has agreed.
	await expect.poll(() => map.access.level).toBe('public');
	expect(asked).toContainEqual({
		line: `PUT /api/maps/${map.id}`,
		body: { permission_level: 'public' }
	});
});

test('a link comes with its code and can be shown to the room', async () => {
	const { map } = open('owner');
	await page.getByRole('combobox', { name: 'Whoever comes' }).first().selectOptions('view');
	await page.getByRole('button', { name: 'Create link' }).click();
	await expect.element(page.getByText('KTR WPB')).toBeVisible();
	const made = asked.find(({ line }) => line === `POST /api/maps/${map.id}/links`);
	expect(made?.body).toMatchObject({ permission: 'view', max_uses: null });
	await page.getByRole('button', { name: 'Show to the room' }).last().click();
	await expect.element(page.getByRole('dialog', { name: 'Join “Plan”' })).toBeVisible();
	await expect.element(page.getByRole('img', { name: /QR code/ }).last()).toBeVisible();
});

test('somebody is taken out only after a second word, and a refusal is said', async () => {
	const { map } = open('owner');
	await page.getByRole('button', { name: 'Remove Bo' }).click();
	await expect
		.element(page.getByText('Bo will not see this map any more.', { exact: false }))
		.toBeVisible();
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	await expect.element(page.getByRole('combobox', { name: 'What Bo may do' })).toBeVisible();
	answers[`DELETE /api/maps/${map.id}/collaborators/${BO.user_id}`] = () => {
		removed = [REMOVED];
		return new Response(null, { status: 204 });
	};
	await page.getByRole('button', { name: 'Remove Bo' }).click();
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect.element(page.getByText('Nobody else yet.')).toBeVisible();
	// Whoever has no address cannot be invited by one, and a link does not let them back in.
	await page.getByRole('button', { name: 'Let in again' }).click();
	const back = asked.find(({ line }) => line === `POST /api/maps/${map.id}/collaborators`);
	expect(back?.body).toEqual({ user_id: BO.user_id, permission: BO.permission });
});

test('who was taken off another day is let in again, to look at first', async () => {
	removed = [{ ...REMOVED, user_id: testId(3), name: 'Cy' }];
	const { map } = open('owner');
	await expect.element(page.getByText('Cy was taken off')).toBeVisible();
	const path = `/api/maps/${map.id}/collaborators`;
	answers[`POST ${path}`] = () => {
		removed = [];
		return Response.json({ ...BO, user_id: testId(3), name: 'Cy' }, { status: 201 });
	};
	await page.getByRole('button', { name: 'Let in again' }).click();
	await expect.element(page.getByText('Cy was taken off')).not.toBeInTheDocument();
	const back = asked.find(({ line }) => line === `POST ${path}`);
	expect(back?.body).toEqual({ user_id: testId(3), permission: 'view' });
});

test('who may not share is told whom to ask, and has nothing to press that would fail', async () => {
	open('view');
	await expect.element(page.getByText('ask Olga, who owns it', { exact: false })).toBeVisible();
	for (const name of ['Create link', 'Invite', 'Remove Bo']) {
		expect(page.getByRole('button', { name }).elements(), name).toEqual([]);
	}
	expect(page.getByRole('radio').elements()).toEqual([]);
});

test('with the server away it says so, and tries again when told to', async () => {
	const { map } = (shown = showPart(ShareDialog, () => ({ onclose: () => undefined })));
	await expect.element(page.getByText('Sharing needs the network')).toBeVisible();
	serverHas(map.id, 'owner');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect.element(page.getByRole('button', { name: 'Create link' })).toBeVisible();
});
