import type { Sync } from '../sync/types.ts';

/** The live documents, as the API needs them. */
export type Documents = Pick<
	Sync,
	'transactDurably' | 'read' | 'publishing' | 'rightsChanged' | 'deleteDocument'
>;
