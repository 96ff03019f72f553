import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { localId } from '#core/wire/local-id.ts';
import { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { testId } from '#core/testing/ids.ts';
import type { AccountProvider } from './account-provider.ts';
import { Identity } from './identity.svelte.ts';
import { wipeDevice } from './wipe-device.ts';

/** What the server was asked, and what it answers: the browser's side alone is tested here. */
interface Asked {
	readonly line: string;
	readonly token: string | undefined;
	readonly body: unknown;
}
let asked: Asked[] = [];
let answers: Record<string, (asked: Asked) => Response> = {};
let isAway = false;

const HOUR_MS = 60 * 60 * 1000;
const json = (body: unknown, status = 200) => Response.json(body, { status });
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const ann = { id: testId(1), name: 'Ann', color: PEOPLE_COLOURS[1], organisation: 'Port' };
const session = (token: string, more: object = {}) =>
	json({ token, expires_at: inHours(24), user: ann, ...more }, 201);

beforeEach(() => {
	localStorage.clear();
	asked = [];
	answers = {};
	isAway = false;
	vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
		if (isAway) return Promise.reject(new TypeError('Failed to fetch'));
		const headers = new Headers(init.headers);
		const request: Asked = {
			line: `${init.method} ${path}`,
			token: headers.get('authorization')?.replace('Bearer ', ''),
			body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined
		};
		asked.push(request);
		return Promise.resolve(answers[request.line]?.(request) ?? json({}, 404));
	});
});
afterEach(() => vi.unstubAllGlobals());

function store(value: object): void {
	localStorage.setItem('samsyn:identity', JSON.stringify(value));
}
const stored = () => JSON.parse(localStorage.getItem('samsyn:identity') ?? 'null') as object;

describe('a local identity', () => {
	test('is somebody before the server was ever reached, and stays so', async () => {
		isAway = true;
		const identity = new Identity();
		expect(identity.user.name).toMatch(/^[A-Z][a-z]+ \d\d$/);
		identity.change({ name: ' Ann ', organisation: 'Port', color: PEOPLE_COLOURS[1] });
		await expect(identity.token()).rejects.toThrow('fetch');
		const again = new Identity();
		expect(again.user).toMatchObject({ name: 'Ann', organisation: 'Port', color: '#0072b2' });
		expect(again).toMatchObject({ kind: 'local', isNamed: true, reentryCode: undefined });
	});

	test('what is stored is read by schema: rubbish makes somebody new', () => {
		for (const text of ['{', '[]', '{"user":{"id":"x"},"named":true}', '7']) {
			localStorage.setItem('samsyn:identity', text);
			expect(new Identity().user.id).toMatch(/^[0-9a-f-]{36}$/);
		}
	});

	test('a name that is none and a colour that is not of the eight change nothing', () => {
		const identity = new Identity();
		const before = identity.user;
		identity.change({ name: '  ', color: '#123456' });
		expect(identity.user).toBe(before);
		expect(asked).toEqual([]);
	});

	test('gets its id, token and code with the first request, one for all who ask', async () => {
		answers['POST /api/session'] = () => session('t1', { reentry_code: 'ACDE-FGHJ-KMNP-QRTW' });
		const identity = new Identity();
		const tokens = await Promise.all([identity.token(), identity.token(), identity.token()]);
		expect(tokens).toEqual(['t1', 't1', 't1']);
		expect(asked).toHaveLength(1);
		expect(identity.user).toEqual(ann);
		expect(new Identity().reentryCode).toBe('ACDE-FGHJ-KMNP-QRTW');
		expect(await new Identity().token()).toBe('t1');
		expect(asked).toHaveLength(1);
	});

	test('shows at first contact that the id it took alone is its own; the same in every tab', async () => {
		isAway = true;
		const one = new Identity();
		const other = new Identity();
		expect(other.user).toEqual(one.user);
		await expect(one.token()).rejects.toThrow('fetch');
		isAway = false;
		answers['POST /api/session'] = ({ body }) => {
			const { seed } = body as { seed: string };
			return session('t1', { user: { ...ann, id: localId(seed) } });
		};
		const before = one.user.id;
		expect(await Promise.all([one.token(), other.token()])).toEqual(['t1', 't1']);
		expect([one.user.id, other.user.id]).toEqual([before, before]);
		expect(asked.filter(({ body }) => JSON.stringify(body).includes('seed'))).toHaveLength(1);
		expect(stored()).not.toHaveProperty('seed');
	});

	test('turns out to be somebody known: the code is sent with what shows whose the work here is', async () => {
		answers['POST /api/session'] = () => session('t1');
		await new Identity().reenter('AAAA');
		expect(asked[0]?.body).toEqual({
			reentry_code: 'AAAA',
			seed: expect.stringMatching(/^[0-9a-f]{64}$/) as string
		});
	});

	test('renews before the token ends, with what is left of it, and works on while away', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(1), named: true });
		answers['POST /api/session'] = () => session('t2');
		isAway = true;
		const identity = new Identity();
		expect(await identity.token()).toBe('t1');
		isAway = false;
		expect(await identity.token()).toBe('t2');
		expect(asked).toEqual([{ line: 'POST /api/session', token: 't1', body: {} }]);
	});

	test('an expired token asks for the next; nothing of it is given out meanwhile', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(-100), named: true });
		isAway = true;
		const identity = new Identity();
		await expect(identity.token()).rejects.toThrow('fetch');
		isAway = false;
		answers['POST /api/session'] = () => session('t2');
		expect(await identity.token()).toBe('t2');
		expect(asked[0]).toMatchObject({ token: 't1' });
	});

	test('a change made while away is sent with the next token, and once', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(20), named: true });
		isAway = true;
		const identity = new Identity();
		identity.rename('Anna');
		expect(await identity.token()).toBe('t1');
		isAway = false;
		answers['POST /api/session'] = () => session('t2', { user: { ...ann, name: 'Anna' } });
		expect(await identity.token()).toBe('t2');
		expect(asked[0]?.body).toEqual({ name: 'Anna', color: ann.color, organisation: 'Port' });
		expect(await identity.token()).toBe('t2');
		expect(asked).toHaveLength(1);
	});

	test('a session that was ended elsewhere comes back by its code, as the same person', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(1), named: true, reentryCode: 'AAAA' });
		answers['POST /api/session'] = ({ token, body }) =>
			token === undefined && JSON.stringify(body) === '{"reentry_code":"AAAA"}'
				? session('t2')
				: json({}, 401);
		const identity = new Identity();
		expect(await identity.token()).toBe('t2');
		expect(identity.user).toEqual(ann);
	});

	test('where nobody knows token and code it is somebody new, of the same name', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(1), named: true, reentryCode: 'AAAA' });
		const other = { ...ann, id: testId(2) };
		answers['POST /api/session'] = ({ token, body }) => {
			if (token !== undefined) return json({}, 401);
			if (JSON.stringify(body).includes('reentry_code')) return json({}, 422);
			return session('t3', { user: other, reentry_code: 'CCCC' });
		};
		const identity = new Identity();
		expect(await identity.token()).toBe('t3');
		expect(identity.user).toEqual(other);
		expect(identity.reentryCode).toBe('CCCC');
	});

	test.each([
		[422, 'unknown'],
		[429, 'wait'],
		[503, 'unreached']
	] as const)(
		'a code that is answered by %i is %s, and nothing changes',
		async (status, result) => {
			answers['POST /api/session'] = () => json({}, status);
			const identity = new Identity();
			const before = identity.user;
			expect(await identity.reenter('AAAA')).toBe(result);
			expect(identity.user).toBe(before);
		}
	);

	test('a code makes this browser that person', async () => {
		answers['POST /api/session'] = () => session('t1');
		const identity = new Identity();
		expect(await identity.reenter(' acde-fghj ')).toBe('welcome');
		expect(identity).toMatchObject({ user: ann, reentryCode: 'ACDE-FGHJ', isNamed: true });
	});

	test('who leaves takes the token along, here and at the server', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(20), named: true, reentryCode: 'AAAA' });
		answers['DELETE /api/session'] = () => new Response(null, { status: 204 });
		const identity = new Identity();
		await identity.signOut();
		expect(asked).toMatchObject([{ line: 'DELETE /api/session', token: 't1' }]);
		expect(identity.user.id).not.toBe(ann.id);
		expect(JSON.stringify(stored())).not.toMatch(/t1|AAAA|Ann/);
	});

	test('where the server does not end the session, nobody is signed out; one that has ended is', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(20), named: true });
		answers['DELETE /api/session'] = () => json({}, 503);
		const identity = new Identity();
		await expect(identity.signOut()).rejects.toThrow('503');
		expect(identity.user.id).toBe(ann.id);
		answers['DELETE /api/session'] = () => json({}, 401);
		await identity.signOut();
		expect(identity.user.id).not.toBe(ann.id);
	});

	test('a deletion that did not happen changes nothing; one that did forgets', async () => {
		store({ user: ann, token: 't1', expiresAt: inHours(20), named: true });
		const identity = new Identity();
		answers['DELETE /api/me'] = () => json({}, 503);
		await expect(identity.delete()).rejects.toThrow('503');
		expect(identity.user).toEqual(ann);
		answers['DELETE /api/me'] = () => new Response(null, { status: 204 });
		await identity.delete();
		expect(identity.user.id).not.toBe(ann.id);
	});
});

describe('an account', () => {
	const config = { provider: 'clerk', publishable_key: 'pk_test_x', frontend_api: 'c.test' };
	const me = { ...ann, avatar_url: null, email: 'a@b.example', is_guest: false, is_admin: false };

	/** Stands for Clerk, whose pages are not to be had here. */
	class Provider implements AccountProvider {
		isSignedIn = false;
		name = 'Ann by Clerk';
		went: string[] = [];
		token = () => Promise.resolve('clerk');
		signIn = (to: string) => Promise.resolve(void this.went.push(`in ${to}`));
		signUp = (to: string) => Promise.resolve(void this.went.push(`up ${to}`));
		manage = () => Promise.resolve(void this.went.push('manage'));
		signOut = () => Promise.resolve(void (this.isSignedIn = false));
	}
	let provider: Provider;
	let opened = 0;
	let isProviderAway = false;
	const open = () => {
		opened += 1;
		return isProviderAway ? Promise.reject(new Error('away')) : Promise.resolve(provider);
	};

	beforeEach(() => {
		provider = new Provider();
		opened = 0;
		isProviderAway = false;
		answers['GET /api/config'] = () => json({ identity: config });
		answers['GET /api/me'] = () => json({ ...me, is_named: true });
		answers['POST /api/session'] = () => session('guest');
		answers['POST /api/session/merge'] = () => json({ ...me, is_named: true });
	});

	test('the provider’s program is not fetched by a person without an account', async () => {
		const identity = new Identity(open);
		await identity.hear();
		expect(identity.kind).toBe('guest');
		expect(await identity.token()).toBe('guest');
		expect(opened).toBe(0);
	});

	test('a guest goes to the provider and comes back with an account that has all of it', async () => {
		const before = new Identity(open);
		await before.token();
		await before.signIn('sign-in', 'https://here.test/map/1');
		expect(provider.went).toEqual(['in https://here.test/map/1']);

		provider.isSignedIn = true;
		const identity = new Identity(open);
		expect(await Promise.all([identity.token(), identity.token()])).toEqual(['clerk', 'clerk']);
		const merges = asked.filter(({ line }) => line === 'POST /api/session/merge');
		expect(merges).toMatchObject([{ token: 'clerk', body: { guest_token: 'guest' } }]);
		expect(identity).toMatchObject({ kind: 'account', user: ann, reentryCode: undefined });
		expect(JSON.stringify(stored())).not.toMatch(/guest|a@b\.example/);
	});

	test('what a guest made before the server knew them comes along, too', async () => {
		provider.isSignedIn = true;
		const identity = new Identity(open);
		await identity.signIn('sign-in');
		expect(identity.kind).toBe('account');
		const merges = asked.filter(({ line }) => line === 'POST /api/session/merge');
		expect(merges).toMatchObject([{ token: 'clerk', body: { guest_token: 'guest' } }]);
	});

	test('who turns back without signing in is the guest as before', async () => {
		const before = new Identity(open);
		await before.token();
		await before.signIn('sign-up');
		const identity = new Identity(open);
		expect(await identity.token()).toBe('guest');
		expect(identity).toMatchObject({ kind: 'guest', user: before.user });
	});

	test('a merge that failed is tried again; until then the guest works on', async () => {
		store({ user: ann, token: 'guest', expiresAt: inHours(20), named: true, signingIn: true });
		provider.isSignedIn = true;
		answers['POST /api/session/merge'] = () => json({}, 503);
		const identity = new Identity(open);
		expect(await identity.token()).toBe('guest');
		answers['POST /api/session/merge'] = () => json({ ...me, is_named: true });
		expect(await identity.token()).toBe('clerk');
	});

	test('an account without a name takes the one the provider knows', async () => {
		store({ user: ann, named: false, signingIn: true });
		provider.isSignedIn = true;
		answers['GET /api/me'] = () => json({ ...me, name: '–', is_named: false });
		answers['PUT /api/me'] = () => json({ ...me, is_named: true });
		const identity = new Identity(open);
		await identity.token();
		expect(identity.user.name).toBe('Ann by Clerk');
		expect(asked.at(-1)).toMatchObject({ line: 'PUT /api/me', token: 'clerk' });
		expect(stored()).not.toHaveProperty('unsent');
	});

	test('goes on offline as who it was last; with the network back it gets its token', async () => {
		store({ user: ann, named: true, account: { ...ann, name: 'Account' } });
		isProviderAway = true;
		const identity = new Identity(open);
		expect(identity).toMatchObject({ kind: 'account', isNamed: true });
		expect(identity.user.name).toBe('Account');
		await expect(identity.token()).rejects.toThrow('away');
		expect(identity.kind).toBe('account');
		isProviderAway = false;
		provider.isSignedIn = true;
		expect(await identity.token()).toBe('clerk');
	});

	test('signed out at the provider, it is a guest here too', async () => {
		store({ user: { ...ann, id: testId(3) }, named: false, account: ann });
		const identity = new Identity(open);
		expect(await identity.token()).toBe('guest');
		expect(identity.kind).toBe('guest');
	});

	test('signing out signs out there and forgets here', async () => {
		store({ user: ann, named: true, account: ann });
		provider.isSignedIn = true;
		const identity = new Identity(open);
		await identity.signOut();
		expect(provider.isSignedIn).toBe(false);
		expect(JSON.stringify(stored())).not.toContain(ann.id);
	});
});

test('what is here can be wiped: copies of maps and who it was, not how the screen is liked', async () => {
	localStorage.setItem('samsyn:preferences', '{}');
	localStorage.setItem('samsyn:maps', '[]');
	localStorage.setItem('other', '1');
	await new Promise<void>((resolve) => {
		const request = indexedDB.open('samsyn:doc:map:x');
		request.onsuccess = () => {
			request.result.close();
			resolve();
		};
	});
	await wipeDevice();
	expect(Object.keys(localStorage).sort()).toEqual(['other', 'samsyn:preferences']);
	const left = (await indexedDB.databases()).map(({ name }) => name);
	expect(left).not.toContain('samsyn:doc:map:x');
});
