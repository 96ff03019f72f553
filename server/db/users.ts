import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A person as the API shows them to themselves. */
export interface UserRow {
	readonly id: string;
	readonly name: string;
	readonly color: string;
}

export interface PersonRow extends UserRow {
	readonly organisation: string;
	readonly email: string | null;
	readonly avatar_url: string | null;
	readonly clerk_id: string | null;
	readonly name_source: 'none' | 'provider' | 'self';
	readonly is_admin: boolean;
}

/** What a person says about themselves; what is not given stays. */
export interface ProfileChange {
	readonly name?: string | undefined;
	readonly organisation?: string | undefined;
	readonly color?: string | undefined;
	readonly avatar_url?: string | null | undefined;
}

export const PERSON = [
	'users.id',
	'users.name',
	'users.color',
	'users.organisation',
	'users.email',
	'users.avatar_url',
	'users.clerk_id',
	'users.name_source',
	'users.is_admin'
] as const;

/** Somebody who is there; not those who are gone. */
export async function findUser({ kysely }: Database, id: string): Promise<PersonRow | undefined> {
	return kysely
		.selectFrom('users')
		.select(PERSON)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
}

/** Makes a person, or renames the one who has this id. The colour stays the first one. */
export async function saveUser({ kysely }: Database, user: UserRow): Promise<UserRow> {
	return kysely
		.insertInto('users')
		.values({ id: user.id, name: user.name, color: user.color })
		.onConflict((conflict) =>
			conflict.column('id').doUpdateSet({ name: user.name, updated_at: new Date() })
		)
		.returning(['id', 'name', 'color'])
		.executeTakeFirstOrThrow();
}

export interface NewPerson extends UserRow {
	readonly organisation: string;
	readonly reentryHash: Buffer;
}

/** `undefined`: somebody has this id. */
export async function insertPerson(
	{ kysely }: Database,
	person: NewPerson
): Promise<PersonRow | undefined> {
	const { id, name, color, organisation, reentryHash } = person;
	return kysely
		.insertInto('users')
		.values({ id, name, color, organisation, reentry_hash: reentryHash })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning(PERSON)
		.executeTakeFirst();
}

/** `undefined`: the person is gone. */
export async function changeProfile(
	{ kysely }: Database,
	id: string,
	change: ProfileChange
): Promise<PersonRow | undefined> {
	const { name, organisation, color, avatar_url } = change;
	return kysely
		.updateTable('users')
		.set({
			...(name === undefined ? {} : { name, name_source: 'self' as const }),
			...(organisation === undefined ? {} : { organisation }),
			...(color === undefined ? {} : { color }),
			...(avatar_url === undefined ? {} : { avatar_url }),
			updated_at: sql<Date>`now()`
		})
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.returning(PERSON)
		.executeTakeFirst();
}

/** Also by somebody who is gone. */
export async function isTaken({ kysely }: Database, id: string): Promise<boolean> {
	const found = await kysely.selectFrom('users').select('id').where('id', '=', id).execute();
	return found.length > 0;
}

/** An id that a person had before the server knew it; one that is somebody's already stays theirs. */
export async function saveFormerId(
	{ kysely }: Database,
	id: string,
	person: UserRow
): Promise<void> {
	await kysely
		.insertInto('users')
		.values({
			id,
			name: 'Deleted person',
			color: person.color,
			deleted_at: sql<Date>`now()`,
			merged_into: person.id
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}
