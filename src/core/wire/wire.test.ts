import { describe, expect, test } from 'vitest';
import { testId } from '../testing/ids.ts';
import { formatCloseReason, parseCloseReason } from './close-reason.ts';
import { parsePresence } from './presence.ts';
import { parseClientMessage, parseServerMessage } from './stateless.ts';

describe('messages beside the document', () => {
	test('[W1] a barrier and its answer', () => {
		expect(parseClientMessage('{"t":"barrier","n":3}')).toEqual({ t: 'barrier', n: 3 });
		expect(parseServerMessage('{"t":"durable","n":3}')).toEqual({ t: 'durable', n: 3 });
	});

	test.each([
		'',
		'{',
		'null',
		'[]',
		'{"t":"barrier"}',
		'{"t":"barrier","n":-1}',
		'{"t":"x","n":1}'
	])('[W2] %j is no message and no exception', (text) => {
		expect(parseClientMessage(text)).toBeUndefined();
		expect(parseServerMessage(text)).toBeUndefined();
	});

	test('[W3] close reasons keep their kind and detail', () => {
		expect(parseCloseReason(formatCloseReason('invalid', 'geometry'))).toEqual({
			kind: 'invalid',
			detail: 'geometry'
		});
		expect(parseCloseReason('read-only')).toEqual({ kind: 'read-only', detail: '' });
		expect(parseCloseReason('Reset Connection')).toEqual({
			kind: 'unknown',
			detail: 'Reset Connection'
		});
	});
});

describe('presence', () => {
	const user = { id: testId(1), name: 'Tern 42', color: '#0072b2' };

	test('[W10] known fields only, everything but the person optional', () => {
		const cursor: [number, number] = [4, 55];
		expect(parsePresence({ user, cursor, secret: 1 })).toEqual({ user, cursor });
		expect(parsePresence({ user })).toEqual({ user });
	});

	test.each([
		{},
		null,
		{ user: { ...user, color: 'red; background: url(x)' } },
		{ user: { ...user, name: 'x'.repeat(81) } },
		{ user, ghost: { layer: testId(2), shape: 'x'.repeat(1401) } },
		{ user, cursor: ['4', 5] }
	])('[W11] %j is nobody', (value) => {
		expect(parsePresence(value)).toBeUndefined();
	});
});
