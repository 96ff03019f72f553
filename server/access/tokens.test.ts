import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTokens } from './tokens.ts';

const secret = randomBytes(32);
const tokens = createTokens(secret);
const astrid = { id: randomUUID(), name: 'Astrid', color: '#0072b2' };
const DAY_MS = 24 * 60 * 60 * 1000;

function signed(claims: Record<string, unknown>, expiry: string | undefined = '1 day') {
	const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuer('samsyn');
	return (expiry === '' ? token : token.setExpirationTime(expiry)).sign(secret);
}

describe('tokens', () => {
	test('who signed in is read again', async () => {
		const { token, expiresAt } = await tokens.sign(astrid);
		expect(await tokens.read(token)).toEqual(astrid);
		expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 100 * DAY_MS);
	});

	test('an expired token is worth nothing', async () => {
		const { token } = await tokens.sign(astrid, new Date(Date.now() - 181 * DAY_MS));
		expect(await tokens.read(token)).toBeNull();
	});

	test('a token of another key is worth nothing', async () => {
		const { token } = await createTokens(randomBytes(32)).sign(astrid);
		expect(await tokens.read(token)).toBeNull();
	});

	test('an altered token is worth nothing', async () => {
		const { token } = await tokens.sign(astrid);
		const [header, , signature] = token.split('.');
		const claims = Buffer.from(JSON.stringify({ ...astrid, sub: randomUUID() })).toString(
			'base64url'
		);
		expect(await tokens.read(`${header}.${claims}.${signature}`)).toBeNull();
	});

	test('a token that asks not to be checked is worth nothing', async () => {
		const claims = { sub: astrid.id, name: 'Astrid', color: '#0072b2' };
		const token = new UnsecuredJWT(claims).setIssuer('samsyn').setExpirationTime('1 day').encode();
		expect(await tokens.read(token)).toBeNull();
	});

	test.each([
		['no person', { name: 'Astrid', color: '#0072b2' }, '1 day'],
		['a person that is no id', { sub: 'me', name: 'Astrid', color: '#0072b2' }, '1 day'],
		['no name', { sub: astrid.id, color: '#0072b2' }, '1 day'],
		['no end', { sub: astrid.id, name: 'Astrid', color: '#0072b2' }, '']
	])('a signed token with %s is worth nothing', async (_what, claims, expiry) => {
		expect(await tokens.read(await signed(claims, expiry))).toBeNull();
	});

	test.each(['', 'x', 'a.b.c', '....', '🙂', 'A'.repeat(100_000)])(
		'garbage %#',
		async (garbage) => {
			expect(await tokens.read(garbage)).toBeNull();
		}
	);
});
