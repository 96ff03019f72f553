import type { DocumentKind, DocumentName } from '#core/doc/names.ts';
import { documentName } from '#core/doc/names.ts';
import type { Database } from './database.ts';
import { inTransaction } from './projection-state.ts';

export interface Deletion {
	readonly kind: Exclude<DocumentKind, 'talk'>;
	readonly id: string;
	readonly userId: string | null;
}

/** Names of the documents that go with a map or a layer. */
export function namesOf({ kind, id }: Pick<Deletion, 'kind' | 'id'>): DocumentName[] {
	return kind === 'map'
		? [documentName('map', id), documentName('talk', id)]
		: [documentName('layer', id)];
}

/**
 * Deletes a map or a layer with all that is stored of it, and notes that it must not come back. What
 * stands under it in the tables goes with its row.
 */
export async function deleteDocuments(database: Database, deletion: Deletion): Promise<void> {
	const { kind, id, userId } = deletion;
	const names = namesOf(deletion);
	await inTransaction(database, async (client) => {
		await client.query(
			`insert into deleted_documents (name, deleted_by) select unnest($1::text[]), $2
			on conflict (name) do nothing`,
			[names, userId]
		);
		const tables = ['document_updates', 'document_clients', 'document_quarantine'];
		for (const table of [...tables, 'projection_state', 'projection_errors']) {
			await client.query(`delete from ${table} where document = any($1::text[])`, [names]);
		}
		await client.query('delete from documents where name = any($1::text[])', [names]);
		await client.query(`delete from layer_homes where ${kind}_id = $1`, [id]);
		await client.query(`delete from ${kind === 'map' ? 'maps' : 'layers'} where id = $1`, [id]);
	});
}

/** Ids of the maps that show a layer. */
export async function listHolders({ pool }: Database, layerId: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		'select map_id as id from map_layers where layer_id = $1 order by map_id',
		[layerId]
	);
	return rows.map(({ id }) => id);
}

/** Ids of the layers that a map shows. */
export async function listShown({ pool }: Database, mapId: string): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		'select layer_id as id from map_layers where map_id = $1',
		[mapId]
	);
	return rows.map(({ id }) => id);
}
