import { mentionText, textParts } from '#core/doc/mentions.ts';

/** Somebody who can be meant in a comment. */
export interface Mentionable {
	readonly id: string;
	readonly name: string;
}

/** A comment while it is written: people stand in it as `@Name`. */
export interface Draft {
	readonly text: string;
	readonly meant: readonly Mentionable[];
}

export function toDraft(stored: string): Draft {
	const meant: Mentionable[] = [];
	const texts = textParts(stored).map((part) => {
		if (part.kind === 'text') return part.text;
		meant.push({ id: part.id, name: part.name });
		return `@${part.name}`;
	});
	return { text: texts.join(''), meant };
}

/** Names that still stand in the text become mentions; of two that fit, the longer one is meant. */
export function fromDraft({ text, meant }: Draft): string {
	const longestFirst = [...meant].sort((a, b) => b.name.length - a.name.length);
	let stored = '';
	let rest = text.trim();
	while (rest !== '') {
		const at = rest.indexOf('@');
		if (at < 0) return stored + rest;
		stored += rest.slice(0, at);
		rest = rest.slice(at);
		const found = longestFirst.find(({ name }) => rest.startsWith(`@${name}`));
		stored += found ? mentionText(found) : '@';
		rest = rest.slice(found ? found.name.length + 1 : 1);
	}
	return stored;
}

/** What is being typed after an `@` that begins a word, up to the caret. */
export function mentionQuery(text: string, caret: number): string | undefined {
	return /(?:^|\s)@([^\s@]{0,40})$/u.exec(text.slice(0, caret))?.[1];
}
