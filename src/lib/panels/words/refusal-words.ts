import { unreachable } from '#core/util/unreachable.ts';
import type { CloseKind } from '#core/wire/close-reason.ts';
import { m } from '#lib/paraglide/messages.js';

export interface RefusalWords {
	/** What happened. */
	readonly title: string;
	/** What is safe, and what to do. */
	readonly text: string;
}

/** Why the server does not take a map or a layer as this device has it. */
export function refusalWords(kind: CloseKind): RefusalWords {
	switch (kind) {
		case 'invalid':
			return { title: m.refusal_invalid(), text: m.refusal_invalid_text() };
		case 'limit':
			return { title: m.refusal_limit(), text: m.refusal_limit_text() };
		case 'read-only':
			return { title: m.refusal_read_only(), text: m.refusal_read_only_text() };
		case 'no-access':
			return { title: m.refusal_no_access(), text: m.refusal_no_access_text() };
		case 'deleted':
			return { title: m.refusal_deleted(), text: m.refusal_deleted_text() };
		case 'not-found':
			return { title: m.refusal_not_found(), text: m.refusal_not_found_text() };
		case 'signed-out':
			return { title: m.refusal_signed_out(), text: m.refusal_passing_text() };
		case 'newer-version':
			return { title: m.refusal_newer_version(), text: m.refusal_newer_version_text() };
		case 'retry':
		case 'unknown':
			return { title: m.refusal_unknown(), text: m.refusal_passing_text() };
		default:
			return unreachable(kind);
	}
}
