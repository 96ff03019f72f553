import * as z from 'zod/mini';
import { openDatabase, settled, UPDATES } from './local-database.ts';
import { readLocal, writeLocal } from './local-store.ts';

const NOTE_PREFIX = 'samsyn:not-taken:';
const PREFIX = 'samsyn:doc:';
const SUFFIX = ':not-taken';
const OPEN_LIMIT_MS = 8_000;

const noteSchema = z.object({
	/** ISO 8601. */
	at: z.string(),
	/** `read-only`: its person may only look by now. `invalid`: against a rule, named in `detail`. */
	kind: z.enum(['read-only', 'invalid']),
	detail: z.string()
});

/** Why the copy that this device had was put aside. */
export type NotTaken = z.infer<typeof noteSchema>;

/** What is known of a copy that was put aside because the server did not take what was done to it. */
export function readNotTaken(name: string): NotTaken | undefined {
	return readLocal(NOTE_PREFIX + name, noteSchema);
}

/** Keeps a whole copy beside the one that is used. Rejects when this browser can't. */
export async function keepNotTaken(name: string, copy: Uint8Array, note: NotTaken): Promise<void> {
	const db = await open(name);
	try {
		await settled(db.transaction(UPDATES, 'readwrite').objectStore(UPDATES).add(copy));
	} finally {
		db.close();
	}
	writeLocal(NOTE_PREFIX + name, note);
}

/** The copy that was put aside last, as one Yjs update. */
export async function loadNotTaken(name: string): Promise<Uint8Array | undefined> {
	const db = await open(name);
	try {
		const store = db.transaction(UPDATES).objectStore(UPDATES);
		const cursor = await settled(store.openCursor(null, 'prev'));
		const value: unknown = cursor?.value;
		return value instanceof Uint8Array ? value : undefined;
	} finally {
		db.close();
	}
}

/** The person has seen it, or has it as a file. The copy stays, for whoever looks for lost work. */
export function forgetNotTaken(name: string): void {
	writeLocal(NOTE_PREFIX + name, undefined);
}

function open(name: string): Promise<IDBDatabase> {
	return openDatabase(PREFIX + name + SUFFIX, OPEN_LIMIT_MS);
}
