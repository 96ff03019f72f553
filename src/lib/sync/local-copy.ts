import { PREFERRED_TRIM_SIZE, storeState, type IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { fetchStored } from './fetch-stored.ts';
import { deleteDatabase, openDatabase, UPDATES } from './local-database.ts';
import { setAside } from './set-aside.ts';

const PREFIX = 'samsyn:doc:';
/** A browser that does not open its database in this time is treated as one without storage. */
const OPEN_LIMIT_MS = 8_000;
const TRIM_DELAY_MS = 1_000;
const STORE_AGAIN_MS = 5_000;

/** Deletes the copy of a document that is not open in this tab. */
export function wipeLocalCopy(name: string): Promise<void> {
	return deleteDatabase(PREFIX + name);
}

/**
 * `loaded`: everything stored here is in the document. `damaged`: what could be read is, the rest was
 * set aside. `unavailable`: this browser stores nothing.
 */
export type LocalLoad = 'loaded' | 'damaged' | 'unavailable';

/** What y-indexeddb's functions read and write of the persistence they are given. */
type Shelf = Pick<IndexeddbPersistence, 'doc' | 'db' | '_dbref' | '_dbsize' | '_destroyed'>;

/**
 * The copy of one document in this browser. A cache and an outbox, never the only copy for longer
 * than the network is away.
 *
 * It keeps y-indexeddb's database and uses its functions, but not its class: that one waits for ever
 * on a corrupt row, throws into the document when its store is gone, and tells nobody whether an edit
 * was stored (sync.md, defects 14–16).
 */
export class LocalCopy {
	readonly #name: string;
	readonly #shelf: Shelf;
	readonly #onFailure: (failed: boolean) => void;
	#failed = false;
	#trimTimer: ReturnType<typeof setTimeout> | undefined;
	#retryTimer: ReturnType<typeof setTimeout> | undefined;

	/** `onFailure(true)`: an edit could not be stored here (storage full); `false`: it can again. */
	constructor(name: string, doc: Y.Doc, onFailure: (failed: boolean) => void) {
		this.#name = PREFIX + name;
		this.#onFailure = onFailure;
		this.#shelf = { doc, db: null, _dbref: 0, _dbsize: 0, _destroyed: false };
		doc.on('update', this.#store);
	}

	/** Resolves once, whatever happens; never rejects. */
	async load(): Promise<LocalLoad> {
		try {
			await this.#open();
		} catch {
			return 'unavailable';
		}
		return (await this.#read()) ?? (await this.#repair());
	}

	/**
	 * Resolves when all edits so far are stored in this browser: a write begun after them completes
	 * after them. False when they could not be stored.
	 */
	async stored(): Promise<boolean> {
		const { db } = this.#shelf;
		if (!db || this.#failed) return false;
		return new Promise((resolve) => {
			try {
				const transaction = db.transaction([UPDATES], 'readwrite');
				transaction.objectStore(UPDATES).count();
				transaction.oncomplete = () => resolve(!this.#failed);
				transaction.onabort = () => resolve(false);
			} catch {
				// The browser closed the database, for instance because its site data was cleared.
				resolve(false);
			}
		});
	}

	/** Lets go of the database; edits already made are still written. */
	close(): void {
		clearTimeout(this.#trimTimer);
		clearTimeout(this.#retryTimer);
		this.#shelf.doc.off('update', this.#store);
		this.#shelf._destroyed = true;
		this.#shelf.db?.close();
		this.#shelf.db = null;
	}

	/** Closes the copy and deletes it from this browser. */
	async wipe(): Promise<void> {
		this.close();
		await deleteDatabase(this.#name);
	}

	async #open(): Promise<void> {
		const db = await openDatabase(this.#name, OPEN_LIMIT_MS);
		if (this.#shelf._destroyed) return db.close();
		// The person cleared the site's data, or the browser did, for want of space.
		db.onclose = () => {
			this.#shelf.db = null;
			this.#fail();
		};
		this.#shelf.db = db;
	}

	async #read(): Promise<'loaded' | undefined> {
		try {
			await fetchStored(this.#asPersistence(), (store) => {
				// Edits made while the database was opening are in the document only.
				if (this.#shelf.doc.store.clients.size > 0) {
					store.add(Y.encodeStateAsUpdate(this.#shelf.doc));
				}
			});
			return 'loaded';
		} catch {
			return undefined;
		}
	}

	async #repair(): Promise<LocalLoad> {
		const { db, doc } = this.#shelf;
		if (!db) return 'unavailable';
		try {
			await setAside(this.#name, db, doc);
		} catch {
			return 'unavailable';
		}
		return (await this.#read()) === 'loaded' ? 'damaged' : 'unavailable';
	}

	readonly #store = (update: Uint8Array, origin: unknown): void => {
		const { db } = this.#shelf;
		// `fetchStored` applies stored rows with the persistence it was given as origin.
		if (!db || origin === this.#shelf) return;
		try {
			const transaction = db.transaction([UPDATES], 'readwrite');
			transaction.objectStore(UPDATES).add(update);
			transaction.onabort = () => this.#fail();
		} catch {
			this.#fail();
			return;
		}
		this.#shelf._dbsize += 1;
		if (this.#shelf._dbsize >= PREFERRED_TRIM_SIZE) this.#trimSoon();
	};

	#trimSoon(): void {
		clearTimeout(this.#trimTimer);
		this.#trimTimer = setTimeout(() => {
			if (this.#shelf.db) void storeState(this.#asPersistence(), false).catch(() => this.#fail());
		}, TRIM_DELAY_MS);
	}

	/** Storage is full or was taken away. What is missing is written whole, later. */
	#fail(): void {
		if (this.#shelf._destroyed) return;
		this.#failed = true;
		this.#onFailure(true);
		clearTimeout(this.#retryTimer);
		this.#retryTimer = setTimeout(() => void this.#storeAgain(), STORE_AGAIN_MS);
	}

	async #storeAgain(): Promise<void> {
		try {
			if (!this.#shelf.db) await this.#open();
		} catch {
			return this.#fail();
		}
		this.#failed = false;
		this.#store(Y.encodeStateAsUpdate(this.#shelf.doc), 'store-again');
		if (await this.stored()) this.#onFailure(false);
	}

	/** The functions need no more of the class than the shelf has. */
	#asPersistence(): IndexeddbPersistence {
		return this.#shelf as IndexeddbPersistence;
	}
}
