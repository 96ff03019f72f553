import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Message = string | readonly { readonly match: Readonly<Record<string, string>> }[];

function read(locale: string): Map<string, Message> {
	const url = new URL(`../../../../messages/${locale}.json`, import.meta.url);
	const { $schema: _schema, ...messages } = JSON.parse(readFileSync(url, 'utf8')) as Record<
		string,
		Message
	>;
	return new Map(Object.entries(messages));
}

/** What a message has holes for, over all its variants. */
function placeholders(message: Message): string[] {
	const texts =
		typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
	return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/gu) ?? []))].sort();
}

function variants(message: Message): string[] {
	return typeof message === 'string' ? [] : message.flatMap(({ match }) => Object.keys(match));
}

const en = read('en');
const sv = read('sv');

test('both languages have the same messages', () => {
	expect([...sv.keys()].sort()).toEqual([...en.keys()].sort());
});

test('every message is said in both languages, with nothing empty', () => {
	for (const messages of [en, sv]) {
		for (const [key, message] of messages) {
			const texts =
				typeof message === 'string' ? [message] : Object.values(message[0]?.match ?? {});
			expect(texts.length, key).toBeGreaterThan(0);
			for (const text of texts) expect(text.trim(), key).not.toBe('');
		}
	}
});

test('the same placeholders stand in both', () => {
	for (const [key, message] of en) {
		const allowed = placeholders(message);
		const other = placeholders(sv.get(key) ?? '');
		expect(other, key).toEqual(allowed);
		expect(variants(sv.get(key) ?? ''), key).toEqual(variants(message));
	}
});
