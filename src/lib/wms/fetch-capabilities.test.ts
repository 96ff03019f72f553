import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEA_111, SEA_130 } from '#core/wms/testing/documents.ts';
import { fetchCapabilities } from './fetch-capabilities.ts';

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

const LIMITS = { bytes: 100_000, milliseconds: 2_000 };

const handlers: Readonly<Record<string, Handler>> = {
	'/ok': (response) => response.end(SEA_130),
	'/latin': (response) => {
		response.setHeader('content-type', 'text/xml; charset=ISO-8859-1');
		response.end(Buffer.from(SEA_130.replace('Sea service', 'Havsvädret'), 'latin1'));
	},
	'/old': (response, { url = '' }) =>
		response.end(
			url.includes('VERSION=1.1.1')
				? SEA_111
				: '<ServiceExceptionReport><ServiceException>version?</ServiceException></ServiceExceptionReport>'
		),
	'/fault': (response) =>
		response.end(
			'<ServiceExceptionReport><ServiceException>closed</ServiceException></ServiceExceptionReport>'
		),
	'/missing': (response) => response.writeHead(404).end('no'),
	'/login': (response) => response.writeHead(401).end('who?'),
	'/busy': (response) => response.writeHead(429).end('slower'),
	'/broken': (response) => response.writeHead(503).end('later'),
	'/page': (response) => response.end('<!DOCTYPE html><html></html>'),
	'/empty': (response) => response.end(),
	'/half': (response) => response.end(SEA_130.slice(0, 2_000)),
	'/cut': (response) => {
		response.setHeader('content-length', SEA_130.length);
		response.write(SEA_130.slice(0, 2_000));
		setTimeout(() => response.destroy(), 50);
	},
	'/hang': () => undefined,
	'/drip': (response) => void response.write('<?xml version="1.0"?>'),
	'/large': (response) => response.end(' '.repeat(200_000)),
	'/endless': (response) => {
		const more = (): void => {
			if (!response.destroyed) response.write(' '.repeat(30_000), () => setTimeout(more, 5));
		};
		more();
	},
	'/moved': (response) => response.writeHead(302, { location: '/ok' }).end()
};

const server = createServer((request, response) => {
	const { pathname } = new URL(request.url ?? '', 'http://localhost');
	handlers[pathname]?.(response, request);
});
let origin = '';

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

function ask(path: string) {
	return fetchCapabilities(`${origin}${path}`, new AbortController().signal, { limits: LIMITS });
}

test.each([
	['/ok', '1.3.0', 'Sea service'],
	['/latin', '1.3.0', 'Havsvädret'],
	['/old', '1.1.1', 'Old service'],
	['/moved', '1.3.0', 'Sea service']
])('[L1] %s is a service of %s', async (path, version, title) => {
	expect(await ask(path)).toMatchObject({ ok: true, service: { version, title } });
});

test.each([
	['/fault', 'service-says', 'closed'],
	['/missing', 'not-found', 'HTTP 404'],
	['/login', 'login', 'HTTP 401'],
	['/busy', 'too-many', ''],
	['/broken', 'server-error', 'HTTP 503'],
	['/page', 'html', ''],
	['/empty', 'empty', ''],
	['/half', 'truncated', ''],
	['/cut', 'truncated', ''],
	['/hang', 'timeout', ''],
	['/drip', 'timeout', ''],
	['/large', 'too-large', ''],
	['/endless', 'too-large', '']
])('[L2] %s: %s', async (path, reason, detail) => {
	expect(await ask(path)).toEqual({ ok: false, reason, detail });
});

test('[L3] what is no address, and where nobody answers', async () => {
	const { signal } = new AbortController();
	for (const text of ['', 'sea', 'ftp://sea.example/', 'javascript:alert(1)', 'http://']) {
		expect(await fetchCapabilities(text, signal)).toMatchObject({ reason: 'not-an-address' });
	}
	expect(await fetchCapabilities('http://127.0.0.1:9/', signal)).toMatchObject({
		reason: 'unreachable'
	});
});
