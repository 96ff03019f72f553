import * as Y from 'yjs';
import { may } from '#core/access/policy.ts';
import type { Actor, CommentThing, MapThing } from '#core/access/policy.ts';
import { COMMENTS } from '#core/doc/talk-document.ts';

/**
 * - `author`: written in somebody else's name.
 * - `fixed`: author, time, parent and target never change, and no comment is ever removed outright.
 * - `future`: by a clock that is far ahead.
 * - `not-author`: another's comment, which this person may not change so.
 * - `comment-text`: nothing said, or said with space around it; or deleted with its text left.
 * - `resolve`: not a thread, or not for this person to resolve, or in somebody else's name.
 */
export type CommentRule = 'author' | 'fixed' | 'future' | 'not-author' | 'comment-text' | 'resolve';

/** One entry of a comment that an update writes; the last of `values` is the one that stands. */
export interface CommentWrite {
	readonly comment: string;
	readonly entry: string;
	readonly values: readonly unknown[];
}

/** What an update does to the comments of a talk. */
export interface CommentTouch {
	/** Ids under which it puts a comment. */
	readonly put: ReadonlySet<string>;
	readonly writes: readonly CommentWrite[];
	/** What stands now and would be gone; without an entry it is the whole comment. */
	readonly removed: readonly { readonly comment: string; readonly entry: string | undefined }[];
}

export interface Sender {
	readonly actor: Actor;
	/** Guests who became the actor: what they wrote is the actor's. */
	readonly formerIds: ReadonlySet<string>;
	/** The map that the talk is about, as the rules see it for the sender. */
	readonly map: MapThing;
	readonly now: number;
}

/** Clocks of people's devices are not exact. */
const AHEAD_MS = 5 * 60 * 1000;

/** Whether somebody may do to these comments what an update does; `undefined` when they may. */
export function judgeComments(
	touch: CommentTouch,
	doc: Y.Doc,
	sender: Sender
): CommentRule | undefined {
	return new Judgement(touch, doc, sender).judge();
}

class Judgement {
	readonly #touch: CommentTouch;
	readonly #comments: Y.Map<unknown>;
	readonly #sender: Sender;
	/** What is written, by comment and entry. */
	readonly #written = new Map<string, Map<string, unknown[]>>();
	/** Who began the thread of each comment that was asked about. */
	readonly #threadAuthors = new Map<string, string | null>();

	constructor(touch: CommentTouch, doc: Y.Doc, sender: Sender) {
		this.#touch = touch;
		this.#comments = doc.getMap(COMMENTS);
		this.#sender = sender;
		for (const { comment, entry, values } of touch.writes) {
			const entries = this.#written.get(comment) ?? new Map<string, unknown[]>();
			this.#written.set(comment, entries);
			const before = entries.get(entry);
			if (before === undefined) entries.set(entry, [...values]);
			else for (const value of values) before.push(value);
		}
	}

	judge(): CommentRule | undefined {
		for (const id of this.#touch.put) if (this.#comments.has(id)) return 'fixed';
		for (const { comment, entry } of this.#touch.removed) {
			// An entry that is written anew takes the place of the one before.
			if (entry === undefined || !this.#written.get(comment)?.has(entry)) return 'fixed';
		}
		for (const [id, entries] of this.#written) {
			for (const [entry, values] of entries) {
				const rule = this.#judgeEntry(id, entry, values);
				if (rule !== undefined) return rule;
			}
		}
		return undefined;
	}

	#judgeEntry(id: string, entry: string, values: readonly unknown[]): CommentRule | undefined {
		switch (entry) {
			case 'author':
				if (this.#stands(id, entry)) return 'fixed';
				return values.every((value) => this.#isSender(value)) ? undefined : 'author';
			case 'at':
				if (this.#stands(id, entry)) return 'fixed';
				return values.some((value) => this.#isAhead(value)) ? 'future' : undefined;
			case 'parent':
			case 'target':
				return this.#stands(id, entry) ? 'fixed' : undefined;
			case 'text':
				return this.#judgeText(id, values.at(-1));
			case 'edited':
				return this.#judgeEdited(id, values);
			case 'deleted':
				if (!this.#may(id, 'comment:delete')) return 'not-author';
				return this.#value(id, 'text') === '' ? undefined : 'comment-text';
			case 'resolved':
				return this.#judgeResolved(id, values.at(-1));
			default:
				return undefined;
		}
	}

	#judgeText(id: string, text: unknown): CommentRule | undefined {
		if (text === '') {
			if (this.#value(id, 'deleted') !== true) return 'comment-text';
			return this.#may(id, 'comment:delete') ? undefined : 'not-author';
		}
		if (!this.#may(id, 'comment:edit')) return 'not-author';
		return typeof text === 'string' && text.trim() === text ? undefined : 'comment-text';
	}

	#judgeEdited(id: string, values: readonly unknown[]): CommentRule | undefined {
		if (!this.#may(id, 'comment:edit')) return 'not-author';
		if (values.some((value) => this.#isAhead(value))) return 'future';
		return this.#written.get(id)?.has('text') === true ? undefined : 'comment-text';
	}

	#judgeResolved(id: string, resolved: unknown): CommentRule | undefined {
		const isThread = (this.#value(id, 'parent') ?? null) === null;
		if (!isThread || !this.#may(id, 'comment:resolve')) return 'resolve';
		if (typeof resolved !== 'object' || resolved === null) return undefined;
		const { by, at } = resolved as { readonly by?: unknown; readonly at?: unknown };
		if (!this.#isSender(by)) return 'resolve';
		return this.#isAhead(at) ? 'future' : undefined;
	}

	#may(id: string, act: 'comment:edit' | 'comment:delete' | 'comment:resolve'): boolean {
		const thing: CommentThing = {
			map: this.#sender.map,
			authorId: this.#author(id),
			threadAuthorId: this.#threadAuthor(id)
		};
		return may(this.#sender.actor, act, thing).ok;
	}

	/** Follows the replies to the beginning, each only once: a chain may be as long as the talk. */
	#threadAuthor(id: string): string | null {
		const chain: string[] = [];
		for (let at = id; ;) {
			const known = this.#threadAuthors.get(at);
			const parent = known === undefined ? asId(this.#value(at, 'parent')) : null;
			if (parent === null) {
				const author = known === undefined ? this.#author(at) : known;
				for (const comment of [...chain, at]) this.#threadAuthors.set(comment, author);
				return author;
			}
			// Replies in a circle have no beginning: met again, it is nobody's.
			this.#threadAuthors.set(at, null);
			chain.push(at);
			at = parent;
		}
	}

	/** The sender's own id, also where it is one that they had before. */
	#author(id: string): string | null {
		const author = this.#value(id, 'author');
		return this.#isSender(author) ? this.#sender.actor.id : asId(author);
	}

	#isSender(id: unknown): boolean {
		const { actor, formerIds } = this.#sender;
		return id === actor.id || (typeof id === 'string' && formerIds.has(id));
	}

	/** As it will be. */
	#value(id: string, entry: string): unknown {
		const written = this.#written.get(id)?.get(entry);
		return written === undefined ? this.#stored(id)?.get(entry) : written.at(-1);
	}

	#stands(id: string, entry: string): boolean {
		return this.#stored(id)?.has(entry) === true;
	}

	#stored(id: string): Y.Map<unknown> | undefined {
		const stored = this.#comments.get(id);
		return stored instanceof Y.Map ? stored : undefined;
	}

	#isAhead(moment: unknown): boolean {
		return typeof moment === 'string' && Date.parse(moment) > this.#sender.now + AHEAD_MS;
	}
}

function asId(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
