import type * as Y from 'yjs';
import { readComment } from '#core/doc/talk-document.ts';
import type { CommentTarget } from '#core/doc/talk-document.ts';
import type { CommentRow } from '../db/projection-comments.ts';
import type { Mention } from '../db/notifications-raise.ts';
import { cleanText } from './clean-text.ts';

/** Far more than anybody means: the rest is noise. */
const MOST_MENTIONS = 50;
const MENTION =
	/@\[[^\]\n]{1,255}\]\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g;

/** The row of one comment, or `undefined` when what is stored is none. */
export function commentRow(doc: Y.Doc, id: string): CommentRow | undefined {
	const comment = readComment(doc, id);
	if (comment === undefined) return undefined;
	const { author, at, edited, parent, target, resolved, deleted } = comment;
	return {
		id,
		content: deleted ? '' : cleanText(comment.text),
		author,
		...columnsOf(target),
		parent,
		resolved: resolved !== null,
		deleted,
		created: at,
		updated: edited ?? at
	};
}

/** The people who are named in a comment, `@[Name](id)`, and were not when it said `before`. */
export function newMentions({ id, content }: CommentRow, before = ''): Mention[] {
	const named = namedIn(before);
	return [...namedIn(content)]
		.filter((user) => !named.has(user))
		.map((user) => ({ comment: id, user }));
}

function namedIn(content: string): Set<string> {
	const users = new Set<string>();
	for (const [, user] of content.matchAll(MENTION)) {
		if (user !== undefined && users.size < MOST_MENTIONS) users.add(user);
	}
	return users;
}

function columnsOf(target: CommentTarget): Pick<CommentRow, 'layer' | 'feature' | 'lng' | 'lat'> {
	const nothing = { layer: null, feature: null, lng: null, lat: null };
	switch (target.kind) {
		case 'map':
			return nothing;
		case 'layer':
			return { ...nothing, layer: target.layer };
		case 'feature':
			return { ...nothing, layer: target.layer, feature: target.feature };
		case 'place':
			return { ...nothing, lng: target.lng, lat: target.lat };
	}
}
