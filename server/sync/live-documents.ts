import type * as Y from 'yjs';
import type { LiveDocument } from './live-document.ts';

/** How long a document stays after it was opened: the connection to it may not stand yet. */
const OPENING_MS = 5_000;

/** The documents in memory, by their Y.Doc: after an unload, one name may have another. */
export class LiveDocuments {
	readonly #byDoc = new WeakMap<Y.Doc, LiveDocument>();
	readonly #gone = new Set<string>();
	readonly #openedAt = new Map<string, number>();

	add(live: LiveDocument): void {
		this.#byDoc.set(live.doc, live);
	}

	find(doc: Y.Doc): LiveDocument | undefined {
		return this.#byDoc.get(doc);
	}

	of(doc: Y.Doc): LiveDocument {
		const live = this.#byDoc.get(doc);
		if (live === undefined) throw new Error('a document that was not loaded');
		return live;
	}

	/** Documents that are being deleted: nothing more is taken, and they are not loaded again. */
	setGone(name: string, isGone: boolean): void {
		if (isGone) this.#gone.add(name);
		else this.#gone.delete(name);
	}

	isGone(name: string): boolean {
		return this.#gone.has(name);
	}

	/** Somebody was let in, and Hocuspocus will now look the document up. */
	opening(name: string): void {
		this.#openedAt.set(name, performance.now());
	}

	isOpening(name: string): boolean {
		const at = this.#openedAt.get(name);
		if (at === undefined) return false;
		if (performance.now() - at < OPENING_MS) return true;
		this.#openedAt.delete(name);
		return false;
	}
}
