import * as Y from 'yjs';
import type { Database } from '../db/database.ts';
import { readDocument } from '../db/documents.ts';
import type { StoredDocument, StoredUpdate } from '../db/documents.ts';
import { quarantineSnapshot, quarantineUpdate } from '../db/documents-quarantine.ts';
import type { Logger } from '../log.ts';

const READ_LIMIT_MS = 10_000;

export interface LoadOptions {
	readonly database: Database;
	readonly log: Logger;
}

export interface Loaded {
	readonly stored: StoredDocument;
	/** The rows whose content is in the document now. */
	readonly applied: readonly StoredUpdate[];
	/** Snapshot that is in the document; differs from the stored one when that was set aside. */
	readonly snapshotVersion: number;
	/** Whether the tables miss some of it. */
	readonly isBehind: boolean;
}

/**
 * Fills `doc` with what is stored: the snapshot, then the log in order. What cannot be applied is set
 * aside with an error in the log, and never keeps the document from opening: clients hold copies.
 */
export async function loadDocument(
	name: string,
	doc: Y.Doc,
	{ database, log }: LoadOptions
): Promise<Loaded> {
	const stored = await readDocument(database, name, READ_LIMIT_MS);
	let snapshotVersion = stored.snapshotVersion;
	if (stored.snapshot !== null && !apply(doc, stored.snapshot)) {
		log.error({ document: name }, 'the snapshot cannot be read: set aside');
		await quarantineSnapshot(database, name, {
			version: stored.snapshotVersion,
			reason: 'the snapshot cannot be read'
		});
		snapshotVersion++;
	}
	const bad = new Map<StoredUpdate, string>();
	for (const row of stored.updates) {
		if (!apply(doc, row.update)) bad.set(row, 'cannot be read or applied');
	}
	for (const row of dropPending(doc, stored.updates)) bad.set(row, 'builds on what is not stored');
	for (const [row, reason] of bad) {
		log.error({ document: name, seq: row.seq, userId: row.userId, reason }, 'update set aside');
		await quarantineUpdate(database, name, { seq: row.seq, reason });
	}
	const newest = Math.max(stored.snapshotSeq, stored.updates.at(-1)?.seq ?? 0);
	return {
		stored,
		applied: stored.updates.filter((row) => !bad.has(row)),
		snapshotVersion,
		isBehind: stored.exists && (stored.projectedSeq < newest || bad.size > 0)
	};
}

/**
 * Decodes first: an update that breaks off in the middle would otherwise be applied by half, and what
 * later builds on that half would be lost with it.
 */
function apply(doc: Y.Doc, update: Uint8Array): boolean {
	try {
		Y.decodeUpdate(update);
		Y.applyUpdate(doc, update, 'load');
		return true;
	} catch {
		return false;
	}
}

/**
 * Takes out of the document what waits for structs that never came, and returns the rows it was in.
 * Left in, it would be sent to every client.
 */
function dropPending(doc: Y.Doc, rows: readonly StoredUpdate[]): StoredUpdate[] {
	const { store } = doc;
	if (store.pendingStructs === null && store.pendingDs === null) return [];
	store.pendingStructs = null;
	store.pendingDs = null;
	return rows.filter(({ update }) => {
		try {
			const { structs, ds } = Y.decodeUpdate(update);
			const goesBeyond = (client: number, end: number) => end > Y.getState(store, client);
			return (
				structs.some(({ id, length }) => goesBeyond(id.client, id.clock + length)) ||
				[...ds.clients].some(([client, ranges]) =>
					ranges.some(({ clock, len }) => goesBeyond(client, clock + len))
				)
			);
		} catch {
			return false;
		}
	});
}
