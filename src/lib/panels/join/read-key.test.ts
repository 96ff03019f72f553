import { expect, test } from 'vitest';
import { cleanCode, keyInLink, readKey } from './read-key.ts';

test.each([
	['ktrwpb', 'KTRWPB'],
	[' KTR wpb ', 'KTRWPB'],
	['k-t-r-w-p-b', 'KTRWPB'],
	['KTRWPBX', 'KTRWPB'],
	['KTR', 'KTR'],
	['', '']
])('%j is read as %j', (typed, code) => {
	expect(cleanCode(typed)).toBe(code);
});

test('a link holds a code or a secret', () => {
	expect(readKey('ktrwpb')).toEqual({ code: 'KTRWPB' });
	expect(readKey('q3Jx_secret')).toEqual({ token: 'q3Jx_secret' });
});

test('a link that was pasted is taken for what it holds', () => {
	expect(keyInLink('https://sea.example/join/q3Jx_s-e?x=1')).toBe('q3Jx_s-e');
	expect(keyInLink('KTR WPB')).toBeUndefined();
});
