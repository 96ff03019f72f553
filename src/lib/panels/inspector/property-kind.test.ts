import { expect, test } from 'vitest';
import { convert, kindOf, parseNumber } from './property-kind.ts';

test('a value tells its kind', () => {
	expect(kindOf(12.5)).toBe('number');
	expect(kindOf(false)).toBe('yes-no');
	expect(kindOf('2026-05-31')).toBe('date');
	expect(kindOf('2026-13-31')).toBe('text');
	expect(kindOf('cod')).toBe('text');
	expect(kindOf(null)).toBe('text');
	expect(kindOf([1, 2])).toBe('json');
	expect(kindOf({ a: 1 })).toBe('json');
});

test('numbers are read as people write them in both languages', () => {
	expect(parseNumber('1 234,5')).toBe(1234.5);
	expect(parseNumber('-0.25')).toBe(-0.25);
	expect(parseNumber('−3')).toBe(-3);
	expect(parseNumber('  ')).toBeNull();
	expect(parseNumber('twelve')).toBeUndefined();
	expect(parseNumber('Infinity')).toBeUndefined();
});

test('changing the kind keeps what can be kept', () => {
	expect(convert(34, 'text')).toBe('34');
	expect(convert('34,5', 'number')).toBe(34.5);
	expect(convert('deep', 'number')).toBeNull();
	expect(convert('Ja', 'yes-no')).toBe(true);
	expect(convert('no', 'yes-no')).toBe(false);
	expect(convert('2026-05-31T10:00:00Z', 'date')).toBe('2026-05-31');
	expect(convert('soon', 'date')).toBe('');
});
