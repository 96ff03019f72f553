import { expect, test } from 'vitest';
import { hashReentryCode, makeReentryCode } from './reentry-code.ts';

test('a code is four groups of four letters that cannot be taken for others', () => {
	const codes = Array.from({ length: 500 }, makeReentryCode);
	for (const code of codes) expect(code).toMatch(/^([AC-HJKMNP-RTVWXY34679]{4}-){3}[A-Z0-9]{4}$/);
	expect(codes.join('')).not.toMatch(/[BILOSUZ01258]/);
	expect(new Set(codes).size).toBe(500);
});

test('every letter comes about as often, in every place: more than 70 bits', () => {
	const counts = new Map<string, number>();
	const letters = Array.from({ length: 2_000 }, makeReentryCode).join('').replaceAll('-', '');
	for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
	expect(counts.size).toBe(24);
	expect(16 * Math.log2(counts.size)).toBeGreaterThan(70);
	for (const count of counts.values()) expect(count / letters.length).toBeCloseTo(1 / 24, 2);
});

test('how it is written does not matter', () => {
	const hash = hashReentryCode('ACDE-FGHJ-KMNP-QRTV');
	expect(hashReentryCode(' acde fghj\tkmnp–qrtv ')).toEqual(hash);
	expect(hashReentryCode('ACDE-FGHJ-KMNP-QRTW')).not.toEqual(hash);
});
