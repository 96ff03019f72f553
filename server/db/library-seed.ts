import type { Database } from './database.ts';

/** Which of these layers were never here: neither now, nor deleted since. */
export async function listSeedable(
	{ pool }: Database,
	ids: readonly string[]
): Promise<ReadonlySet<string>> {
	const { rows } = await pool.query<{ id: string }>(
		`select asked.id from unnest($1::uuid[]) as asked (id)
		where not exists (select from documents d where d.name = 'layer:' || asked.id)
			and not exists (select from deleted_documents x where x.name = 'layer:' || asked.id)`,
		[ids]
	);
	return new Set(rows.map(({ id }) => id));
}

/** Shows a layer to everybody in the library; only admins change it. */
export async function markGlobal({ pool }: Database, id: string): Promise<void> {
	await pool.query("update layers set is_global = true, editable = 'creator-only' where id = $1", [
		id
	]);
}
