import { afterEach, describe, expect, test, vi } from 'vitest';
import { isMixedContent } from './mixed-content.ts';

afterEach(() => {
	vi.unstubAllGlobals();
});

describe('a page that came by https', () => {
	test.each([
		['http://sea.example/wms', true],
		['HTTP://SEA.EXAMPLE/wms', true],
		['http://localhost.example/wms', true],
		['https://sea.example/wms', false],
		['/api/files/1', false],
		['http://localhost:8000/a.tif', false],
		['http://127.0.0.1:8000/a.tif', false],
		['http://[::1]/a.tif', false],
		['no address at all: http', false]
	])('%s', (url, isMixed) => {
		vi.stubGlobal('location', new URL('https://plan.example/map'));
		expect(isMixedContent(url)).toBe(isMixed);
	});
});

test('a page that came by http may ask anything, and so may a test', () => {
	expect(isMixedContent('http://sea.example/wms')).toBe(false);
	vi.stubGlobal('location', new URL('http://plan.example/map'));
	expect(isMixedContent('http://sea.example/wms')).toBe(false);
});
