/**
 * Names of the shared documents: `map:<uuid>` (a map and its layer stack), `layer:<uuid>` (a layer
 * and its features), `talk:<map uuid>` (the comments of a map).
 */
export const DOCUMENT_KINDS = ['map', 'layer', 'talk'] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type DocumentName = `${DocumentKind}:${string}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Lower-case hyphenated form only, so that one thing has one name. */
export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && UUID.test(value);
}

export function parseDocumentName(
	name: string
): { readonly kind: DocumentKind; readonly id: string } | undefined {
	const colon = name.indexOf(':');
	const kind = DOCUMENT_KINDS.find((candidate) => candidate === name.slice(0, colon));
	const id = name.slice(colon + 1);
	return kind !== undefined && isUuid(id) ? { kind, id } : undefined;
}

export function documentName(kind: DocumentKind, id: string): DocumentName {
	return `${kind}:${id}`;
}
