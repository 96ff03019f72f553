/**
 * Why the server closed a document for a client, or did not open it. Sent as the reason text.
 * - `retry:*`: the fault is ours and passes; the client keeps its edits and tries again.
 * - `invalid:<rule>`: an update was refused by the gate; retrying would be refused again.
 * - `limit:<name>`: a limit of sync.md §5.
 * - `no-access`: not this person's, or no longer; or there is no such thing (the answer must not tell).
 * - `deleted`: a map or layer that was deleted for good. What this device holds of it stays there.
 * - `read-only`, `not-found`, `signed-out`, `newer-version`: nothing to retry without a change.
 */
export type CloseKind =
	| 'retry'
	| 'invalid'
	| 'limit'
	| 'no-access'
	| 'deleted'
	| 'read-only'
	| 'not-found'
	| 'signed-out'
	| 'newer-version'
	| 'unknown';

export interface CloseReason {
	readonly kind: CloseKind;
	readonly detail: string;
}

const KINDS: readonly CloseKind[] = [
	'retry',
	'invalid',
	'limit',
	'no-access',
	'deleted',
	'read-only',
	'not-found',
	'signed-out',
	'newer-version'
];

export function formatCloseReason(kind: CloseKind, detail = ''): string {
	return detail === '' ? kind : `${kind}:${detail}`;
}

export function parseCloseReason(text: string): CloseReason {
	const colon = text.indexOf(':');
	const head = colon < 0 ? text : text.slice(0, colon);
	const kind = KINDS.find((known) => known === head);
	return kind === undefined
		? { kind: 'unknown', detail: text }
		: { kind, detail: colon < 0 ? '' : text.slice(colon + 1) };
}
