import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './log.ts';

test('writes JSON lines, and never a token, a secret or an e-mail address', () => {
	let written = '';
	const sink = new Writable({
		write(chunk: Buffer, _encoding, done) {
			written += chunk.toString();
			done();
		}
	});
	const log = createLogger('info', sink);
	log.info({ token: 'HUSH', user: { email: 'HUSH', name: 'Astrid' } }, 'joined');
	log.warn({ request: { headers: { authorization: 'HUSH', cookie: 'HUSH' } } }, 'odd');
	const refused = Object.assign(new Error('duplicate key'), {
		detail: 'Key (email)=(HUSH) exists'
	});
	log.error({ err: refused, clerk: { jwtKey: 'HUSH', webhookSecret: 'HUSH' } }, 'failed');
	log.debug('not at this level');

	expect(written).not.toContain('HUSH');
	const lines = written.trim().split('\n');
	expect(lines).toHaveLength(3);
	expect(JSON.parse(lines[0]!)).toMatchObject({
		level: 'info',
		user: { name: 'Astrid' },
		msg: 'joined'
	});
});

test('a process ends though nobody reads any more what it says', async () => {
	const script = `
		import { createLogger } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)};
		const log = createLogger('info');
		process.stdin.once('data', () => {
			log.info('one is under way');
			log.info('one waits');
			process.exit(0);
		});
		process.stderr.write('ready');`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
	await once(child.stderr, 'data');
	child.stdout.destroy();
	await once(child.stdout, 'close');
	child.stdin.write('go');
	expect(await once(child, 'exit')).toEqual([0, null]);
});
