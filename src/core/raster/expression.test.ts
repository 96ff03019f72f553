import { describe, expect, test } from 'vitest';
import { evaluate, parseExpression } from './expression.ts';

function run(text: string, bands: Readonly<Record<number, number>> = {}): number[] {
	const parsed = parseExpression(text);
	if (!parsed.ok) throw new Error(parsed.detail);
	return parsed.value.parts.map(
		(part) => evaluate(part, (band) => Float64Array.of(bands[band] ?? NaN), 1)[0] ?? NaN
	);
}

describe('[X1] band math means what numexpr means', () => {
	test.each([
		['b1 + b2 * 2', 7],
		['(b1 + b2) * 2', 8],
		['-b1 ** 2', -1],
		['b2 ** -1 + 0*b1', 1 / 3],
		['2 ** 3 ** 2 + 0*b1', 512],
		['b2 % 2 + 0*b1', 1],
		['(b1 - b2) / (b1 + b2)', -0.5],
		['where(b1 < b2, 10, 20)', 10],
		['where((b1 > b2) | (b1 == 1), 10, 20)', 10],
		['where((b1 > b2) & (b1 == 1), 10, 20)', 20],
		['min(b1, b2, 0.5)', 0.5],
		['max(b1, b2)', 3],
		['abs(b1 - b2)', 2],
		['sqrt(b2 * b2)', 3],
		['log10(b1 * 1e3)', 3],
		['log(exp(b1))', 1],
		['b1 >= 1', 1],
		['b1 != 1', 0],
		['1.5e+1 + .5 - b1 + b1', 15.5]
	])('%s', (text, expected) => {
		expect(run(text, { 1: 1, 2: 3 })[0]).toBeCloseTo(expected, 12);
	});
});

test('[X2] several parts make several bands; those that occur are known', () => {
	expect(run('b1/b2; b2+b3;', { 1: 1, 2: 2, 3: 3 })).toEqual([0.5, 5]);
	const parsed = parseExpression('b3/b1');
	expect(parsed.ok && parsed.value.bands).toEqual([1, 3]);
});

describe('[X3] anything else is refused with a sentence', () => {
	test.each([
		['process.exit()', 'process.exit'],
		['globalThis', 'globalThis'],
		['b1.constructor', 'b1.constructor'],
		['constructor(b1)', 'constructor'],
		['__proto__', '__proto__'],
		['b1; drop', 'drop'],
		['b1[0]', '[0]'],
		['`b1`', '`b1`'],
		['"b1"', '"b1"'],
		['b1 +', 'too early'],
		['b1 b2', 'b2'],
		['(b1', ')'],
		['b0', 'b0'],
		['sqrt(b1, b2)', 'sqrt'],
		['where(b1, 2)', 'where'],
		['1 + 2', 'no band'],
		['', 'empty'],
		['  ', 'empty'],
		['('.repeat(200) + 'b1', 'deeply'],
		['b1+'.repeat(200), 'too long']
	])('%s', (text, words) => {
		const parsed = parseExpression(text);
		expect(parsed.ok).toBe(false);
		expect(!parsed.ok && parsed.detail).toContain(words);
	});
});
