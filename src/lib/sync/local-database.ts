/** Stores of y-indexeddb's database: one row per update, and a custom store. */
export const UPDATES = 'updates';
const CUSTOM = 'custom';

/** Opens, or makes, a database as y-indexeddb lays it out. Rejects when that is not to be had. */
export function openDatabase(name: string, limitMs: number): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('IndexedDB did not open')), limitMs);
		const request = indexedDB.open(name);
		request.onupgradeneeded = () => {
			request.result.createObjectStore(UPDATES, { autoIncrement: true });
			request.result.createObjectStore(CUSTOM);
		};
		request.onerror = () => {
			clearTimeout(timer);
			reject(request.error ?? new Error('IndexedDB did not open'));
		};
		request.onsuccess = () => {
			clearTimeout(timer);
			const db = request.result;
			// Another tab deletes the database: let it, instead of blocking it for ever.
			db.onversionchange = () => db.close();
			if (db.objectStoreNames.contains(UPDATES)) return resolve(db);
			db.close();
			reject(new Error('IndexedDB holds another kind of database under this name'));
		};
	});
}

export function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('IndexedDB was not deleted'));
	});
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
	});
}
