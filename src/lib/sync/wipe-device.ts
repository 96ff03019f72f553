import { deleteDatabase } from './local-database.ts';
import { keysOf } from './local-store.ts';

const PREFIX = 'samsyn:';
/** How somebody likes the screen tells nothing about what they did. */
const KEPT = new Set(['samsyn:preferences']);

/** Removes every local copy of maps and who was here. What the server never had is gone for good. */
export async function wipeDevice(): Promise<void> {
	const databases = await indexedDB.databases();
	for (const { name } of databases) {
		if (name?.startsWith(PREFIX) === true) await deleteDatabase(name);
	}
	for (const storage of [localStorage, sessionStorage]) {
		for (const key of keysOf(storage)) {
			if (key.startsWith(PREFIX) && !KEPT.has(key)) storage.removeItem(key);
		}
	}
}
