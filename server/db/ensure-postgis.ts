import type { Pool } from 'pg';
import { StartupError } from '../startup-error.ts';

/** Sees to it that PostGIS is there: nothing here works without it. Throws `StartupError`. */
export async function ensurePostgis(pool: Pool): Promise<void> {
	const { rows } = await pool.query<{ installed: boolean; available: boolean }>(
		`select exists (select from pg_extension where extname = 'postgis') as installed,
			exists (select from pg_available_extensions where name = 'postgis') as available`
	);
	if (rows[0]?.installed === true) return;
	if (rows[0]?.available !== true) {
		throw new StartupError(
			'The database server has no PostGIS: install it there (for example the package postgresql-16-postgis-3).'
		);
	}
	try {
		await pool.query('create extension if not exists postgis');
	} catch (error) {
		throw new StartupError(
			'PostGIS is missing in the database and this user may not add it: let an administrator run "create extension postgis" there.',
			{ cause: error }
		);
	}
}
