import { describe, expect, test } from 'vitest';
import { toTwkb } from '../geometry/to-twkb.ts';
import type { Geometry } from '../geometry/types.ts';
import { testId } from '../testing/ids.ts';
import { checkEntry, checkMapKey, rootShape } from './check-entry.ts';
import { documentName, isUuid, parseDocumentName } from './names.ts';

const feature = (entry: string, value: unknown) => checkEntry('layer', 'features', entry, value);
const layer = (entry: string, value: unknown) => checkEntry('layer', 'meta', entry, value);
const map = (entry: string, value: unknown) => checkEntry('map', 'meta', entry, value);
const stack = (entry: string, value: unknown) => checkEntry('map', 'stack', entry, value);
const square: Geometry = {
	type: 'Polygon',
	coordinates: [
		[
			[0, 0],
			[1, 0],
			[1, 1],
			[0, 0]
		]
	]
};

describe('document schema, entry by entry', () => {
	test('[D1] each document has its own roots and no others', () => {
		expect(rootShape('map', 'stack')).toBe('maps');
		expect(rootShape('layer', 'features')).toBe('maps');
		expect(rootShape('map', 'features')).toBeUndefined();
		for (const name of ['__proto__', 'constructor', 'toString', '']) {
			expect(rootShape('layer', name)).toBeUndefined();
			expect(checkEntry('layer', name, 'x', 1)).toBe('root');
		}
	});

	test('[D2] unknown entries are refused, inherited names too', () => {
		for (const name of ['owner', '__proto__', 'constructor', '']) {
			expect(map(name, 'x')).toBe('entry');
			expect(layer(name, 'x')).toBe('entry');
			expect(stack(name, 'x')).toBe('entry');
			expect(feature(name, 'x')).toBe('entry');
			expect(layer(`style:${name}`, 'x')).toBe('entry');
		}
	});

	test('[D3] names are something and fit a row', () => {
		expect(map('name', 'Kattegat')).toBeUndefined();
		expect(map('name', '   ')).toBe('name');
		expect(map('name', 'x'.repeat(255))).toBeUndefined();
		expect(map('name', 'x'.repeat(10_000))).toBe('too-long');
		expect(map('name', 7)).toBe('text');
	});

	test.each([
		['center', [4, 56], undefined],
		['center', [181, 0], 'value'],
		['center', [0, Number.NaN], 'value'],
		['center', [1, 2, 3], 'value'],
		['zoom', 12.5, undefined],
		['zoom', Infinity, 'number'],
		['zoom', '12', 'number'],
		['v', 1, undefined],
		['v', 1.5, 'number']
	])('[D4] map %s = %j: %s', (entry, value, rule) => {
		expect(map(entry, value)).toBe(rule);
	});

	test('[D5] visibility and opacity of the stack', () => {
		expect(stack('visible', false)).toBeUndefined();
		expect(stack('visible', 'no')).toBe('value');
		expect(stack('opacity', 0)).toBeUndefined();
		expect(stack('opacity', 1.01)).toBe('number');
		expect(stack('order', 'a0V'.repeat(60))).toBe('too-long');
	});

	test('[D6] styles are colours, sizes and icons that exist', () => {
		expect(layer('style:stroke', '#14b8a620')).toBeUndefined();
		expect(layer('style:stroke', 'url(javascript:1)')).toBe('value');
		expect(layer('style:strokeWidth', 41)).toBe('value');
		expect(layer('style:pointIcon', 'anchor')).toBeUndefined();
		expect(layer('style:pointIcon', '<svg>')).toBe('value');
	});

	test('[D7] a geometry decodes, is in range, closed, and not empty', () => {
		expect(feature('g', toTwkb(square))).toBeUndefined();
		expect(feature('g', new Uint8Array([1, 2, 3]))).toBe('geometry');
		expect(feature('g', new Uint8Array())).toBe('geometry');
		expect(feature('g', '0101')).toBe('kind');
		expect(feature('g', [1, 0])).toBe('kind');
		expect(feature('g', toTwkb({ type: 'Point', coordinates: [181, 0] }))).toBe('geometry');
		const open: Geometry = { ...square, coordinates: [square.coordinates[0]?.slice(0, 3) ?? []] };
		expect(feature('g', toTwkb(open))).toBe('geometry');
		expect(feature('g', new Uint8Array(2_000_001))).toBe('geometry-size');
	});

	test('[D8] a geometry that claims a million points in five bytes asks for no memory', () => {
		const claims = new Uint8Array([0xe2, 0x00, 0xc0, 0x84, 0x3d]);
		expect(feature('g', claims)).toBe('geometry');
	});

	test('[D9] property values are JSON within limits', () => {
		expect(feature('p:name', 'Dogger')).toBeUndefined();
		expect(feature('p:__proto__', 1)).toBeUndefined();
		expect(feature('p:', null)).toBeUndefined();
		expect(feature('p:x', Number.NaN)).toBe('value');
		expect(feature('p:x', undefined)).toBe('value');
		expect(feature('p:x', new Uint8Array(3))).toBe('value');
		expect(feature('p:x', 10n)).toBe('value');
		expect(feature('p:x', 'x'.repeat(100_001))).toBe('too-long');
		expect(feature(`p:${'x'.repeat(300)}`, 1)).toBe('too-long');
	});

	test('[D10] order and source id', () => {
		expect(feature('o', -3)).toBeUndefined();
		expect(feature('o', 0.5)).toBe('number');
		expect(feature('o', 1e12)).toBe('number');
		expect(feature('i', 'A-7')).toBeUndefined();
		expect(feature('i', 42)).toBeUndefined();
		expect(feature('i', null)).toBe('text');
	});
});

describe('document names', () => {
	test('[D20] only known kinds with a lower-case UUID', () => {
		const id = testId(1);
		expect(parseDocumentName(documentName('layer', id))).toEqual({ kind: 'layer', id });
		for (const name of ['', ':', 'map', `map:${id}x`, `Map:${id}`, `map:${id.replace('0', 'O')}`]) {
			expect(parseDocumentName(name), name).toBeUndefined();
		}
		expect(parseDocumentName(`x:${id}`)).toBeUndefined();
		expect(isUuid('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')).toBe(false);
		expect(checkMapKey('__proto__')).toBe('key');
	});
});
