import type { DocumentKind } from '#core/doc/names.ts';
import type { Database } from './database.ts';
import { withinTime } from './within-time.ts';

/** An update on its way into the log. */
export interface LogEntry {
	readonly document: string;
	readonly kind: DocumentKind;
	readonly update: Uint8Array;
	readonly userId: string | null;
	readonly clientIds: readonly number[];
	/** Ownership of client ids that changes with this update. */
	readonly claims: readonly ClientClaim[];
	/** Of a map: layers whose home it is no more from here on. */
	readonly withdrawn: readonly string[];
	/** Whether the document may have no row in `documents` yet. */
	readonly maybeFirst: boolean;
}

export interface ClientClaim {
	readonly clientId: number;
	readonly userId: string | null;
	/** False: brought with a copy, perhaps made by somebody else. */
	readonly proven: boolean;
}

/** What is stored of a document. */
export interface StoredDocument {
	readonly exists: boolean;
	readonly createdBy: string | null;
	readonly snapshot: Uint8Array | null;
	readonly snapshotSeq: number;
	readonly snapshotVersion: number;
	/** By ascending sequence. */
	readonly updates: readonly StoredUpdate[];
	readonly clients: readonly ClientClaim[];
	/** Up to which sequence the tables show it; -1 when they never did. */
	readonly projectedSeq: number;
}

export interface StoredUpdate {
	readonly seq: number;
	readonly update: Uint8Array;
	readonly userId: string | null;
}

const COLUMNS_PER_UPDATE = 4;

/**
 * Commits updates to the log, all or none, and returns their sequences in the same order. An error
 * does not prove that nothing was written: the connection may have broken after the commit.
 */
export async function appendUpdates(
	{ pool }: Database,
	entries: readonly LogEntry[],
	limitMs: number
): Promise<number[]> {
	const values: unknown[] = [];
	const parts: string[] = [];
	const firsts = entries.filter((entry) => entry.maybeFirst);
	if (firsts.length > 0) parts.push(newDocumentsSql(firsts, values));
	const claims = entries.flatMap(({ document, claims }) =>
		claims.map((claim) => ({ document, ...claim }))
	);
	if (claims.length > 0) parts.push(claimsSql(claims, values));
	const withdrawn = entries.flatMap(({ document, withdrawn: layers }) =>
		layers.map((layerId) => ({ document, layerId }))
	);
	if (withdrawn.length > 0) parts.push(withdrawalsSql(withdrawn, values));
	const head = parts.length === 0 ? '' : `with ${parts.join(', ')} `;
	const rows = entries.map(({ document, update, userId, clientIds }) => {
		const at = values.length;
		values.push(document, asBuffer(update), userId, clientIds);
		const places = Array.from({ length: COLUMNS_PER_UPDATE }, (_, i) => `$${at + 1 + i}`);
		return `(${places.join(',')})`;
	});
	const text = `${head}insert into document_updates (document, update, user_id, client_ids)
		values ${rows.join(',')} returning seq`;
	const result = await withinTime(pool.query<{ seq: number }>(text, values), limitMs);
	return result.rows.map((row) => row.seq);
}

/** The first writer made the document; somebody whom `users` does not know counts as nobody. */
function newDocumentsSql(entries: readonly LogEntry[], values: unknown[]): string {
	const first = new Map<string, LogEntry>();
	for (const entry of entries) {
		if (!first.has(entry.document)) first.set(entry.document, entry);
	}
	const names = values.push(
		[...first.keys()],
		[...first.values()].map((entry) => entry.kind),
		[...first.values()].map((entry) => entry.userId)
	);
	return `new_documents as (
		insert into documents (name, kind, created_by)
		select n.name, n.kind, (select id from users where id = n.user_id)
		from unnest($${names - 2}::text[], $${names - 1}::text[], $${names}::uuid[])
			as n (name, kind, user_id)
		on conflict (name) do nothing
	)`;
}

interface DocumentClaim extends ClientClaim {
	readonly document: string;
}

function claimsSql(claims: readonly DocumentClaim[], values: unknown[]): string {
	// The last one counts: one statement must not touch a row twice.
	const last = new Map(claims.map((claim) => [`${claim.document} ${claim.clientId}`, claim]));
	const rows = [...last.values()];
	const at = values.push(
		rows.map((claim) => claim.document),
		rows.map((claim) => claim.clientId),
		rows.map((claim) => claim.userId),
		rows.map((claim) => claim.proven)
	);
	return `claims as (
		insert into document_clients (document, client_id, user_id, proven)
		select * from unnest($${at - 3}::text[], $${at - 2}::bigint[], $${at - 1}::uuid[], $${at}::bool[])
		on conflict (document, client_id) do update
			set user_id = excluded.user_id, proven = excluded.proven
			where not document_clients.proven
	)`;
}

function withdrawalsSql(
	withdrawn: readonly { readonly document: string; readonly layerId: string }[],
	values: unknown[]
): string {
	const at = values.push(
		withdrawn.map(({ document }) => document),
		withdrawn.map(({ layerId }) => layerId)
	);
	return `withdrawals as (
		delete from layer_homes h using unnest($${at - 1}::text[], $${at}::uuid[]) as w (document, layer_id)
		where h.layer_id = w.layer_id and 'map:' || h.map_id = w.document
	)`;
}

/**
 * Everything that is stored of a document. The log is read before the snapshot: what a compaction
 * takes out of the log in between is then in the snapshot.
 */
export async function readDocument(
	{ pool }: Database,
	name: string,
	limitMs: number
): Promise<StoredDocument> {
	return withinTime(read(), limitMs);

	async function read(): Promise<StoredDocument> {
		const updates = await pool.query<StoredUpdate>(
			`select seq, update, user_id as "userId" from document_updates
				where document = $1 order by seq`,
			[name]
		);
		const document = await pool.query<StoredHead>(
			`select d.snapshot, d.snapshot_seq as "snapshotSeq", d.created_by as "createdBy",
				d.snapshot_version as "snapshotVersion", p.seq as "projectedSeq"
			from documents d left join projection_state p on p.document = d.name
			where d.name = $1`,
			[name]
		);
		const clients = await pool.query<ClientClaim>(
			// What a guest wrote while becoming an account may have come after the merge.
			`select c.client_id as "clientId", coalesce(u.merged_into, c.user_id) as "userId", c.proven
				from document_clients c left join users u on u.id = c.user_id where c.document = $1`,
			[name]
		);
		const head = document.rows[0];
		return {
			exists: head !== undefined,
			createdBy: head?.createdBy ?? null,
			snapshot: head?.snapshot ?? null,
			snapshotSeq: head?.snapshotSeq ?? 0,
			snapshotVersion: head?.snapshotVersion ?? 0,
			updates: updates.rows,
			clients: clients.rows,
			projectedSeq: head?.projectedSeq ?? -1
		};
	}
}

interface StoredHead {
	readonly snapshot: Buffer | null;
	readonly snapshotSeq: number;
	readonly snapshotVersion: number;
	readonly createdBy: string | null;
	readonly projectedSeq: number | null;
}

/** Names of all documents that hold anything. */
export async function listDocuments({ pool }: Database): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>('select name from documents order by name');
	return rows.map((row) => row.name);
}

/**
 * Forgets who owns which client id. After a restore from a backup, people's copies hold updates of
 * others that the server has lost; whoever comes first may then bring them back.
 */
export async function releaseClients({ pool }: Database): Promise<void> {
	await pool.query('delete from document_clients');
}

/** `pg` sends a Buffer as binary, other byte arrays too, but only by a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
