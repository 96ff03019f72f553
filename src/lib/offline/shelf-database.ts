import * as z from 'zod/mini';

const NAME = 'samsyn-shelf';
const OPEN_LIMIT_MS = 5_000;

export const COPIES = 'copies';
export const AREAS = 'areas';
/** Single values: `loose-bytes`, `session`, `person`. */
export const VALUES = 'values';
export const BY_AREA = 'by-area';
/** Only loose copies have `looseUsedAt`, so only they are in this index. */
export const BY_LOOSE_USE = 'by-loose-use';
export const BY_PERSON = 'by-person';

/** A line of the index; the body is in the Cache. */
export const copySchema = z.object({
	key: z.string(),
	service: z.string(),
	person: z.string(),
	bytes: z.number(),
	keptAt: z.number(),
	/** ETag or Last-Modified, to tell that nothing changed. */
	version: z.string(),
	areas: z.array(z.string()),
	looseUsedAt: z.optional(z.number())
});
export type Copy = z.infer<typeof copySchema>;

/** Opens, or makes, the index of the shelf. Rejects where the browser gives no storage. */
export function openShelfDatabase(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('IndexedDB did not open')), OPEN_LIMIT_MS);
		const request = indexedDB.open(NAME, 1);
		request.onupgradeneeded = () => {
			const copies = request.result.createObjectStore(COPIES, { keyPath: 'key' });
			copies.createIndex(BY_AREA, 'areas', { multiEntry: true });
			copies.createIndex(BY_LOOSE_USE, 'looseUsedAt');
			copies.createIndex(BY_PERSON, 'person');
			request.result.createObjectStore(AREAS, { keyPath: 'id' });
			request.result.createObjectStore(VALUES);
		};
		request.onerror = () => {
			clearTimeout(timer);
			reject(request.error ?? new Error('IndexedDB did not open'));
		};
		request.onsuccess = () => {
			clearTimeout(timer);
			// Another tab deletes the database: let it, instead of blocking it for ever.
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
	});
}

export function requested<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
	});
}

export function completed(transaction: IDBTransaction): Promise<void> {
	const fault = (): Error => transaction.error ?? new Error('IndexedDB transaction failed');
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onerror = () => reject(fault());
		transaction.onabort = () => reject(fault());
	});
}
