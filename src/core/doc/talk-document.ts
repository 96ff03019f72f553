import * as Y from 'yjs';
import { LIMITS } from './limits.ts';
import { isLngLat } from './map-document.ts';
import { isUuid } from './names.ts';

/** Root of a `talk:` document beside `meta`: Y.Map comment id → Y.Map. */
export const COMMENTS = 'comments';

/**
 * What a thread speaks about. Replies have none of their own: that of the comment they begin from
 * holds. `lng`, `lat` in degrees, WGS84.
 */
export type CommentTarget =
	| { readonly kind: 'map' }
	| { readonly kind: 'layer'; readonly layer: string }
	| { readonly kind: 'feature'; readonly layer: string; readonly feature: string }
	| { readonly kind: 'place'; readonly lng: number; readonly lat: number };

export interface Comment {
	readonly id: string;
	/** Id of a user. */
	readonly author: string;
	/** When it was written, by the writer's clock: ISO 8601, UTC. */
	readonly at: string;
	readonly text: string;
	/** When the text was changed last. */
	readonly edited: string | null;
	/** The comment that it answers. */
	readonly parent: string | null;
	readonly target: CommentTarget;
	/** Of the first comment of a thread: who resolved it, and when. */
	readonly resolved: { readonly by: string; readonly at: string } | null;
	/** Its text is gone; its place stays for the replies. Comments are never removed outright. */
	readonly deleted: boolean;
}

/** A comment by id, or `undefined` when what is stored is none. */
export function readComment(doc: Y.Doc, id: string): Comment | undefined {
	const entries = doc.getMap(COMMENTS).get(id);
	return entries instanceof Y.Map ? toComment(id, entries) : undefined;
}

/** All comments, in no particular order. */
export function* readComments(doc: Y.Doc): Generator<Comment> {
	for (const [id, entries] of doc.getMap(COMMENTS).entries()) {
		const comment = entries instanceof Y.Map ? toComment(id, entries) : undefined;
		if (comment) yield comment;
	}
}

function toComment(id: string, entries: Y.Map<unknown>): Comment | undefined {
	const author = entries.get('author');
	const at = entries.get('at');
	if (!isUuid(author) || !isMoment(at)) return undefined;
	const text = entries.get('text');
	const edited = entries.get('edited');
	const parent = entries.get('parent');
	const target = entries.get('target');
	const resolved = entries.get('resolved');
	return {
		id,
		author,
		at,
		text: typeof text === 'string' ? text : '',
		edited: isMoment(edited) ? edited : null,
		parent: isUuid(parent) ? parent : null,
		target: isCommentTarget(target) ? target : { kind: 'map' },
		resolved: isResolution(resolved) ? resolved : null,
		deleted: entries.get('deleted') === true
	};
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

export function isMoment(value: unknown): value is string {
	return typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
}

export function isCommentTarget(value: unknown): value is CommentTarget {
	if (!isPlain(value)) return false;
	switch (value['kind']) {
		case 'map':
			return hasOnly(value, ['kind']);
		case 'layer':
			return hasOnly(value, ['kind', 'layer']) && isUuid(value['layer']);
		case 'feature':
			return (
				hasOnly(value, ['kind', 'layer', 'feature']) &&
				isUuid(value['layer']) &&
				isUuid(value['feature'])
			);
		case 'place':
			return hasOnly(value, ['kind', 'lng', 'lat']) && isLngLat([value['lng'], value['lat']]);
		default:
			return false;
	}
}

export function isResolution(
	value: unknown
): value is { readonly by: string; readonly at: string } {
	return (
		isPlain(value) && hasOnly(value, ['by', 'at']) && isUuid(value['by']) && isMoment(value['at'])
	);
}

export function isCommentText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= LIMITS.commentLength;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: object, keys: readonly string[]): boolean {
	return (
		Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
	);
}
