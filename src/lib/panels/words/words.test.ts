import { afterEach, expect, test } from 'vitest';
import { parseCloseReason } from '#core/wire/close-reason.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { ago } from './ago.ts';
import { areaText, lengthText, percentText } from './measures.ts';
import { refusalWords } from './refusal-words.ts';
import { saveText } from './save-words.ts';
import { outcomeText } from './undo-words.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

test('measures grow into larger units, in the reader’s way of writing', () => {
	expect(lengthText(540.4)).toBe('540 m');
	expect(lengthText(12_440)).toBe('12.4 km');
	expect(areaText(8_200)).toBe('8,200 m²');
	expect(areaText(345_000)).toBe('34.5 ha');
	expect(areaText(1_812_000_000)).toBe('1,812 km²');
	overwriteGetLocale(() => 'sv');
	expect(lengthText(12_440)).toBe('12,4 km');
	expect(percentText(0.25)).toBe('25\u00a0%');
});

test('the save state counts in both languages', () => {
	expect(saveText({ kind: 'on-device', waiting: 1 })).toBe(
		'1 edit is on this device, waiting for the network'
	);
	overwriteGetLocale(() => 'sv');
	expect(saveText({ kind: 'on-device', waiting: 1200 })).toBe(
		'1\u00a0200 ändringar finns på den här enheten och väntar på nätet'
	);
});

test('undo says who changed it since, and never claims what it did not do', () => {
	expect(outcomeText({ result: 'refused', kind: 'geometry', who: 'Anna' }, 'undo')).toBe(
		'Anna changed this since; it was left as it is'
	);
	expect(outcomeText({ result: 'partly', kind: 'style', who: undefined }, 'undo')).toContain(
		'Someone else'
	);
	expect(outcomeText({ result: 'done', kind: 'add' }, 'redo')).toBe('Done again: drawing');
});

test('no refusal is worded in the terms of the machine', () => {
	for (const reason of [
		'invalid:geometry',
		'limit:documentBytes',
		'read-only',
		'newer-version',
		'x'
	]) {
		const { title, text } = refusalWords(parseCloseReason(reason).kind);
		expect(`${title} ${text}`).not.toMatch(/sync|document|CRDT|error|update/iu);
	}
});

test('a moment ago, some hours ago, and a date', () => {
	const now = Date.UTC(2026, 4, 20, 12);
	const say = (then: number) => ago(then, { now, locale: 'en' });
	expect(say(now - 5_000)).toBe('this minute');
	expect(say(now - 3 * 3_600_000)).toBe('3 hours ago');
	expect(say(now - 26 * 3_600_000)).toBe('yesterday');
	expect(say(now - 30 * 86_400_000)).toBe('Apr 20, 2026');
	// A clock that runs ahead elsewhere is no reason to speak of the future.
	expect(say(now + 60_000)).toBe('this minute');
});
