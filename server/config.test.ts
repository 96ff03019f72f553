import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';

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
});
