import * as Y from 'yjs';

const SUFFIX = ':set-aside';

/**
 * Reads a damaged local copy row by row: good rows go into the document, bad ones move to a database
 * beside it, where nothing reads them again but a person who looks for lost work.
 */
export async function setAside(name: string, doc: Y.Doc): Promise<void> {
	const db = await open(name);
	const aside = await open(name + SUFFIX);
	try {
		const [keys, rows] = await readAll(db);
		for (const [i, row] of rows.entries()) {
			const key = keys[i];
			if (key === undefined || isReadable(doc, row)) continue;
			await write(aside, (store) => store.add(row));
			await write(db, (store) => store.delete(key));
		}
	} finally {
		db.close();
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

function open(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(name);
	request.onupgradeneeded = () => {
		request.result.createObjectStore('updates', { autoIncrement: true });
		request.result.createObjectStore('custom');
	};
	return settled(request);
}

async function readAll(db: IDBDatabase): Promise<[IDBValidKey[], unknown[]]> {
	const store = db.transaction('updates').objectStore('updates');
	return Promise.all([settled(store.getAllKeys()), settled<unknown[]>(store.getAll())]);
}

function write(db: IDBDatabase, change: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
	return settled(change(db.transaction('updates', 'readwrite').objectStore('updates')));
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
	});
}
