import type { MapThing } from '#core/access/policy.ts';
import { wakeMap } from '../../db/collaborators.ts';
import { ProblemError } from '../problem.ts';
import type { ApiParts } from '../router.ts';

/**
 * Who shares a private map means it to be shared from then on. But those whose rights sleep since it
 * was made private, and open links, must not come back with whom is invited now: the owner decides that
 * by setting the level.
 */
export async function wakeForSharing(
	{ database, documents }: Pick<ApiParts, 'database' | 'documents'>,
	{
		id,
		map,
		userId
	}: { readonly id: string; readonly map: MapThing; readonly userId: string | null }
): Promise<void> {
	if (map.level !== 'private') return;
	if (!(await wakeMap(database, id, userId))) {
		throw new ProblemError('sleeping-people', {
			detail:
				'The map is private, and was shared before. Share it with those people again (permission level “collaborators”), or remove them and their links first.'
		});
	}
	await documents.rightsChanged({ mapId: id });
}
