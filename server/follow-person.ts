import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { PersonChange } from './access/people.ts';
import type { TokenVerifier } from './access/verify-token.ts';
import type { Logger } from './log.ts';
import type { Sync } from './sync/types.ts';

export interface FollowParts {
	readonly verifyToken: TokenVerifier;
	readonly sync: Pick<Sync, 'rightsChanged' | 'deleteDocument'>;
	readonly log: Logger;
}

/**
 * Somebody changed or is gone: what was known of them is asked again, they lose what they had, and
 * what was handed over or deleted with them is so for the people who have it open.
 */
export function followPerson(
	{ userId, inheritance }: PersonChange,
	{ verifyToken, sync, log }: FollowParts
): void {
	verifyToken.forget();
	void sync.rightsChanged({ userId });
	if (inheritance === undefined) return;
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
