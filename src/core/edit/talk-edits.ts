import type * as Y from 'yjs';
import { META } from '../doc/map-document.ts';
import { documentName } from '../doc/names.ts';
import { SCHEMA_VERSION } from '../doc/schema-version.ts';
import { COMMENTS, readComment, type CommentTarget } from '../doc/talk-document.ts';
import type { Change, Path, Snapshot, Value } from './change.ts';
import { currentValue } from './current-value.ts';

/** The talk about a map, as these edits need it. `id` is the map's. */
export interface TalkDocument {
	readonly id: string;
	readonly doc: Y.Doc;
}

export interface NewComment {
	readonly id: string;
	readonly author: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Trimmed, 1–10,000 characters. */
	readonly text: string;
	readonly parent: string | null;
	readonly target: CommentTarget;
}

export function addComment(talk: TalkDocument, { id, ...rest }: NewComment): Change[] {
	const { target, ...texts } = rest;
	return [...versionOnce(talk), change(talk, [COMMENTS, id], { ...texts, target: { ...target } })];
}

export function setCommentText(
	talk: TalkDocument,
	id: string,
	edit: { readonly text: string; readonly at: string }
): Change[] {
	// The same words again are no edit; the server takes no `edited` without new ones.
	if (readComment(talk.doc, id)?.text === edit.text) return [];
	return [
		change(talk, [COMMENTS, id, 'text'], edit.text),
		change(talk, [COMMENTS, id, 'edited'], edit.at)
	];
}

/** Takes the text away; the place stays for what was answered to it, also by people still offline. */
export function deleteComment(talk: TalkDocument, id: string): Change[] {
	return [change(talk, [COMMENTS, id, 'text'], ''), change(talk, [COMMENTS, id, 'deleted'], true)];
}

/** `null` reopens the thread. `id` is its first comment. */
export function setResolved(
	talk: TalkDocument,
	id: string,
	resolved: { readonly by: string; readonly at: string } | null
): Change[] {
	return [change(talk, [COMMENTS, id, 'resolved'], resolved === null ? null : { ...resolved })];
}

/** Every document says which schema it was written by; whoever comments first says it here. */
function versionOnce(talk: TalkDocument): Change[] {
	const version = change(talk, [META, 'v'], SCHEMA_VERSION);
	return version.before === undefined ? [version] : [];
}

function change(talk: TalkDocument, path: Path, after: Value | Snapshot): Change {
	return {
		document: documentName('talk', talk.id),
		path,
		before: currentValue(talk.doc, path),
		after
	};
}
