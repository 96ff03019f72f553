import type { Database } from './database.ts';

/** Sets a row of the log aside that cannot be part of its document. */
export async function quarantineUpdate(
	{ pool }: Database,
	document: string,
	{ seq, reason }: { readonly seq: number; readonly reason: string }
): Promise<void> {
	await pool.query(
		`with bad as (delete from document_updates where document = $1 and seq = $2 returning *)
		insert into document_quarantine (document, seq, update, user_id, reason)
		select document, seq, update, user_id, $3 from bad`,
		[document, seq, reason]
	);
}

/** Sets a snapshot aside that cannot be read, unless it was replaced since. */
export async function quarantineSnapshot(
	{ pool }: Database,
	document: string,
	{ version, reason }: { readonly version: number; readonly reason: string }
): Promise<void> {
	await pool.query(
		`with bad as (
			select name, snapshot_seq, snapshot from documents
			where name = $1 and snapshot_version = $2 and snapshot is not null for update
		), kept as (
			insert into document_quarantine (document, seq, update, reason)
			select name, snapshot_seq, snapshot, $3 from bad returning document
		)
		update documents set snapshot = null, snapshot_version = snapshot_version + 1
		where name in (select document from kept)`,
		[document, version, reason]
	);
}
