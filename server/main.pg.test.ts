import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testServer } from './testing/database.ts';
import type { TestServer } from './testing/database.ts';
import { testPlace } from './testing/place.ts';
import type { Place } from './testing/place.ts';

const elsewhere = process.env['SAMSYN_TEST_DATABASE_URL'] !== undefined;

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('a running server', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await testServer();
	});
	afterAll(() => server.close());

	/** Sends the path as it stands; `fetch` would tidy it up. */
	function raw(path: string): Promise<{ status: number; body: string }> {
		return new Promise((resolve, reject) => {
			const asked = request({ port: server.port, host: '127.0.0.1', path }, (response) => {
				let body = '';
				response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
			});
			asked.on('error', reject).end();
		});
	}

	test.each([
		'/../package.json',
		'/..%2fpackage.json',
		'/%2e%2e/%2e%2e/etc/passwd',
		'//etc/passwd'
	])('%s leads nowhere', async (path) => {
		const { body } = await raw(path);
		expect(body).not.toMatch(/"name": "samsyn"|root:/);
	});

	/** First line of the answer to an attempt to open a socket. */
	async function upgrade(path: string, origin: string | undefined): Promise<string> {
		const socket = connect(server.port, '127.0.0.1');
		const lines = [
			`GET ${path} HTTP/1.1`,
			`Host: 127.0.0.1:${server.port}`,
			'Connection: Upgrade',
			'Upgrade: websocket',
			'Sec-WebSocket-Version: 13',
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
			...(origin === undefined ? [] : [`Origin: ${origin}`])
		];
		socket.write(`${lines.join('\r\n')}\r\n\r\n`);
		const [data] = (await once(socket, 'data')) as [Buffer];
		socket.destroy();
		return data.toString().split('\r\n')[0] ?? '';
	}

	test('a page of another origin may not open the socket', async () => {
		expect(await upgrade('/sync', 'https://evil.test')).toBe('HTTP/1.1 403 Forbidden');
	});

	test.each(['/other', '/sync/', '//', 'http://'])('%s is no socket', async (path) => {
		expect(await upgrade(path, undefined)).toBe('HTTP/1.1 404 Not Found');
	});

	test('our own page may open it', async () => {
		const own = `http://127.0.0.1:${server.port}`;
		expect(await upgrade('/sync', own)).toMatch(/^HTTP\/1\.1 101 /);
	});
});

describe.skipIf(elsewhere)('a server whose database dies', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await testServer();
	});
	afterAll(() => server.close());

	test('says so, keeps people signed in, and goes on when it is back', async () => {
		const { url, database } = server;
		const session = await fetch(`${url}/api/session`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: '{"name":"Astrid"}'
		});
		const { token } = (await session.json()) as { token: string };
		const headers = { Authorization: `Bearer ${token}` };

		process.kill(database.embeddedPid!, 'SIGKILL');
		await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
		const away = await fetch(`${url}/api/maps`, { headers });
		expect(away.status).toBe(503);
		expect(await away.json()).toMatchObject({ type: 'urn:samsyn:problem:unavailable' });
		// Nobody is told that they are signed out: the token alone tells who they are.
		expect((await fetch(`${url}/api/me`, { headers })).status).toBe(503);

		const back = async () => (await fetch(`${url}/api/maps`, { headers })).status;
		await expect.poll(back, { timeout: 30_000, interval: 200 }).toBe(200);
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
	});
});

describe('node server/main.ts', () => {
	let place: Place | undefined;
	afterEach(async () => {
		await place?.remove();
		place = undefined;
	});

	function run(env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
		return spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...env } });
	}

	/** Runs it until it ends by itself. */
	async function refusal(env: Readonly<Record<string, string>>) {
		const child = run(env);
		let complaint = '';
		child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
		const [code] = (await once(child, 'close')) as [number];
		return { code, complaint };
	}

	async function address(child: ChildProcessWithoutNullStreams): Promise<string> {
		for await (const chunk of child.stdout.setEncoding('utf8')) {
			const url = /runs at (\S+)/.exec(String(chunk))?.[1];
			if (url !== undefined) return url;
		}
		throw new Error('it ended without an address');
	}

	test('wrong settings are one sentence each, and exit code 1', async () => {
		expect(await refusal({ PORT: 'x', LOG_LEVEL: 'y' })).toEqual({
			code: 1,
			complaint: expect.stringMatching(
				/^PORT must be a number\.\nLOG_LEVEL must be one of [^\n]+\n$/
			)
		});
	});

	test('a database that does not answer is one sentence', async () => {
		place = await testPlace();
		const { code, complaint } = await refusal({
			...place.env,
			DATABASE_URL: 'postgres://x@127.0.0.1:9/y'
		});
		expect(code).toBe(1);
		expect(complaint).toMatch(/^The database at 127\.0\.0\.1:9\/y cannot be reached: [^\n]+\n$/);
	});

	test('a taken port is one sentence', async () => {
		place = await testPlace();
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const { code, complaint } = await refusal({ ...place.env, PORT: String(port) });
		other.close();
		expect(code).toBe(1);
		expect(complaint).toBe(`Port ${port} is taken by another program: set PORT or HOST.\n`);
	});

	test.each(['SIGINT', 'SIGTERM'] as const)(
		'%s ends it cleanly, and the next start finds everything again',
		async (signal) => {
			const there = (place = await testPlace());
			const env = { ...there.env, PORT: '0', LOG_LEVEL: 'error' };
			const first = run(env);
			const response = await fetch(`${await address(first)}/api/session`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: '{"name":"Astrid"}'
			});
			const { token } = (await response.json()) as { token: string };
			first.kill(signal);
			expect((await once(first, 'exit'))[0]).toBe(0);

			const second = run(env);
			const me = await fetch(`${await address(second)}/api/me`, {
				headers: { Authorization: `Bearer ${token}` }
			});
			expect(await me.json()).toMatchObject({ name: 'Astrid' });
			second.kill('SIGTERM');
			await once(second, 'exit');
		}
	);
});
