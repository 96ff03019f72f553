import { sql } from 'kysely';
import { rememberDeletedAccount } from './accounts.ts';
import type { Queries } from './accounts.ts';

/** What happened to the things of somebody who is gone. */
export interface Inheritance {
	readonly handedOver: readonly { readonly mapId: string; readonly heirId: string }[];
	readonly deletedMaps: readonly string[];
	readonly deletedLayers: readonly string[];
}

/**
 * Forgets a person, within a transaction: maps go to the earliest collaborator who may edit, or with
 * nobody left to see them they are deleted. What they wrote on other people's maps stays, by an
 * author without a name. `undefined`: there is no such person.
 */
export async function deletePerson(
	queries: Queries,
	userId: string
): Promise<Inheritance | undefined> {
	const { kysely } = queries;
	const person = await kysely
		.selectFrom('users')
		.select('clerk_id')
		.where('id', '=', userId)
		.where('deleted_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (person === undefined) return undefined;
	const handedOver = await handOverMaps(queries, userId);
	const deletedMaps = await deleteMaps(queries, userId);
	await handOverLayers(queries, userId);
	const deletedLayers = await deleteLayers(queries, userId);
	if (person.clerk_id !== null) await rememberDeletedAccount(queries, person.clerk_id);
	await forget(queries, userId, null);
	return { handedOver, deletedMaps, deletedLayers };
}

/** A private map has no editors: the rows of its collaborators sleep, and a draft stays private. */
async function handOverMaps(
	{ kysely }: Queries,
	userId: string
): Promise<Inheritance['handedOver']> {
	const { rows } = await sql<{ mapId: string; heirId: string }>`
		update maps m set created_by = heir.user_id, updated_at = now()
		from (
			select distinct on (c.map_id) c.map_id, c.user_id
			from map_collaborators c
			join maps owned on owned.id = c.map_id
			join users u on u.id = c.user_id and u.deleted_at is null
			where owned.created_by = ${userId} and owned.permission_level <> 'private'
				and c.permission = 'edit' and c.user_id <> ${userId}
			order by c.map_id, coalesce(c.accepted_at, c.invited_at), c.id
		) heir
		where m.id = heir.map_id
		returning m.id as "mapId", heir.user_id as "heirId"`.execute(kysely);
	for (const { mapId, heirId } of rows) {
		await kysely
			.updateTable('documents')
			.set({ created_by: heirId })
			.where('name', 'in', [`map:${mapId}`, `talk:${mapId}`])
			.execute();
		// The owner is no collaborator.
		await kysely
			.deleteFrom('map_collaborators')
			.where('map_id', '=', mapId)
			.where('user_id', '=', heirId)
			.execute();
	}
	return rows;
}

/** With their documents, also those that no table shows yet. */
async function deleteMaps(queries: Queries, userId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select id from maps where created_by = ${userId}
		union
		select substr(d.name, 5)::uuid from documents d
		where d.kind = 'map' and d.created_by = ${userId}
			and not exists (select from maps m where 'map:' || m.id = d.name)`.execute(queries.kysely);
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return ids;
	await queries.kysely.deleteFrom('maps').where('id', 'in', ids).execute();
	await queries.kysely.deleteFrom('layer_homes').where('map_id', 'in', ids).execute();
	const names = ids.flatMap((id) => [`map:${id}`, `talk:${id}`]);
	await deleteDocuments(queries, names, userId);
	return ids;
}

/**
 * A layer that a map still shows stays, with the owner of its first home; without a home, and with
 * the whole library when it is global, it stays as it is, nobody's.
 */
async function handOverLayers({ kysely }: Queries, userId: string): Promise<void> {
	const { rows } = await sql<{ id: string; heirId: string | null }>`
		update layers l set created_by = heir.user_id, updated_at = now()
		from (
			select distinct on (mine.id) mine.id,
				case when h.map_id is null then null else m.created_by end as user_id
			from layers mine
			left join map_layers s on s.layer_id = mine.id
			left join maps m on m.id = s.map_id
			left join layer_homes h on h.map_id = m.id and h.layer_id = mine.id
				and m.created_by <> ${userId}
			where mine.created_by = ${userId} and (mine.is_global or m.id is not null)
			order by mine.id, h.map_id is null, s.added_at, s.id
		) heir
		where l.id = heir.id
		returning l.id, l.created_by as "heirId"`.execute(kysely);
	for (const { id, heirId } of rows) {
		await kysely
			.updateTable('documents')
			.set({ created_by: heirId })
			.where('name', '=', `layer:${id}`)
			.execute();
		// A file goes with the layer that shows it.
		await sql`
			update uploads u set user_id = ${heirId} from layers l
			where l.id = ${id} and u.user_id = ${userId}
				and u.id::text = lower(l.source_config->>'uploadId')`.execute(kysely);
	}
}

async function deleteLayers(queries: Queries, userId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select id from layers where created_by = ${userId}
		union
		select substr(d.name, 7)::uuid from documents d
		where d.kind = 'layer' and d.created_by = ${userId}
			and not exists (select from layers l where 'layer:' || l.id = d.name)`.execute(queries.kysely);
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return ids;
	await queries.kysely.deleteFrom('layers').where('id', 'in', ids).execute();
	await queries.kysely.deleteFrom('layer_homes').where('layer_id', 'in', ids).execute();
	await deleteDocuments(
		queries,
		ids.map((id) => `layer:${id}`),
		userId
	);
	return ids;
}

/** The tombstones first: what a browser that was away sends from now on is not taken. */
async function deleteDocuments(
	{ kysely }: Queries,
	names: readonly string[],
	userId: string
): Promise<void> {
	await kysely
		.insertInto('deleted_documents')
		.values(names.map((name) => ({ name, deleted_by: userId })))
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
	const list = [...names];
	await kysely.deleteFrom('documents').where('name', 'in', list).execute();
	await kysely.deleteFrom('document_updates').where('document', 'in', list).execute();
	await kysely.deleteFrom('document_clients').where('document', 'in', list).execute();
	await kysely.deleteFrom('document_quarantine').where('document', 'in', list).execute();
	await kysely.deleteFrom('projection_state').where('document', 'in', list).execute();
	await kysely.deleteFrom('projection_errors').where('document', 'in', list).execute();
}

/** What is left of a person: an id, which comments and drawings name as their author. */
export async function forget(
	{ kysely }: Queries,
	userId: string,
	mergedInto: string | null
): Promise<void> {
	await kysely.deleteFrom('sessions').where('user_id', '=', userId).execute();
	await kysely.deleteFrom('map_collaborators').where('user_id', '=', userId).execute();
	await kysely.deleteFrom('notifications').where('user_id', '=', userId).execute();
	await kysely
		.updateTable('users')
		.set({
			name: 'Deleted person',
			name_source: 'none',
			organisation: '',
			email: null,
			avatar_url: null,
			clerk_id: null,
			reentry_hash: null,
			is_admin: false,
			deleted_at: sql<Date>`now()`,
			merged_into: mergedInto,
			updated_at: sql<Date>`now()`
		})
		.where('id', '=', userId)
		.execute();
}
