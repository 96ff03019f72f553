import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { setAside } from './set-aside.ts';

const PREFIX = 'samsyn:doc:';
/** A browser that does not open its database in this time is treated as one without storage. */
const OPEN_LIMIT_MS = 8_000;

/**
 * `loaded`: everything stored here is in the document. `damaged`: what could be read is, the rest was
 * set aside. `unavailable`: this browser stores nothing.
 */
export type LocalLoad = 'loaded' | 'damaged' | 'unavailable';

/**
 * The copy of one document in this browser (y-indexeddb). A cache and an outbox, never the only copy
 * for longer than the network is away.
 */
export class LocalCopy {
	readonly #name: string;
	readonly #doc: Y.Doc;
	#persistence: IndexeddbPersistence;
	#failed = false;
	readonly #onFailure: (failed: boolean) => void;

	/** `onFailure(true)`: an edit could not be stored here (storage full); `false`: it can again. */
	constructor(name: string, doc: Y.Doc, onFailure: (failed: boolean) => void) {
		this.#name = PREFIX + name;
		this.#doc = doc;
		this.#onFailure = onFailure;
		this.#persistence = new IndexeddbPersistence(this.#name, doc);
	}

	/** Resolves once, whatever happens; never rejects. */
	async load(): Promise<LocalLoad> {
		const outcome = await this.#opened();
		if (outcome === 'loaded') this.#watchStorage();
		if (outcome !== 'damaged') return outcome;
		await setAside(this.#name, this.#doc);
		await this.#persistence.destroy();
		this.#persistence = new IndexeddbPersistence(this.#name, this.#doc);
		const again = await this.#opened();
		if (again === 'loaded') this.#watchStorage();
		return again === 'loaded' ? 'damaged' : 'unavailable';
	}

	/**
	 * Resolves when all edits so far are stored in this browser: an empty write after them can only
	 * complete when they have.
	 */
	async stored(): Promise<boolean> {
		const { db } = this.#persistence;
		if (!db || this.#failed) return false;
		return new Promise((resolve) => {
			try {
				const transaction = db.transaction(['updates'], 'readwrite');
				transaction.objectStore('updates').count();
				transaction.oncomplete = () => resolve(!this.#failed);
				transaction.onabort = () => resolve(false);
			} catch {
				resolve(false);
			}
		});
	}

	async close(): Promise<void> {
		await this.#persistence.destroy();
	}

	/** Closes the copy and deletes it from this browser. */
	async wipe(): Promise<void> {
		await this.#persistence.clearData();
	}

	/**
	 * y-indexeddb stays pending for ever when a row is corrupt: it applies all rows in one transaction
	 * whose origin is itself, and is not "synced" when that transaction ends early. That is seen here.
	 */
	#opened(): Promise<LocalLoad> {
		const persistence = this.#persistence;
		return new Promise((resolve) => {
			const settle = (outcome: LocalLoad): void => {
				clearTimeout(timer);
				this.#doc.off('afterTransaction', check);
				resolve(outcome);
			};
			const check = (transaction: Y.Transaction): void => {
				if (transaction.origin !== persistence) return;
				queueMicrotask(() => settle(persistence.synced ? 'loaded' : 'damaged'));
			};
			const timer = setTimeout(() => settle('unavailable'), OPEN_LIMIT_MS);
			this.#doc.on('afterTransaction', check);
			persistence._db.catch(() => settle('unavailable'));
		});
	}

	/** Aborted writes bubble up to the database: a full disk or quota shows here and nowhere else. */
	#watchStorage(): void {
		this.#persistence.db?.addEventListener('abort', () => {
			this.#failed = true;
			this.#onFailure(true);
			setTimeout(() => void this.#storeAgain(), 10_000);
		});
	}

	async #storeAgain(): Promise<void> {
		if (!this.#failed || this.#persistence.db === null) return;
		this.#failed = false;
		await storeState(this.#persistence);
		if (await this.stored()) this.#onFailure(false);
	}
}
