import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { uuidv4 } from 'lib0/random';
import { commentThreads, rootOf, type Thread } from '#core/doc/comment-threads.ts';
import { documentName } from '#core/doc/names.ts';
import {
	COMMENTS,
	readComment,
	readComments,
	type Comment,
	type CommentTarget
} from '#core/doc/talk-document.ts';
import type { Change } from '#core/edit/change.ts';
import { addComment, deleteComment, setCommentText, setResolved } from '#core/edit/talk-edits.ts';
import { readLocal, writeLocal } from './local-store.ts';
import type { OpenMap } from './open-map.svelte.ts';
import type { SaveState } from './save-state.ts';
import { SeenComments } from './seen-comments.svelte.ts';
import type { SharedDocument } from './shared-document.svelte.ts';
import type { Workspace } from './workspace.svelte.ts';

const WRITTEN = 'samsyn:written:';

/**
 * The talk about the open map: its threads, what of them is unread, and the verbs of who takes part.
 * Getters are reactive. Comments are no steps of undo: others may have read and answered them.
 * Who may do what is asked by the caller; the server asks it again. Close it with `close()`.
 */
export class OpenTalk {
	readonly document: SharedDocument;
	readonly #id: string;
	readonly #map: OpenMap;
	readonly #workspace: Workspace;
	readonly #subscribe: () => void;
	readonly #seen: SeenComments;
	/** Ids of comments that were written in this browser and may not have left it. */
	#written = $state.raw<readonly string[]>([]);
	#threads: readonly Thread[] | undefined;
	readonly #stopMarking: () => void;

	constructor(map: OpenMap, workspace: Workspace) {
		this.#id = map.id;
		this.#map = map;
		this.#workspace = workspace;
		this.document = workspace.documents.open(documentName('talk', map.id), {
			client: map.document.doc.clientID
		});
		this.#seen = new SeenComments(map.id, this.#me);
		this.#written = readLocal(WRITTEN + map.id, z.array(z.string())) ?? [];
		const comments = this.document.doc.getMap(COMMENTS);
		// Always, not only while somebody looks: what is remembered must not grow old.
		comments.observeDeep(this.#forget);
		this.#subscribe = createSubscriber((update) => {
			comments.observeDeep(update);
			return () => comments.unobserveDeep(update);
		});
		this.#stopMarking = $effect.root(() => {
			$effect(() => this.#beginMarks());
		});
	}

	/** Unresolved first, then newest activity first. */
	get threads(): readonly Thread[] {
		this.#subscribe();
		return (this.#threads ??= commentThreads(readComments(this.document.doc)));
	}

	/** True until what this device or the server holds was read. */
	get isLoading(): boolean {
		return this.document.status === 'loading';
	}

	/** The thread that a comment belongs to. */
	threadOf(id: string): Thread | undefined {
		const root = rootOf(id, (of) => readComment(this.document.doc, of));
		return this.threads.find((thread) => thread.root.id === root?.id);
	}

	/** Comments of others that were not seen here yet. */
	get unread(): number {
		return this.threads.reduce((sum, thread) => sum + this.unreadIn(thread), 0);
	}

	unreadIn({ entries }: Thread): number {
		return entries.filter(({ comment }) => this.isUnread(comment)).length;
	}

	isUnread({ id, author, deleted }: Comment): boolean {
		return !deleted && author !== this.#me && !this.#seen.has(id);
	}

	markRead({ entries }: Thread): void {
		this.#seen.add(entries.filter(({ comment }) => this.isUnread(comment)).map(commentId));
	}

	get save(): SaveState {
		return this.document.save;
	}

	/** Written in this browser, and the server has not got it: others can't read it yet. */
	isWaiting(id: string): boolean {
		const { kind, waiting } = this.document.save;
		return waiting > 0 && kind !== 'saving' && this.#written.includes(id);
	}

	/** Begins a thread and returns its id. `text` is trimmed and not empty. */
	post(text: string, target: CommentTarget): string {
		return this.#add(text, target, null);
	}

	/** Answers a comment. */
	reply(to: Comment, text: string): string {
		return this.#add(text, to.target, to.id);
	}

	edit(id: string, text: string): void {
		this.#apply(setCommentText(this.#target, id, { text, at: now() }));
	}

	/** Takes the text away; answers stay. */
	remove(id: string): void {
		this.#apply(deleteComment(this.#target, id));
	}

	setResolved(id: string, resolved: boolean): void {
		this.#apply(setResolved(this.#target, id, resolved ? { by: this.#me, at: now() } : null));
	}

	close(): void {
		this.#stopMarking();
		this.document.doc.getMap(COMMENTS).unobserveDeep(this.#forget);
		this.#workspace.documents.close(this.document.name);
	}

	readonly #forget = (): void => {
		this.#threads = undefined;
	};

	#add(text: string, target: CommentTarget, parent: string | null): string {
		const id = uuidv4();
		// What was written before is at the server by now.
		const waiting = this.document.save.waiting > 0 ? this.#written : [];
		this.#written = [...waiting, id];
		writeLocal(WRITTEN + this.#id, this.#written);
		const comment = { id, author: this.#me, at: now(), text, parent, target };
		this.#apply(addComment(this.#target, comment));
		return id;
	}

	#apply(changes: readonly Change[]): void {
		this.#map.history.apply(changes);
	}

	/** What was said before this person came is no news: it is there to be read, without marks. */
	#beginMarks(): void {
		if (this.#seen.begun) return;
		const { isSynced, localCopy } = this.document;
		const heard = isSynced || (localCopy !== undefined && this.#workspace.connection.offline);
		if (heard)
			this.#seen.add(
				this.threads.flatMap(({ entries }) => entries).map(({ comment }) => comment.id)
			);
	}

	get #me(): string {
		return this.#workspace.identity.user.id;
	}

	get #target(): { id: string; doc: SharedDocument['doc'] } {
		return { id: this.#id, doc: this.document.doc };
	}
}

function commentId({ comment }: Thread['entries'][number]): string {
	return comment.id;
}

/** The moment in the form that documents keep: at most milliseconds, UTC. */
function now(): string {
	return new Date().toISOString();
}
