import type { JsonValue } from '#core/util/json.ts';
import type { Database } from './database.ts';
import { inTransaction } from './projection-state.ts';

export interface UploadRow {
	readonly id: string;
	readonly userId: string | null;
	readonly fileName: string;
	readonly totalBytes: number;
	readonly receivedBytes: number;
	readonly storageKey: string;
	readonly status: 'receiving' | 'complete' | 'failed';
	readonly metadata: JsonValue;
}

export interface NewUpload {
	readonly id: string;
	readonly userId: string;
	readonly fileName: string;
	readonly contentType: string;
	readonly totalBytes: number;
	readonly storageKey: string;
}

/**
 * Notes an upload, unless it would exceed what the person may keep. Their row is locked, since two at a
 * time do not see each other's and would both fit.
 */
export async function addUpload(
	database: Database,
	upload: NewUpload,
	quotaBytes: number
): Promise<boolean> {
	const { id, userId, fileName, contentType, totalBytes, storageKey } = upload;
	return inTransaction(database, async (client) => {
		await client.query('select from users where id = $1 for no key update', [userId]);
		const { rowCount } = await client.query(
			`insert into uploads (id, user_id, file_name, content_type, total_bytes, storage_key)
			select $1, $2, $3, $4, $5::bigint, $6
			where $5::bigint + coalesce(
				(select sum(total_bytes) from uploads where user_id = $2 and status <> 'failed'), 0) <= $7::bigint`,
			[id, userId, fileName, contentType, totalBytes, storageKey, quotaBytes]
		);
		return rowCount === 1;
	});
}

export async function findUpload({ pool }: Database, id: string): Promise<UploadRow | undefined> {
	const { rows } = await pool.query<UploadRow>(
		`select id, user_id as "userId", file_name as "fileName", total_bytes as "totalBytes",
			received_bytes as "receivedBytes", storage_key as "storageKey", status, metadata
		from uploads where id = $1`,
		[id]
	);
	return rows[0];
}

export interface UploadEnd {
	readonly status: 'complete' | 'failed';
	readonly totalBytes: number;
	readonly storageKey: string;
	readonly metadata: JsonValue;
}

/** Notes how it ended; `false`: it had ended before, and stays as it is. */
export async function endUpload({ pool }: Database, id: string, end: UploadEnd): Promise<boolean> {
	const { rowCount } = await pool.query(
		`update uploads set status = $2, total_bytes = $3, received_bytes = $3, storage_key = $4,
			metadata = $5, updated_at = now()
		where id = $1 and status = 'receiving'`,
		[id, end.status, end.totalBytes, end.storageKey, JSON.stringify(end.metadata)]
	);
	return rowCount === 1;
}

/** Somebody goes on with it: it is not stale. */
export async function touchUpload({ pool }: Database, id: string): Promise<void> {
	await pool.query('update uploads set updated_at = now() where id = $1', [id]);
}

export async function forgetUpload({ pool }: Database, id: string): Promise<void> {
	await pool.query('delete from uploads where id = $1', [id]);
}

/** Those that have not ended, the oldest first. */
export async function receivingUploads({ pool }: Database): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		`select id from uploads where status = 'receiving' order by created_at, id`
	);
	return rows.map(({ id }) => id);
}

/** Uploads that nobody continued, for `hours`. */
export async function forgetStaleUploads({ pool }: Database, hours: number): Promise<string[]> {
	const { rows } = await pool.query<{ storageKey: string }>(
		`delete from uploads where status = 'receiving' and updated_at < now() - make_interval(hours => $1)
		returning storage_key as "storageKey"`,
		[hours]
	);
	return rows.map(({ storageKey }) => storageKey);
}
