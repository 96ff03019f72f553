import { areaSchema, type Area } from './area.ts';
import {
	AREAS,
	BY_AREA,
	completed,
	COPIES,
	copySchema,
	openShelfDatabase,
	requested
} from './shelf-database.ts';

/** The areas on this device, the latest first. */
export async function readAreas(): Promise<Area[]> {
	const rows = await withDatabase((db) =>
		requested<unknown[]>(db.transaction(AREAS).objectStore(AREAS).getAll())
	);
	const areas = rows.flatMap((row) => {
		const parsed = areaSchema.safeParse(row);
		return parsed.success ? [parsed.data] : [];
	});
	return areas.sort((a, b) => b.madeAt - a.madeAt);
}

export async function writeArea(area: Area): Promise<void> {
	await withDatabase((db) => {
		const transaction = db.transaction(AREAS, 'readwrite');
		transaction.objectStore(AREAS).put(area);
		return completed(transaction);
	});
}

export async function deleteArea(id: string): Promise<void> {
	await withDatabase((db) => {
		const transaction = db.transaction(AREAS, 'readwrite');
		transaction.objectStore(AREAS).delete(id);
		return completed(transaction);
	});
}

/** What the copies of an area take; one that two areas have counts for both. */
export function bytesOfArea(id: string): Promise<number> {
	return withDatabase(async (db) => {
		const index = db.transaction(COPIES).objectStore(COPIES).index(BY_AREA);
		const rows = await requested<unknown[]>(index.getAll(id));
		return rows.reduce<number>((sum, row) => {
			const parsed = copySchema.safeParse(row);
			return sum + (parsed.success ? parsed.data.bytes : 0);
		}, 0);
	});
}

/** Opened for each use: these are rare, and an open database would block its deletion. */
async function withDatabase<T>(use: (db: IDBDatabase) => Promise<T>): Promise<T> {
	const db = await openShelfDatabase();
	try {
		return await use(db);
	} finally {
		db.close();
	}
}
