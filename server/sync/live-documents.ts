import type * as Y from 'yjs';
import type { LiveDocument } from './live-document.ts';

/** How long a document stays after it was opened: the connection to it may not stand yet. */
const OPENING_MS = 5_000;

/** The documents in memory, by their Y.Doc: after an unload, one name may have another. */
export class LiveDocuments {
	readonly #byDoc = new WeakMap<Y.Doc, LiveDocument>();
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
