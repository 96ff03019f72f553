import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createAddressCheck, createGuardedFetch } from './guarded-fetch.ts';
import { isPublicAddress } from './is-public-address.ts';

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const portOf = (host: string) => host.split(':')[1] ?? '';

describe('[G1] only public addresses are reached', () => {
	test.each([
		['8.8.8.8', true],
		['2606:4700:4700::1111', true],
		['127.0.0.1', false],
		['10.1.2.3', false],
		['172.16.0.1', false],
		['192.168.1.1', false],
		['169.254.169.254', false],
		['100.64.0.1', false],
		['0.0.0.0', false],
		['224.0.0.1', false],
		['255.255.255.255', false],
		['192.0.2.1', false],
		['::1', false],
		['::', false],
		['fe80::1', false],
		['fd00::1', false],
		['::ffff:127.0.0.1', false],
		['::ffff:10.0.0.1', false],
		['::7f00:1', false],
		['64:ff9b::a00:1', false],
		['2002:a00:1::', false],
		['not an address', false]
	])('%s: %s', (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic));

	test.each([
		'http://127.0.0.1:1/',
		'http://[::1]/',
		'http://[::ffff:7f00:1]/',
		'http://2130706433/',
		'http://0x7f.1/',
		'http://localhost/',
		'http://169.254.169.254/latest/meta-data/'
	])('%s is refused', async (url) => {
		const get = createGuardedFetch({ allowHosts: [] });
		await expect(get(url)).rejects.toMatchObject({ fault: 'private-address' });
	});

	test.each([
		['file:///etc/passwd', 'bad-address'],
		['ftp://example.org/', 'bad-address'],
		['not an address', 'bad-address'],
		['http://user:secret@example.org/', 'credentials']
	])('%s is %s', async (url, fault) => {
		const get = createGuardedFetch({ allowHosts: [] });
		await expect(get(url)).rejects.toMatchObject({ fault });
	});
});

describe('[G2] whatever a name says later', () => {
	test('a name is asked once, and the connection goes where it said', async () => {
		const host = await serve((_, response) => response.end('inside'));
		const answers = [['93.184.216.34'], ['127.0.0.1']];
		const asked: string[] = [];
		const get = createGuardedFetch({
			allowHosts: [],
			resolve: (name) => {
				asked.push(name);
				return Promise.resolve(answers.shift() ?? ['127.0.0.1']);
			}
		});
		// The public address is not reachable here: had the name been asked again, "inside" would come.
		const url = `http://rebind.test:${portOf(host)}/`;
		await expect(get(url, { timeoutMs: 500 })).rejects.toMatchObject({
			fault: expect.stringMatching(/too-slow|unreachable/) as string
		});
		expect(asked).toEqual(['rebind.test']);
		await expect(get(url)).rejects.toMatchObject({ fault: 'private-address' });
	});

	test('one private address among public ones is refused', async () => {
		const resolve = () => Promise.resolve(['93.184.216.34', '10.0.0.1']);
		const get = createGuardedFetch({ allowHosts: [], resolve });
		await expect(get('http://mixed.test/')).rejects.toMatchObject({ fault: 'private-address' });
	});

	test('what others fetch for us is checked in the same way', async () => {
		const resolve = (name: string) =>
			Promise.resolve(name === 'inside.test' ? ['10.0.0.1'] : ['93.184.216.34']);
		const check = createAddressCheck({ allowHosts: ['10.0.0.5:8080'], resolve });
		for (const url of ['http://inside.test/', 'http://10.0.0.5/', 'http://[::1]/']) {
			await expect(check(url)).rejects.toMatchObject({ fault: 'private-address' });
		}
		for (const url of ['http://outside.test/', 'http://10.0.0.5:8080/', 'http://8.8.8.8/']) {
			await expect(check(url)).resolves.toBeUndefined();
		}
	});

	test('a name that is not there', async () => {
		const resolve = () => Promise.reject(new Error('ENOTFOUND'));
		const get = createGuardedFetch({ allowHosts: [], resolve });
		await expect(get('http://nowhere.test/')).rejects.toMatchObject({ fault: 'not-found' });
	});

	test('a redirect into a private network is refused, also from a trusted host', async () => {
		const inside = await serve((_, response) => response.end('secret'));
		const door = await serve((_, response) => {
			response.writeHead(302, { Location: `http://${inside}/` }).end();
		});
		const get = createGuardedFetch({ allowHosts: [door] });
		await expect(get(`http://${door}/`)).rejects.toMatchObject({ fault: 'private-address' });
		const both = createGuardedFetch({ allowHosts: [door, inside] });
		expect(Buffer.from((await both(`http://${door}/`)).body).toString()).toBe('secret');
	});

	test('a redirect to another scheme, and one without end', async () => {
		const file = await serve((_, r) => r.writeHead(302, { Location: 'file:///etc/passwd' }).end());
		const loop = await serve((_, r) => r.writeHead(302, { Location: '/again' }).end());
		const get = createGuardedFetch({ allowHosts: [file, loop] });
		await expect(get(`http://${file}/`)).rejects.toMatchObject({ fault: 'bad-address' });
		await expect(get(`http://${loop}/`)).rejects.toMatchObject({ fault: 'too-many-redirects' });
	});

	test('hosts are trusted by name, or by name and port', async () => {
		const host = await serve((_, response) => response.end('yes'));
		for (const allowed of ['127.0.0.1', host]) {
			const get = createGuardedFetch({ allowHosts: [allowed] });
			expect((await get(`http://${host}/`)).status).toBe(200);
		}
		const other = createGuardedFetch({ allowHosts: ['127.0.0.1:1'] });
		await expect(other(`http://${host}/`)).rejects.toMatchObject({ fault: 'private-address' });
	});
});

describe('[G3] answers have their limits', () => {
	test('a small file that unpacks to a large one', async () => {
		const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
		const host = await serve((_, response) => {
			response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
		});
		const get = createGuardedFetch({ allowHosts: [host] });
		await expect(get(`http://${host}/`, { maxBytes: 1024 * 1024 })).rejects.toMatchObject({
			fault: 'too-large'
		});
	});

	test('a length that is said, and one that is not', async () => {
		const host = await serve((request, response) => {
			if (request.url === '/said') response.writeHead(200, { 'Content-Length': 5000 });
			response.end(Buffer.alloc(5000));
		});
		const get = createGuardedFetch({ allowHosts: [host] });
		for (const path of ['said', 'unsaid']) {
			const asked = get(`http://${host}/${path}`, { maxBytes: 4999 });
			await expect(asked).rejects.toMatchObject({ fault: 'too-large' });
		}
		expect((await get(`http://${host}/said`, { maxBytes: 5000 })).body).toHaveLength(5000);
	});

	test('a server that answers nothing, and one that drips', async () => {
		const host = await serve((request, response) => {
			if (request.url === '/silent') return;
			const timer = setInterval(() => response.write('.'), 20);
			response.on('close', () => clearInterval(timer));
		});
		const get = createGuardedFetch({ allowHosts: [host] });
		for (const path of ['silent', 'drips']) {
			const asked = get(`http://${host}/${path}`, { timeoutMs: 300 });
			await expect(asked).rejects.toMatchObject({ fault: 'too-slow' });
		}
	});

	test('the kind of content, where one is asked for', async () => {
		const host = await serve((_, response) => {
			response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>');
		});
		const get = createGuardedFetch({ allowHosts: [host] });
		await expect(get(`http://${host}/`, { accepts: /^image\// })).rejects.toMatchObject({
			fault: 'wrong-type'
		});
	});

	test('nobody listens; and whoever gives up is told so', async () => {
		const host = await serve(() => undefined);
		const get = createGuardedFetch({ allowHosts: ['127.0.0.1'] });
		await expect(get('http://127.0.0.1:1/')).rejects.toMatchObject({ fault: 'unreachable' });
		const aborter = new AbortController();
		const asked = get(`http://${host}/`, { signal: aborter.signal });
		setTimeout(() => aborter.abort(), 50);
		await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
	});

	test('[G4] no cookie, no credentials, only our own headers', async () => {
		let seen: readonly string[] = [];
		const host = await serve((request, response) => {
			seen = Object.keys(request.headers);
			response.end();
		});
		await createGuardedFetch({ allowHosts: [host] })(`http://${host}/`);
		expect([...seen].sort()).toEqual(['accept-encoding', 'connection', 'host', 'user-agent']);
	});
});
