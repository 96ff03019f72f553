import { formatCloseReason } from '#core/wire/close-reason.ts';
import type { CloseKind } from '#core/wire/close-reason.ts';

/** Hocuspocus' own code for a document that may not be used. */
const FORBIDDEN = 4403;

/**
 * Thrown in a hook, it closes one document of a connection with a reason the client understands.
 * No message and no stack: Hocuspocus prints those, and a hostile peer must not fill the terminal.
 */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code = FORBIDDEN;
	readonly reason: string;

	constructor(kind: CloseKind, detail = '') {
		super('');
		this.reason = formatCloseReason(kind, detail);
		this.stack = `${this.name} ${this.reason}`;
	}
}
