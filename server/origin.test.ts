import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isAllowedOrigin } from './origin.ts';

function request(headers: Readonly<Record<string, string>>): IncomingMessage {
	const message = new IncomingMessage(new Socket());
	Object.assign(message.headers, headers);
	return message;
}

test.each([
	['our own page', { origin: 'http://plan.test:3000', host: 'plan.test:3000' }, true],
	[
		'our own page behind a proxy with https',
		{ origin: 'https://plan.test', host: 'plan.test' },
		true
	],
	[
		'another port of this machine',
		{ origin: 'http://plan.test:4000', host: 'plan.test:3000' },
		false
	],
	['a stranger', { origin: 'https://evil.test', host: 'plan.test' }, false],
	[
		'a name that ends like ours',
		{ origin: 'https://plan.test.evil.test', host: 'plan.test' },
		false
	],
	['a page without an origin of its own', { origin: 'null', host: 'plan.test' }, false],
	['a configured origin', { origin: 'https://friend.test', host: 'plan.test' }, true],
	['a program', { host: 'plan.test' }, true]
])('%s', (_who, headers, allowed) => {
	expect(isAllowedOrigin(request(headers), ['https://friend.test'])).toBe(allowed);
});
