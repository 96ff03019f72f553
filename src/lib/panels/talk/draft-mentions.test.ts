import { expect, test } from 'vitest';
import { testId } from '#core/testing/ids.ts';
import { fromDraft, mentionQuery, toDraft } from './draft-mentions.ts';

const anna = { id: testId(1), name: 'Anna' };
const annaLena = { id: testId(2), name: 'Anna Lena' };

test('a draft shows names and is stored with whom they mean', () => {
	const stored = `@[Anna Lena](${annaLena.id}) and @[Anna](${anna.id}): 5 m @ low tide`;
	const draft = toDraft(stored);
	expect(draft.text).toBe('@Anna Lena and @Anna: 5 m @ low tide');
	expect(fromDraft(draft)).toBe(stored);
});

test('a name that was taken out again mentions nobody', () => {
	expect(fromDraft({ text: '  hello @Ann ', meant: [anna] })).toBe('hello @Ann');
});

test.each([
	['@', 1, ''],
	['look @an', 8, 'an'],
	['look @an', 6, ''],
	['mail a@b', 8, undefined],
	['@anna ', 6, undefined]
])('in %j at %d the person looks for %j', (text, caret, query) => {
	expect(mentionQuery(text, caret)).toBe(query);
});
