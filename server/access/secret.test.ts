import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartupError } from '../startup-error.ts';
import { readSecret } from './secret.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'samsyn-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('is made once, kept for this user only, and found again', () => {
	const dataFolder = join(folder, 'data');
	const first = readSecret({ secret: undefined, dataFolder });
	expect(first.length).toBeGreaterThanOrEqual(32);
	expect(statSync(join(dataFolder, 'secret')).mode & 0o777).toBe(0o600);
	expect(readSecret({ secret: undefined, dataFolder })).toEqual(first);
});

test('the configured one wins, and nothing is written', () => {
	const secret = 'a configured secret of enough characters';
	expect(Buffer.from(readSecret({ secret, dataFolder: folder })).toString()).toBe(secret);
	expect(() => readFileSync(join(folder, 'secret'))).toThrow('ENOENT');
});

test('an empty file is no key that anybody could guess', () => {
	writeFileSync(join(folder, 'secret'), '');
	expect(readSecret({ secret: undefined, dataFolder: folder }).length).toBeGreaterThanOrEqual(32);
});

test('a place that cannot be written is one sentence', () => {
	writeFileSync(join(folder, 'file'), '');
	const dataFolder = join(folder, 'file', 'data');
	expect(() => readSecret({ secret: undefined, dataFolder })).toThrow(StartupError);
});
