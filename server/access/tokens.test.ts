import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTokens } from './tokens.ts';

const secret = randomBytes(32);
const tokens = createTokens(secret);
const astrid = { id: randomUUID(), name: 'Astrid', color: '#0072b2' };
const session = randomUUID();
const DAY_MS = 24 * 60 * 60 * 1000;

function signed(claims: Record<string, unknown>, expiry: string | undefined = '1 day') {
	const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuer('samsyn');
	return (expiry === '' ? token : token.setExpirationTime(expiry)).sign(secret);
}

describe('tokens', () => {
	test('who signed in is read again', async () => {
		const { token, expiresAt } = await tokens.sign(astrid, session);
		expect(await tokens.read(token)).toEqual({ profile: astrid, sessionId: session });
		expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 0.9 * DAY_MS);
		expect(expiresAt.getTime()).toBeLessThan(Date.now() + 1.1 * DAY_MS);
	});

	test('an expired token is worth nothing', async () => {
		const { token } = await tokens.sign(astrid, session, new Date(Date.now() - 2 * DAY_MS));
		expect(await tokens.read(token)).toBeNull();
		expect(await tokens.readExpired(token)).toEqual({ profile: astrid, sessionId: session });
	});

	test('a token of another key is worth nothing, expired or not', async () => {
		const { token } = await createTokens(randomBytes(32)).sign(astrid, session);
		expect(await tokens.read(token)).toBeNull();
		expect(await tokens.readExpired(token)).toBeNull();
	});

	test('an altered token is worth nothing', async () => {
		const { token } = await tokens.sign(astrid, session);
		const [header, , signature] = token.split('.');
		const claims = Buffer.from(JSON.stringify({ ...astrid, sub: randomUUID() })).toString(
			'base64url'
		);
		expect(await tokens.read(`${header}.${claims}.${signature}`)).toBeNull();
	});

	test('a token that asks not to be checked is worth nothing', async () => {
		const claims = { sub: astrid.id, sid: session, name: 'Astrid', color: '#0072b2' };
		const token = new UnsecuredJWT(claims).setIssuer('samsyn').setExpirationTime('1 day').encode();
		expect(await tokens.read(token)).toBeNull();
	});

	test.each([
		['no person', { sub: undefined }, '1 day'],
		['a person that is no id', { sub: 'me' }, '1 day'],
		['no session', { sid: undefined }, '1 day'],
		['no name', { name: undefined }, '1 day'],
		['no end', {}, '']
	])('a signed token with %s is worth nothing', async (_what, changed, expiry) => {
		const whole = { sub: astrid.id, sid: session, name: 'Astrid', color: '#0072b2' };
		expect(await tokens.read(await signed(whole))).not.toBeNull();
		const claims = JSON.parse(JSON.stringify({ ...whole, ...changed })) as typeof whole;
		expect(await tokens.read(await signed(claims, expiry))).toBeNull();
	});

	test.each(['', 'x', 'a.b.c', '....', '🙂', 'A'.repeat(100_000)])(
		'garbage %#',
		async (garbage) => {
			expect(await tokens.read(garbage)).toBeNull();
		}
	);
});
