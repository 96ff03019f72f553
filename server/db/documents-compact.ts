import { asBuffer } from './documents.ts';
import type { Database } from './database.ts';

export interface Compaction {
	readonly document: string;
	readonly snapshot: Uint8Array;
	/** Version of the snapshot that this one is built on. */
	readonly baseVersion: number;
	/** The log rows that are in the new snapshot; no others are deleted. */
	readonly seqs: readonly number[];
}

/** First key of the advisory locks of compaction; the second is a hash of the document's name. */
const LOCK_CLASS = 7_269;

/**
 * Replaces a document's snapshot and takes exactly the rows that are in it out of the log. Returns
 * false, and changes nothing, when another process has made a snapshot since.
 */
export async function storeSnapshot(
	{ pool }: Database,
	{ document, snapshot, baseVersion, seqs }: Compaction
): Promise<boolean> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query('begin');
		await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK_CLASS, document]);
		const written = await client.query(
			`update documents set snapshot = $2, snapshot_version = snapshot_version + 1,
				snapshot_seq = greatest(snapshot_seq, $3), bytes = $4, updated_at = now()
			where name = $1 and snapshot_version = $5`,
			[document, asBuffer(snapshot), Math.max(0, ...seqs), snapshot.length, baseVersion]
		);
		if (written.rowCount === 1) {
			await client.query('delete from document_updates where document = $1 and seq = any($2)', [
				document,
				seqs
			]);
		}
		await client.query('commit');
		return written.rowCount === 1;
	} catch (error) {
		broken = error instanceof Error ? error : new Error(String(error));
		throw error;
	} finally {
		// A broken connection is not given back: its transaction may still be open.
		client.release(broken);
	}
}
