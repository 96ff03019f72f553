import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimSocket, DataInUseError } from './private-socket.ts';
import type { PrivateSocket } from './private-socket.ts';

let folder: string;
let open: PrivateSocket[] = [];

async function claim(dataFolder: string): Promise<PrivateSocket> {
	const socket = await claimSocket(dataFolder, (connection) => {
		connection.on('error', () => connection.destroy()).end('hello');
	});
	open.push(socket);
	return socket;
}

function greeting(path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		connect(path)
			.once('error', reject)
			.once('data', (data) => resolve(data.toString()));
	});
}

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'samsyn-socket-'));
});
afterEach(() => {
	for (const { server } of open) server.close();
	open = [];
	rmSync(folder, { recursive: true, force: true });
});

describe('claimSocket', () => {
	test('opens a socket for this user only', async () => {
		const { path } = await claim(folder);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(await greeting(path)).toBe('hello');
	});

	test('refuses a folder that somebody serves', async () => {
		const { path } = await claim(folder);
		await expect(claim(folder)).rejects.toThrow(DataInUseError);
		expect(await greeting(path)).toBe('hello');
	});

	test('of two at the same moment one wins', async () => {
		const results = await Promise.allSettled([claim(folder), claim(folder)]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('removes what a killed process left behind', async () => {
		writeFileSync(join(folder, '.s.PGSQL.5432'), '');
		const { path } = await claim(folder);
		expect(await greeting(path)).toBe('hello');
	});

	test('takes a short place when the path is too long for a socket', async () => {
		const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60));
		mkdirSync(deep, { recursive: true });
		const { path, host } = await claim(deep);
		expect(Buffer.byteLength(path)).toBeLessThan(104);
		expect(statSync(host).mode & 0o777).toBe(0o700);
		expect(await greeting(path)).toBe('hello');
		await expect(claim(deep)).rejects.toThrow(DataInUseError);
		rmSync(host, { recursive: true, force: true });
	});

	test('a folder that is served from elsewhere is found by its note', async () => {
		const other = join(folder, 'other');
		mkdirSync(other);
		const { path } = await claim(other);
		writeFileSync(join(folder, 'pg-socket'), path);
		await expect(claim(folder)).rejects.toThrow(DataInUseError);
		expect(existsSync(path)).toBe(true);
	});
});
