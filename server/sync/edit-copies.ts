import * as random from 'lib0/random';
import * as Y from 'yjs';
import { applyStored } from '#core/doc/apply-stored.ts';
import type { LiveDocument } from './live-document.ts';

/** How long a copy waits for the next edit: of an import, or of somebody who goes through features. */
const IDLE_MS = 10_000;
/** What kept copies may hold together, as the encoded bytes of their documents. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Of what the live document tells a copy. */
const LIVE = Object.freeze({ live: true });

/**
 * Copies of live documents on which the server tries its own edits: nothing stands in a live document
 * that is not in the log. Copying a large layer takes longer than all the rest, so the copy of the last
 * edit is kept for a while and follows the live document.
 */
export class EditCopies {
	readonly #turns = new WeakMap<LiveDocument, Promise<unknown>>();
	/** Not in use, the one that was used last at the end. */
	readonly #kept = new Map<
		LiveDocument,
		{ readonly copy: EditCopy; readonly timer: NodeJS.Timeout }
	>();

	/**
	 * One edit of a document after the other: what is tried on a copy must not build on what is not
	 * committed yet, and may never be.
	 */
	inTurn<T>(live: LiveDocument, work: (copy: EditCopy) => Promise<T>): Promise<T> {
		const before = this.#turns.get(live) ?? Promise.resolve();
		const turn = before.then(async () => {
			const copy = this.#take(live) ?? new EditCopy(live);
			try {
				return await work(copy);
			} finally {
				this.#putBack(live, copy);
			}
		});
		this.#turns.set(
			live,
			turn.catch(() => undefined)
		);
		return turn;
	}

	close(): void {
		for (const live of this.#kept.keys()) this.#take(live)?.destroy();
	}

	#take(live: LiveDocument): EditCopy | undefined {
		const kept = this.#kept.get(live);
		if (kept === undefined) return undefined;
		clearTimeout(kept.timer);
		this.#kept.delete(live);
		return kept.copy;
	}

	/** A copy that holds what the log does not is thrown away. */
	#putBack(live: LiveDocument, copy: EditCopy): void {
		if (!copy.isTrue) return copy.destroy();
		const drop = () => this.#take(live)?.destroy();
		this.#kept.set(live, { copy, timer: setTimeout(drop, IDLE_MS).unref() });
		copy.onGone = drop;
		let bytes = [...this.#kept.keys()].reduce((sum, kept) => sum + kept.bytes, 0);
		for (const oldest of this.#kept.keys()) {
			if (bytes <= KEPT_BYTES || oldest === live) break;
			bytes -= oldest.bytes;
			this.#take(oldest)?.destroy();
		}
	}
}

export interface Tried<T> {
	readonly result: T;
	/** `undefined`: the edit changed nothing. */
	readonly update: Uint8Array | undefined;
}

/** A document that follows a live one, and may be ahead of it by one edit. */
export class EditCopy {
	/** Told when the live document leaves memory. */
	onGone: () => void = () => undefined;
	readonly #live: LiveDocument;
	readonly #doc = new Y.Doc();
	/** Whose edits have which client id: each is one person's. */
	readonly #clientIds = new Map<string, number>();
	#isAhead = false;

	constructor(live: LiveDocument) {
		this.#live = live;
		applyStored(this.#doc, [Y.encodeStateAsUpdate(live.doc)], LIVE);
		live.doc.on('update', this.#follow);
		live.doc.on('destroy', this.#gone);
	}

	/** Whether it holds what the live document holds, and no more. */
	get isTrue(): boolean {
		return !this.#isAhead && !this.#live.doc.isDestroyed;
	}

	/** Tries an edit. What came of it is to be applied to the live document, or this copy to be dropped. */
	try<T>(edit: (doc: Y.Doc) => T, userId: string): Tried<T> {
		const doc = this.#doc;
		doc.clientID = this.#clientIdOf(userId);
		const updates: Uint8Array[] = [];
		const note = (update: Uint8Array) => updates.push(update);
		doc.on('update', note);
		try {
			const result = edit(doc);
			return { result, update: updates.length > 1 ? Y.mergeUpdates(updates) : updates[0] };
		} finally {
			doc.off('update', note);
			this.#isAhead ||= updates.length > 0;
		}
	}

	/** The edit is in the live document. */
	applied(): void {
		this.#isAhead = false;
	}

	destroy(): void {
		this.#live.doc.off('update', this.#follow);
		this.#live.doc.off('destroy', this.#gone);
		this.#doc.destroy();
	}

	readonly #follow = (update: Uint8Array): void => Y.applyUpdate(this.#doc, update, LIVE);

	readonly #gone = (): void => this.onGone();

	#clientIdOf(userId: string): number {
		const clientId = this.#clientIds.get(userId) ?? random.uint32();
		this.#clientIds.set(userId, clientId);
		return clientId;
	}
}
