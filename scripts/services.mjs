// Programs that the suites of the project "services" are held against.
import { existsSync } from 'node:fs';

/** The program of MapServer, or undefined. */
export const MAP_SERVER = [
	process.env['SAMSYN_MAPSERV'],
	'/usr/lib/cgi-bin/mapserv',
	'/usr/bin/mapserv'
].find((path) => path !== undefined && existsSync(path));

/**
 * Files of suites whose program is not here, with the reason printed. On the build machine there are
 * none: there a missing program is a failure.
 */
export function absentServices() {
	if (MAP_SERVER !== undefined || process.env['CI'] !== undefined) return [];
	process.stdout.write(
		'Left out: the suites against MapServer. Install cgi-mapserver, or name its program in SAMSYN_MAPSERV.\n'
	);
	return ['**/mapserver*.service.test.ts'];
}
