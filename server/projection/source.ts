import type * as Y from 'yjs';
import type { DocumentKind } from '#core/doc/names.ts';

/** A document as the projection needs it: live, or loaded for a repair. */
export interface ProjectionSource {
	readonly name: string;
	readonly kind: DocumentKind;
	readonly id: string;
	readonly doc: Y.Doc;
	/** False for a document that nothing was ever written to: it has no rows. */
	readonly exists: boolean;
	/** Sequence of the log up to which `doc` holds everything. */
	readonly settledSeq: number;
}
