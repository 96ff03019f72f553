import { createPublicKey } from 'node:crypto';
import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createClerkTokens } from './clerk-tokens.ts';
import { clerkInstance } from './testing/clerk-instance.ts';

const clerk = clerkInstance();
const tokens = createClerkTokens(clerk.settings);
const now = Math.floor(Date.now() / 1000);

describe('tokens of Clerk', () => {
	test('a good one tells whose it is, and no more than it says', async () => {
		expect(await tokens.read(await clerk.token('user_1'))).toEqual({
			clerkId: 'user_1',
			name: undefined,
			email: undefined,
			avatarUrl: undefined,
			isAdmin: undefined
		});
	});

	test('what the operator puts into tokens is read: name, address, picture, role', async () => {
		const token = await clerk.token('user_1', {
			first_name: 'Astrid',
			last_name: 'Lind\nberg',
			email: 'Astrid@Example.org',
			image_url: 'https://img.clerk.com/x',
			metadata: { role: 'admin' }
		});
		expect(await tokens.read(token)).toEqual({
			clerkId: 'user_1',
			name: 'Astrid Lind berg',
			email: 'astrid@example.org',
			avatarUrl: 'https://img.clerk.com/x',
			isAdmin: true
		});
	});

	test('what is odd in it is left out; an address that is not confirmed too', async () => {
		const token = await clerk.token('user_1', {
			name: 7,
			full_name: 'x'.repeat(500),
			email: 'a@b.example',
			email_verified: false,
			picture: 'javascript:alert(1)',
			public_metadata: { role: 'editor' }
		});
		const claims = await tokens.read(token);
		expect(claims).toMatchObject({ email: undefined, avatarUrl: undefined, isAdmin: false });
	});

	test.each([
		['expired', { exp: now - 60 }],
		['not yet good', { nbf: now + 120 }],
		['made in the future', { iat: now + 120 }],
		['of another issuer', { iss: 'https://clerk.evil.test' }],
		['of no issuer', { iss: undefined }],
		['for another site', { azp: 'https://evil.test' }],
		['without a person', { sub: undefined }],
		['without an end', { exp: undefined }]
	])('one that is %s is worth nothing', async (_what, claims) => {
		expect(await tokens.read(await clerk.token('user_1', claims))).toBeNull();
	});

	test('clocks may differ by some seconds', async () => {
		expect(await tokens.read(await clerk.token('user_1', { exp: now - 3 }))).not.toBeNull();
		expect(await tokens.read(await clerk.token('user_1', { iat: now + 3 }))).not.toBeNull();
	});

	test('one that another key signed is worth nothing', async () => {
		expect(await tokens.read(await clerkInstance().token('user_1'))).toBeNull();
	});

	test('one that is signed with the public key as a secret is worth nothing', async () => {
		const pem = await exportSPKI(
			await crypto.subtle.importKey(
				'spki',
				createPublicKey(clerk.settings.jwtKey ?? '').export({ type: 'spki', format: 'der' }),
				{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
				true,
				['verify']
			)
		);
		const token = await new SignJWT({ sub: 'user_1', azp: clerk.origin })
			.setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'ins_1' })
			.setIssuer(`https://${clerk.settings.frontendApi}`)
			.setExpirationTime('1 minute')
			.sign(new TextEncoder().encode(pem));
		expect(await tokens.read(token)).toBeNull();
	});

	test('one that asks not to be checked is worth nothing', async () => {
		const issuer = `https://${clerk.settings.frontendApi}`;
		const unsigned = new UnsecuredJWT({ sub: 'user_1' }).setIssuer(issuer).setIssuedAt();
		expect(await tokens.read(unsigned.setExpirationTime('1 minute').encode())).toBeNull();
	});

	test.each(['', 'x', 'a.b.c', 'bnVsbA.bnVsbA.', '🙂.🙂.🙂', 'A'.repeat(100_000)])(
		'garbage %#',
		async (garbage) => {
			expect(await tokens.read(garbage)).toBeNull();
		}
	);

	test('with no list of sites every site is taken that Clerk gave a token', async () => {
		const open = clerkInstance({ authorizedParties: [] });
		const token = await open.token('user_1', { azp: 'https://any.test' });
		expect(await createClerkTokens(open.settings).read(token)).not.toBeNull();
	});
});
