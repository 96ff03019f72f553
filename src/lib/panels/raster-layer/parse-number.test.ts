import { expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';

test.each([
	['12', 12],
	[' -0,5 ', -0.5],
	['−200', -200],
	['1e-3', 0.001],
	['1 000', 1000],
	['.5', 0.5],
	['', undefined],
	['1.2.3', undefined],
	['12 m', undefined],
	['1e999', undefined],
	['Infinity', undefined]
])('[N1] %o', (text, value) => expect(parseNumber(text)).toBe(value));
