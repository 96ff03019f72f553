import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { PersonChange } from './access/people.ts';
import type { Inheritance } from './db/delete-person.ts';
import type { TokenVerifier } from './access/verify-token.ts';
import type { Logger } from './log.ts';
import type { Sync } from './sync/types.ts';

export interface FollowParts {
	readonly verifyToken: TokenVerifier;
	readonly sync: Pick<Sync, 'rightsChanged' | 'personMerged' | 'deleteDocument'>;
	readonly log: Logger;
}

/**
 * Somebody changed or is gone: what was known of them is asked again, they lose what they had, and
 * what was handed over or deleted with them is so for the people who have it open.
 */
export async function followPerson(
	{ userId, inheritance, mergedInto }: PersonChange,
	{ verifyToken, sync, log }: FollowParts
): Promise<void> {
	verifyToken.forget();
	if (mergedInto !== undefined) return sync.personMerged(userId, mergedInto);
	if (inheritance !== undefined) followInheritance(userId, inheritance, { sync, log });
	await sync.rightsChanged({ userId });
}

function followInheritance(
	userId: string,
	inheritance: Inheritance,
	{ sync, log }: Pick<FollowParts, 'sync' | 'log'>
): void {
	for (const { mapId } of inheritance.handedOver) void sync.rightsChanged({ mapId });
	const gone: DocumentName[] = [
		...inheritance.deletedMaps.map((id) => documentName('map', id)),
		...inheritance.deletedLayers.map((id) => documentName('layer', id))
	];
	const identity = { id: userId, name: '–', color: '#000000', isGuest: true, isAdmin: false };
	for (const name of gone) {
		// Their rows are gone already; this is for what is live.
		sync.deleteDocument(name, identity).catch((error: unknown) => {
			log.error({ err: error, document: name }, 'a live document could not be closed');
		});
	}
}
