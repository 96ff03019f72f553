import { expect, test } from 'vitest';
import { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { initials } from './initials.ts';
import { inkOn } from './ink-on.ts';

test('dark ink on light grounds, light ink on dark ones', () => {
	expect(inkOn('#ffffff')).toBe('#10181f');
	expect(inkOn('#000000')).toBe('#ffffff');
	expect(PEOPLE_COLOURS.map(inkOn)).toContain('#10181f');
	expect(inkOn('#7b3fa0')).toBe('#ffffff');
});

test('initials are whole characters of first and last word', () => {
	expect(initials('Tern 42')).toBe('T4');
	expect(initials('  åsa maria öberg ')).toBe('ÅÖ');
	expect(initials('𝒜lf')).toBe('𝒜');
	expect(initials('')).toBe('');
});
