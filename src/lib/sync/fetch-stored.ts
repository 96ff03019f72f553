import type { IndexeddbPersistence } from 'y-indexeddb';
import { applyStored } from '#core/doc/apply-stored.ts';
import { settled, UPDATES } from './local-database.ts';

/** What of the persistence is read and written here. */
type Shelf = Pick<IndexeddbPersistence, 'doc' | 'db' | '_dbref' | '_dbsize' | '_destroyed'>;

/**
 * Applies the stored rows that the document does not have yet, with the shelf as origin: what
 * y-indexeddb's `fetchUpdates` does, and keeps the same count and place, but reads the rows with
 * `applyStored`, which takes less time and memory. `before` runs just before.
 */
export async function fetchStored(
	shelf: Shelf,
	before: (store: IDBObjectStore) => void
): Promise<void> {
	if (!shelf.db) throw new Error('the local copy is not open');
	const store = shelf.db.transaction([UPDATES], 'readwrite').objectStore(UPDATES);
	const rows: unknown[] = await settled(store.getAll(IDBKeyRange.lowerBound(shelf._dbref, false)));
	if (!shelf._destroyed) {
		before(store);
		applyStored(shelf.doc, rows as Uint8Array[], shelf);
	}
	const last = await settled(store.openKeyCursor(null, 'prev'));
	shelf._dbref = typeof last?.key === 'number' ? last.key + 1 : 1;
	shelf._dbsize = await settled(store.count());
}
