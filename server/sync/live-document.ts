import { setImmediate } from 'node:timers/promises';
import type * as Y from 'yjs';
import { ROOTS } from '#core/doc/check-entry.ts';
import { parseDocumentName } from '#core/doc/names.ts';
import type { DocumentKind } from '#core/doc/names.ts';
import type { StoredDocument } from '../db/documents.ts';
import { ClientClaims } from './client-claims.ts';
import type { Loaded } from './load-document.ts';

/** What we know of a document that is in memory, beside its content. */
export class LiveDocument {
	readonly name: string;
	readonly kind: DocumentKind;
	readonly id: string;
	readonly doc: Y.Doc;
	readonly claims: ClientClaims;
	/** Whether `documents` has a row for it. */
	exists: boolean;
	snapshotVersion: number;
	snapshotBytes: number;
	/** Rows of the log whose content is in `doc` and not yet in the snapshot. */
	readonly #logged = new Set<number>();
	#loggedBytes = 0;
	/** Committed, and about to be applied. */
	readonly #committed = new Set<number>();
	#appending = 0;
	/** The log keeps the order: with the last one, the others are done. */
	#lastAppend: Promise<unknown> = Promise.resolve();
	#appliedSeq: number;

	private constructor(name: string, doc: Y.Doc, stored: StoredDocument) {
		const parsed = parseDocumentName(name);
		if (parsed === undefined) throw new Error(`not a document: ${name}`);
		this.name = name;
		this.kind = parsed.kind;
		this.id = parsed.id;
		this.doc = doc;
		this.claims = new ClientClaims(stored.clients);
		this.exists = stored.exists;
		this.snapshotVersion = stored.snapshotVersion;
		this.snapshotBytes = stored.snapshot?.length ?? 0;
		this.#appliedSeq = stored.snapshotSeq;
		// Roots must be maps before anything asks what they hold.
		for (const root of Object.keys(ROOTS[this.kind])) doc.getMap(root);
	}

	/** A document that was just filled from the database. */
	static from(name: string, doc: Y.Doc, loaded: Loaded): LiveDocument {
		const live = new LiveDocument(name, doc, loaded.stored);
		live.snapshotVersion = loaded.snapshotVersion;
		for (const { seq, update } of loaded.applied) live.#note(seq, update.length);
		return live;
	}

	/** The highest sequence up to which everything that is committed is also in `doc`. */
	get settledSeq(): number {
		return this.#committed.size === 0 ? this.#appliedSeq : Math.min(...this.#committed) - 1;
	}

	/** Whether an update is on its way into the log or from there into the document. */
	get isBusy(): boolean {
		return this.#appending > 0 || this.#committed.size > 0;
	}

	get loggedRows(): number {
		return this.#logged.size;
	}

	get loggedBytes(): number {
		return this.#loggedBytes;
	}

	/** About what the document takes in the database. */
	get bytes(): number {
		return this.snapshotBytes + this.#loggedBytes;
	}

	appending(append: Promise<unknown>): void {
		this.#appending++;
		this.#lastAppend = append;
	}

	/** Resolves when what was judged by now is in `doc`, or could not be logged. */
	async settled(): Promise<void> {
		// From the verdict to the log, and from the log into the document, there is nothing to wait for.
		await setImmediate();
		await this.#lastAppend.catch(() => undefined);
		await setImmediate();
	}

	/** The append ended: with the sequence it got, or without. */
	appended(seq: number | undefined): void {
		this.#appending--;
		if (seq === undefined) return;
		this.exists = true;
		this.#committed.add(seq);
	}

	applied(seq: number, bytes: number): void {
		this.#committed.delete(seq);
		this.#note(seq, bytes);
	}

	loggedSeqs(): number[] {
		return [...this.#logged];
	}

	/** These rows are in the snapshot now. */
	compacted(seqs: readonly number[], options: { bytes: number; snapshotBytes: number }): void {
		for (const seq of seqs) this.#logged.delete(seq);
		this.#loggedBytes -= options.bytes;
		this.snapshotBytes = options.snapshotBytes;
		this.snapshotVersion++;
	}

	#note(seq: number, bytes: number): void {
		this.#logged.add(seq);
		this.#loggedBytes += bytes;
		this.#appliedSeq = Math.max(this.#appliedSeq, seq);
	}
}
