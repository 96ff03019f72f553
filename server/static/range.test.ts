import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test.each([
	['bytes=0-0', { start: 0, end: 0 }],
	['bytes=10-19', { start: 10, end: 19 }],
	['bytes=90-', { start: 90, end: 99 }],
	['bytes=90-500', { start: 90, end: 99 }],
	['bytes=-10', { start: 90, end: 99 }],
	['bytes=-500', { start: 0, end: 99 }],
	['bytes=100-', 'unsatisfiable'],
	['bytes=-0', 'unsatisfiable'],
	['bytes=5-4', 'ignore'],
	['bytes=0-1,4-5', 'ignore'],
	['bytes=-', 'ignore'],
	['bytes=a-b', 'ignore'],
	['items=0-1', 'ignore']
])('%s of 100 bytes', (header, expected) => {
	expect(parseRange(header, 100)).toEqual(expected);
});

test('an empty file has no ranges', () => {
	expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
	expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable');
});
