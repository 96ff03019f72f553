import type { PoolClient } from 'pg';
import type { DocumentKind } from '#core/doc/names.ts';
import type { Database } from './database.ts';
import type { ProjectedDocument } from './projection-layers.ts';

/** An entity that the tables could not take over. */
export interface ProjectionFault {
	readonly entityId: string;
	readonly reason: string;
}

/** Notes how far the tables follow a document, and what they could not take over of it. */
export async function saveState(
	client: PoolClient,
	{ document, seq }: ProjectedDocument,
	seen: { readonly entityIds: readonly string[]; readonly faults: readonly ProjectionFault[] }
): Promise<void> {
	await client.query(
		`insert into projection_state (document, seq) values ($1, $2)
		on conflict (document) do update set seq = excluded.seq, projected_at = now()
		where excluded.seq >= projection_state.seq`,
		[document, seq]
	);
	await client.query(
		'delete from projection_errors where document = $1 and entity_id = any($2::text[])',
		[document, seen.entityIds]
	);
	if (seen.faults.length === 0) return;
	await client.query(
		`insert into projection_errors (document, entity_id, reason)
		select $1, f.entity_id, f.reason from unnest($2::text[], $3::text[]) as f (entity_id, reason)
		on conflict (document, entity_id) do update
			set reason = excluded.reason, created_at = now()`,
		[document, seen.faults.map((f) => f.entityId), seen.faults.map((f) => f.reason)]
	);
}

/** Documents with updates that the tables do not show: a crash came between the two. */
export async function listBehind({ pool }: Database): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>(
		`select d.name from documents d
		left join projection_state p on p.document = d.name
		left join (select document, max(seq) as seq from document_updates group by document) u
			on u.document = d.name
		where coalesce(p.seq, -1) < greatest(d.snapshot_seq, coalesce(u.seq, 0))
		order by d.kind = 'talk', d.name`
	);
	return rows.map((row) => row.name);
}

/**
 * Maps, layers and talks that were projected from a document that is gone, by its name. Rows that never came
 * from a document (placeholders, or made by the API) are none.
 */
export async function listStrays({ pool }: Database): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>(
		`select 'map:' || m.id as name from maps m
		where m.doc_seq > 0 and not exists (select from documents d where d.name = 'map:' || m.id)
		union all
		select 'layer:' || l.id from layers l
		where l.doc_seq > 0 and not exists (select from documents d where d.name = 'layer:' || l.id)
		union all
		select distinct 'talk:' || c.map_id from comments c
		where c.doc_seq > 0 and not exists (select from documents d where d.name = 'talk:' || c.map_id)
		order by name`
	);
	return rows.map((row) => row.name);
}

export async function deleteStray(
	{ pool }: Database,
	kind: DocumentKind,
	id: string
): Promise<void> {
	if (kind === 'talk') await pool.query('delete from comments where map_id = $1', [id]);
	else await pool.query(`delete from ${kind === 'map' ? 'maps' : 'layers'} where id = $1`, [id]);
}

/** Lets a rebuild write over rows of a later sequence: the log may be older than the tables. */
export async function resetSequences({ pool }: Database): Promise<void> {
	await pool.query('update maps set doc_seq = 1 where doc_seq > 1');
	await pool.query('update layers set doc_seq = 1 where doc_seq > 1');
	await pool.query('update map_layers set doc_seq = 0 where doc_seq > 0');
	await pool.query('update comments set doc_seq = 1 where doc_seq > 1');
	await pool.query('update layer_features set doc_seq = 0 where doc_seq > 0');
	await pool.query('delete from projection_state');
	await pool.query('delete from projection_errors');
}

/** Runs `work` in one transaction. It must wait for nothing but its own client. */
export async function inTransaction<T>(
	{ pool }: Database,
	work: (client: PoolClient) => Promise<T>
): Promise<T> {
	const client = await pool.connect();
	let fault: unknown;
	try {
		await client.query('begin');
		const result = await work(client);
		await client.query('commit');
		return result;
	} catch (error) {
		fault = error;
		throw error;
	} finally {
		// A connection whose transaction failed is closed: that ends the transaction in every case.
		client.release(fault !== undefined);
	}
}

/** Runs `work` so that its failure undoes only itself, not the transaction it is in. */
export async function guarded(
	client: PoolClient,
	work: () => Promise<void>
): Promise<Error | undefined> {
	await client.query('savepoint part');
	try {
		await work();
		await client.query('release savepoint part');
		return undefined;
	} catch (error) {
		await client.query('rollback to savepoint part');
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** Class 22, or PostGIS' own: the data is at fault, and trying again would fail again. */
export function isDataFault(error: Error): boolean {
	const code = 'code' in error ? String(error.code) : '';
	return code.startsWith('22') || code.startsWith('23') || code === 'XX000';
}
