import { generateKeyPairSync } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const CLERK = {
	CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from('clerk.example.org$').toString('base64')}`,
	CLERK_JWT_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
		.publicKey.export({ type: 'spki', format: 'pem' })
		.toString()
		.trim()
};

describe('parseConfig', () => {
	test('without anything set: loopback, port 3000, the embedded database, an absolute folder', () => {
		const parsed = parseConfig({});
		expect(parsed).toMatchObject({
			ok: true,
			config: { port: 3000, host: '127.0.0.1', databaseUrl: undefined, origins: [] }
		});
		expect(parsed.ok && isAbsolute(parsed.config.dataFolder)).toBe(true);
	});

	test('reads what is set, and takes an empty variable for none', () => {
		const parsed = parseConfig({
			PORT: '8080',
			HOST: '',
			DATABASE_URL: 'postgresql://me:secret@db:5433/plan',
			SAMSYN_ORIGINS: 'https://a.example, http://b.example:8080 ,',
			LOG_LEVEL: 'warn',
			SAMSYN_MAX_DOCUMENTS_PER_SOCKET: '7'
		});
		expect(parsed).toMatchObject({
			ok: true,
			config: {
				port: 8080,
				host: '127.0.0.1',
				databaseUrl: 'postgresql://me:secret@db:5433/plan',
				origins: ['https://a.example', 'http://b.example:8080'],
				logLevel: 'warn',
				limits: { documentsPerSocket: 7, frameBytes: 4 * 1024 * 1024 }
			}
		});
	});

	test.each([
		['PORT', 'many', 'PORT must be a number.'],
		['PORT', '70000', 'PORT must be 65535 or less.'],
		['PORT', '80.5', 'PORT must be a whole number.'],
		['DATABASE_URL', 'mysql://x', /^DATABASE_URL must look like postgres:\/\//],
		['SAMSYN_SECRET', 'short', 'SAMSYN_SECRET must have at least 32 characters.'],
		['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of trace, /],
		['SAMSYN_ORIGINS', 'example.org', /^SAMSYN_ORIGINS must be a list such as /],
		['SAMSYN_ORIGINS', 'https://example.org/path', /^SAMSYN_ORIGINS must be a list such as /],
		['SAMSYN_MAX_FRAME_BYTES', '1', 'SAMSYN_MAX_FRAME_BYTES must be 65536 or more.']
	])('says in one sentence what is wrong with %s=%s', (name, value, sentence) => {
		const parsed = parseConfig({ [name]: value });
		expect(parsed.ok).toBe(false);
		const problems = parsed.ok ? [] : parsed.problems;
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(sentence);
	});

	test('names every variable that is wrong, once, and repeats no secret', () => {
		const parsed = parseConfig({ PORT: 'x', LOG_LEVEL: 'y', SAMSYN_SECRET: 'hush' });
		const problems = parsed.ok ? [] : parsed.problems;
		expect(problems).toHaveLength(3);
		expect(problems.join()).not.toContain('hush');
	});

	test('without Clerk there is none, and admins are given by id or address', () => {
		expect(parseConfig({ SAMSYN_ADMINS: 'Ann@Example.org, 5f1c' })).toMatchObject({
			ok: true,
			config: { clerk: undefined, admins: ['ann@example.org', '5f1c'] }
		});
	});

	test('reads how Clerk is trusted; a key may have come through a form as one line', () => {
		const parsed = parseConfig({
			...CLERK,
			CLERK_JWT_KEY: CLERK.CLERK_JWT_KEY.replaceAll('\n', '\\n'),
			CLERK_WEBHOOK_SECRET: 'whsec_c2VjcmV0',
			CLERK_AUTHORIZED_PARTIES: 'https://plan.example.org',
			SAMSYN_ORIGINS: 'https://friend.example.org'
		});
		expect(parsed.ok && parsed.config.clerk).toEqual({
			publishableKey: CLERK.CLERK_PUBLISHABLE_KEY,
			frontendApi: 'clerk.example.org',
			jwtKey: CLERK.CLERK_JWT_KEY,
			secretKey: undefined,
			webhookSecret: 'whsec_c2VjcmV0',
			authorizedParties: ['https://plan.example.org', 'https://friend.example.org']
		});
	});

	test.each([
		[{ CLERK_JWT_KEY: undefined }, /^CLERK_PUBLISHABLE_KEY needs CLERK_JWT_KEY or /],
		[{ CLERK_PUBLISHABLE_KEY: undefined }, /^CLERK_PUBLISHABLE_KEY is missing: /],
		[{ CLERK_PUBLISHABLE_KEY: 'pk_live_x' }, /^CLERK_PUBLISHABLE_KEY must look like pk_live_/],
		[{ CLERK_JWT_KEY: 'MIIB' }, /^CLERK_JWT_KEY must be the PEM public key /],
		[{ CLERK_SECRET_KEY: 'sk_test_abc' }, /^CLERK_SECRET_KEY is of another kind than /],
		[{ CLERK_SECRET_KEY: 'abc' }, /^CLERK_SECRET_KEY must look like /],
		[{ CLERK_WEBHOOK_SECRET: 'abc' }, 'CLERK_WEBHOOK_SECRET must look like whsec_….'],
		[{ CLERK_AUTHORIZED_PARTIES: 'x' }, /^CLERK_AUTHORIZED_PARTIES must be a list /]
	])('Clerk’s variables have to fit together: %#', (changed, sentence) => {
		const parsed = parseConfig({ ...CLERK, ...changed });
		const problems = parsed.ok ? [] : parsed.problems;
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(sentence);
	});
});
