import * as z from 'zod/mini';
import { chooseEvicted, excessOf } from './choose-evicted.ts';
import { ANYONE } from './copy-key.ts';
import { COPY_BYTES } from './limits.ts';
import {
	BY_AREA,
	BY_LOOSE_USE,
	BY_PERSON,
	completed,
	COPIES,
	copySchema,
	openShelfDatabase,
	requested,
	VALUES,
	type Copy
} from './shelf-database.ts';
import { sessionSchema, type SavingSession } from './shelf-messages.ts';
import { fromStored, toStored, versionOf } from './stored-response.ts';

const CACHE = 'samsyn-shelf';
/** The use of a loose copy is written down this often, not at every look. */
const USE_EVERY_MS = 60_000;
/** Copies looked at in one go when room has to be made. */
const EVICT_BATCH = 200;

const LOOSE_TOTAL = 'loose-bytes';
const PERSON = 'person';
const SESSION = 'session';

export interface Offered {
	readonly key: string;
	readonly service: string;
	readonly person: string;
	/** Pinned to this area; `null`: a loose copy, which goes when room is needed. */
	readonly area: string | null;
	readonly now: number;
}

export interface Kept {
	readonly response: Response;
	readonly copy: Copy;
}

export type Outcome =
	| { readonly kind: 'kept'; readonly bytes: number }
	/** Not written: it is too large, or belongs to an area as it is. */
	| { readonly kind: 'left'; readonly bytes: number }
	/** The disk, or what the browser allows, is full. */
	| { readonly kind: 'full' };

/**
 * Copies of sea data on this device: bodies in the Cache, an index of them in IndexedDB. Loose copies
 * are thrown away above a budget, the longest unused first; those of a saved area stay until it is
 * removed. Only the service worker writes here.
 */
export class Shelf {
	readonly #db: IDBDatabase;
	readonly #cache: Cache;
	readonly #looseBudget: number;

	private constructor(db: IDBDatabase, cache: Cache, looseBudget: number) {
		this.#db = db;
		this.#cache = cache;
		this.#looseBudget = looseBudget;
	}

	/** Rejects where the browser gives no storage. */
	static async open(looseBudget: number): Promise<Shelf> {
		return new Shelf(await openShelfDatabase(), await caches.open(CACHE), looseBudget);
	}

	close(): void {
		this.#db.close();
	}

	async find(key: string, now: number): Promise<Kept | undefined> {
		const copy = await this.#copy(key);
		if (!copy) return undefined;
		const stored = await this.#cache.match(place(key));
		// The browser threw the bodies away, or a crash came between the two.
		if (!stored) {
			await this.#remove([key]);
			return undefined;
		}
		if (copy.looseUsedAt !== undefined && now - copy.looseUsedAt > USE_EVERY_MS) {
			await this.#change(key, (row) => row && usedAt(row, now));
		}
		return { response: fromStored(stored, copy.keptAt), copy };
	}

	/** Takes a copy of an answer. The response is read to its end. */
	async keep(response: Response, offered: Offered): Promise<Outcome> {
		const { key, service, person, area, now } = offered;
		const before = await this.#copy(key);
		const version = versionOf(response);
		const unchanged = before !== undefined && version !== '' && before.version === version;
		if (before && (unchanged || staysAsItIs(before, response, area))) {
			await response.body?.cancel();
			await this.#change(key, (row = before) => ({
				...inArea(row, area, now),
				keptAt: unchanged ? now : row.keptAt
			}));
			return { kind: 'left', bytes: before.bytes };
		}
		const body = await response.clone().blob();
		if (body.size > COPY_BYTES) return { kind: 'left', bytes: body.size };
		const fresh = { key, service, person, bytes: body.size, keptAt: now, version };
		try {
			await this.#put(fresh, { stored: toStored(response, body), area, now });
		} catch (error) {
			if (!isFull(error)) throw error;
			return { kind: 'full' };
		}
		return { kind: 'kept', bytes: body.size };
	}

	/** A copy that is here already becomes one of the area. */
	async pin(copy: Copy, area: string, now: number): Promise<void> {
		if (copy.areas.includes(area)) return;
		await this.#change(copy.key, (row) => row && inArea(row, area, now));
	}

	async drop(key: string): Promise<void> {
		if (await this.#copy(key)) await this.#remove([key]);
	}

	/** The area is no more: its copies go, but for those that another area has too. */
	async release(area: string): Promise<void> {
		const transaction = this.#db.transaction(COPIES, 'readwrite');
		const store = transaction.objectStore(COPIES);
		const rows = parseRows(await requested(store.index(BY_AREA).getAll(area)));
		const shared = rows.filter(({ areas }) => areas.some((other) => other !== area));
		for (const copy of shared) {
			store.put({ ...copy, areas: copy.areas.filter((other) => other !== area) });
		}
		await completed(transaction);
		const gone = rows.filter((copy) => !shared.includes(copy)).map(({ key }) => key);
		await this.#remove(gone);
	}

	/** Someone else uses the app now, or nobody: what only the former person may see goes. */
	async setPerson(id: string | null): Promise<void> {
		const values = this.#db.transaction(VALUES).objectStore(VALUES);
		const former: unknown = await requested(values.get(PERSON));
		if (former === id) return;
		const index = this.#db.transaction(COPIES).objectStore(COPIES).index(BY_PERSON);
		const rows = [
			...(await requested(index.getAllKeys(IDBKeyRange.upperBound(ANYONE, true)))),
			...(await requested(index.getAllKeys(IDBKeyRange.lowerBound(ANYONE, true))))
		];
		await this.#remove(rows.filter((key) => typeof key === 'string'));
		await this.#setValue(PERSON, id);
	}

	async session(): Promise<SavingSession | null> {
		const values = this.#db.transaction(VALUES).objectStore(VALUES);
		const parsed = sessionSchema.safeParse(await requested<unknown>(values.get(SESSION)));
		return parsed.success ? parsed.data : null;
	}

	async setSession(session: SavingSession | null): Promise<void> {
		await this.#setValue(SESSION, session);
	}

	/** Bodies that no line of the index knows: a crash came between the two. */
	async sweep(): Promise<void> {
		for (const request of await this.#cache.keys()) {
			const key = decodeURIComponent(new URL(request.url).pathname.slice(PLACE.length));
			if (!(await this.#copy(key))) await this.#cache.delete(request);
		}
	}

	async #setValue(name: string, value: unknown): Promise<void> {
		const transaction = this.#db.transaction(VALUES, 'readwrite');
		transaction.objectStore(VALUES).put(value, name);
		await completed(transaction);
	}

	async #copy(key: string): Promise<Copy | undefined> {
		const store = this.#db.transaction(COPIES).objectStore(COPIES);
		return parseRows([await requested<unknown>(store.get(key))])[0];
	}

	/** Loose copies make room when the browser refuses one. */
	async #put(
		fresh: Omit<Copy, 'areas'>,
		{ stored, area, now }: { stored: Response; area: string | null; now: number }
	): Promise<void> {
		const at = place(fresh.key);
		try {
			await this.#cache.put(at, stored.clone());
		} catch (error) {
			if (!isFull(error) || !(await this.#evict(Math.max(fresh.bytes * 4, COPY_BYTES))))
				throw error;
			await this.#cache.put(at, stored);
		}
		const total = await this.#change(fresh.key, (row) =>
			inArea({ ...fresh, areas: row?.areas ?? [] }, area, now)
		);
		const excess = excessOf(total, this.#looseBudget);
		if (excess > 0) await this.#evict(excess);
	}

	/** Writes a line, from what it is now, and the total of loose copies with it; returns the total. */
	async #change(key: string, change: (row: Copy | undefined) => Copy | undefined): Promise<number> {
		const transaction = this.#db.transaction([COPIES, VALUES], 'readwrite');
		const store = transaction.objectStore(COPIES);
		const [before] = parseRows([await requested<unknown>(store.get(key))]);
		const after = change(before);
		if (after) store.put(after);
		const total = await addToTotal(transaction, after ? looseBytes(after) - looseBytes(before) : 0);
		await completed(transaction);
		return total;
	}

	async #remove(keys: readonly string[]): Promise<void> {
		if (keys.length === 0) return;
		const transaction = this.#db.transaction([COPIES, VALUES], 'readwrite');
		const store = transaction.objectStore(COPIES);
		let freed = 0;
		for (const key of keys) {
			freed += looseBytes(parseRows([await requested<unknown>(store.get(key))])[0]);
			store.delete(key);
		}
		await addToTotal(transaction, -freed);
		await completed(transaction);
		await Promise.all(keys.map((key) => this.#cache.delete(place(key))));
	}

	/** True when anything went. */
	async #evict(excess: number): Promise<boolean> {
		let left = excess;
		while (left > 0) {
			const store = this.#db.transaction(COPIES).objectStore(COPIES);
			const oldest = await requested(store.index(BY_LOOSE_USE).getAll(null, EVICT_BATCH));
			const chosen = chooseEvicted(parseRows(oldest), left);
			if (chosen.length === 0) break;
			await this.#remove(chosen.map(({ key }) => key));
			left -= chosen.reduce((sum, { bytes }) => sum + bytes, 0);
		}
		return left < excess;
	}
}

/** Where a body stands in the Cache; an address of ours that nobody asks for. */
const PLACE = '/.kept/';
function place(key: string): string {
	return PLACE + encodeURIComponent(key);
}

function parseRows(rows: readonly unknown[]): Copy[] {
	return rows.flatMap((row) => {
		const parsed = copySchema.safeParse(row);
		return parsed.success ? [parsed.data] : [];
	});
}

function inArea(copy: Copy, area: string | null, now: number): Copy {
	const areas = area === null || copy.areas.includes(area) ? copy.areas : [...copy.areas, area];
	return usedAt({ ...copy, areas }, now);
}

/** Only loose copies remember when they were used. */
function usedAt(copy: Copy, now: number): Copy {
	const { looseUsedAt: _, ...rest } = copy;
	return copy.areas.length > 0 ? rest : { ...rest, looseUsedAt: now };
}

/**
 * Descriptions and pieces of files that belong to a saved area belong to each other: a newer one
 * among them would name tiles, or places in the file, that the area doesn't have. Pictures stand for
 * themselves.
 */
function staysAsItIs(before: Copy, response: Response, area: string | null): boolean {
	const picture = (response.headers.get('content-type') ?? '').startsWith('image/');
	const piece = response.status === 206;
	return area === null && before.areas.length > 0 && (piece || !picture);
}

function looseBytes(copy: Copy | undefined): number {
	return copy?.looseUsedAt === undefined ? 0 : copy.bytes;
}

async function addToTotal(transaction: IDBTransaction, bytes: number): Promise<number> {
	const values = transaction.objectStore(VALUES);
	const stored = z.number().safeParse(await requested<unknown>(values.get(LOOSE_TOTAL)));
	const total = Math.max(0, (stored.success ? stored.data : 0) + bytes);
	values.put(total, LOOSE_TOTAL);
	return total;
}

function isFull(error: unknown): boolean {
	return error instanceof Error && error.name === 'QuotaExceededError';
}
