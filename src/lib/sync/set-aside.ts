import * as Y from 'yjs';
import { openDatabase, settled, UPDATES } from './local-database.ts';

const SUFFIX = ':set-aside';
const OPEN_LIMIT_MS = 8_000;

/**
 * Reads a damaged local copy row by row: good rows go into the document, bad ones move to a database
 * beside it, where nothing reads them again but a person who looks for lost work.
 */
export async function setAside(name: string, db: IDBDatabase, doc: Y.Doc): Promise<void> {
	const aside = await openDatabase(name + SUFFIX, OPEN_LIMIT_MS);
	try {
		const store = db.transaction(UPDATES).objectStore(UPDATES);
		const [keys, rows] = await Promise.all([
			settled(store.getAllKeys()),
			settled<unknown[]>(store.getAll())
		]);
		for (const [i, row] of rows.entries()) {
			const key = keys[i];
			if (key === undefined || isReadable(doc, row)) continue;
			await settled(writable(aside).add(row));
			await settled(writable(db).delete(key));
		}
	} finally {
		aside.close();
	}
}

function isReadable(doc: Y.Doc, row: unknown): boolean {
	if (!(row instanceof Uint8Array)) return false;
	try {
		Y.applyUpdate(doc, row, 'set-aside');
		return true;
	} catch {
		return false;
	}
}

function writable(db: IDBDatabase): IDBObjectStore {
	return db.transaction(UPDATES, 'readwrite').objectStore(UPDATES);
}
