import type { Database } from './database.ts';

/** A person as the API shows them to themselves. */
export interface UserRow {
	readonly id: string;
	readonly name: string;
	readonly color: string;
}

export async function findUser({ kysely }: Database, id: string): Promise<UserRow | undefined> {
	return kysely
		.selectFrom('users')
		.select(['id', 'name', 'color'])
		.where('id', '=', id)
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
