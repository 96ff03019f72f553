import type { DocumentKind } from '#core/doc/names.ts';
import type { Access, Identity } from './identity.ts';

/** What somebody wants to open. */
export interface Subject {
	readonly kind: DocumentKind;
	readonly id: string;
}

/**
 * Who may do what with a map, a layer or the talk about a map: the one place that decides, asked by
 * the API and by the socket alike. Until roles exist, whoever knows the id may write, provided the
 * server knows who it is.
 */
export function accessTo(_subject: Subject, identity: Identity | null): Promise<Access> {
	return Promise.resolve(identity === null ? 'none' : 'write');
}
