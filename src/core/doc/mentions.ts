import { isUuid } from './names.ts';

/** A stretch of a comment's text: plain, or somebody who is meant. */
export type TextPart =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'mention'; readonly name: string; readonly id: string };

/** `@[Name](uuid)`; the name as it was when the comment was written. */
const MENTION = /@\[([^[\]\n]{1,80})\]\(([0-9a-f-]{36})\)/g;

/** The text of a comment cut at its mentions. Anything that only looks like one stays text. */
export function textParts(text: string): readonly TextPart[] {
	const parts: TextPart[] = [];
	let done = 0;
	for (const match of text.matchAll(MENTION)) {
		const [whole, name, id] = match;
		if (name === undefined || !isUuid(id)) continue;
		if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
		parts.push({ kind: 'mention', name, id });
		done = match.index + whole.length;
	}
	if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
	return parts;
}

/** How a mention is written; what would end the name early is left out of it. */
export function mentionText({ id, name }: { readonly id: string; readonly name: string }): string {
	const plain =
		name
			.replace(/[[\]\n]/g, ' ')
			.trim()
			.slice(0, 80) || '…';
	return `@[${plain}](${id})`;
}
