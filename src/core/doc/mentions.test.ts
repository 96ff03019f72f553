import { expect, test } from 'vitest';
import { testId } from '../testing/ids.ts';
import { mentionText, textParts } from './mentions.ts';

const anna = { id: testId(1), name: 'Anna Å' };

test('[T10] a mention is found within its text', () => {
	expect(textParts(`Hello ${mentionText(anna)}, look`)).toEqual([
		{ kind: 'text', text: 'Hello ' },
		{ kind: 'mention', ...anna },
		{ kind: 'text', text: ', look' }
	]);
});

test.each(['', 'plain', '@Anna', '@[Anna](not-an-id)', `@[](${testId(1)})`, '@[Anna]'])(
	'[T11] %j mentions nobody and stays as it is',
	(text) => {
		expect(textParts(text).map((part) => (part.kind === 'text' ? part.text : part))).toEqual(
			text === '' ? [] : [text]
		);
	}
);

test('[T12] a name can not end the mention early', () => {
	const tricky = { id: testId(2), name: `x](${testId(3)}) [y` };
	const parts = textParts(mentionText(tricky));
	expect(parts).toHaveLength(1);
	expect(parts[0]).toMatchObject({ kind: 'mention', id: testId(2) });
});
