import { randomUUID } from 'node:crypto';
import type { Permission, PermissionLevel } from '#core/access/policy.ts';
import { parseDocumentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { Database } from '../../db/database.ts';

interface Person {
	readonly id: string;
}

export interface Sharing {
	readonly owner: Person;
	readonly level?: PermissionLevel;
	readonly edit?: readonly Person[];
	readonly view?: readonly Person[];
}

/** Makes a map row with its people, as the API does when somebody shares. */
export async function shareMap(database: Database, id: string, sharing: Sharing): Promise<void> {
	const { owner, level = 'collaborators', edit = [], view = [] } = sharing;
	await database.pool.query(
		`insert into maps (id, created_by, permission_level) values ($1, $2, $3)
		on conflict (id) do update set created_by = excluded.created_by,
			permission_level = excluded.permission_level`,
		[id, owner.id, level]
	);
	await database.pool.query('delete from map_collaborators where map_id = $1', [id]);
	for (const { id: userId } of edit) await addPerson(database, id, userId, 'edit');
	for (const { id: userId } of view) await addPerson(database, id, userId, 'view');
}

/** The permission of one person on a map that is shared already. */
export async function addPerson(
	{ pool }: Database,
	mapId: string,
	userId: string,
	permission: Permission
): Promise<void> {
	await pool.query(
		`insert into map_collaborators (map_id, user_id, permission) values ($1, $2, $3)
		on conflict (map_id, user_id) do update set permission = excluded.permission`,
		[mapId, userId, permission]
	);
}

/** Puts a layer on a map; `home` when by somebody who may edit it. */
export async function stackLayer(
	{ pool }: Database,
	layerId: string,
	{ mapId, home = true }: { readonly mapId: string; readonly home?: boolean }
): Promise<void> {
	await pool.query('insert into layers (id) values ($1) on conflict do nothing', [layerId]);
	await pool.query('insert into map_layers (map_id, layer_id) values ($1, $2)', [mapId, layerId]);
	if (!home) return;
	await pool.query('insert into layer_homes (layer_id, map_id) values ($1, $2)', [layerId, mapId]);
}

/** Lets people write a document together: a shared map, or a layer on one. */
export async function share(
	database: Database,
	name: DocumentName,
	sharing: Sharing
): Promise<void> {
	const subject = parseDocumentName(name);
	if (subject === undefined) throw new Error(`no document: ${name}`);
	if (subject.kind !== 'layer') return shareMap(database, subject.id, sharing);
	const mapId = randomUUID();
	await shareMap(database, mapId, sharing);
	await stackLayer(database, subject.id, { mapId });
}
