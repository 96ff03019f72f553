import type { ClientClaim } from '../db/documents.ts';

/** How an update came: written by somebody right now, or with the difference that opens a session. */
export type Brought = 'live' | 'with-copy';

export type ClaimVerdict =
	{ readonly ok: true; readonly changed: readonly ClientClaim[] } | { readonly ok: false };

/**
 * Who owns which Yjs client id in one document. Structs under somebody else's client id would leave
 * the server and that person different for ever, with equal state vectors.
 *
 * - Whoever writes live under a client id that nobody owns has proven that it is theirs: from then on
 *   structs under it come from them only.
 * - A copy (the difference a client sends when it connects) may hold what others made: a layer that
 *   was handed on offline, or kept on a shared laptop. It gives its bringer the ids in it, but not
 *   for good: another copy with more of the same takes them over, a live edit does not.
 */
export class ClientClaims {
	readonly #claims: Map<number, ClientClaim>;

	constructor(stored: readonly ClientClaim[]) {
		this.#claims = new Map(stored.map((claim) => [claim.clientId, claim]));
	}

	/** What belonged to one person belongs to another: a guest has become an account. */
	handOver(from: string, to: string): void {
		for (const claim of this.#claims.values()) {
			if (claim.userId === from) this.#claims.set(claim.clientId, { ...claim, userId: to });
		}
	}

	/** Judges new structs of `clientIds`, and keeps the claims that follow from them. */
	judge(clientIds: readonly number[], userId: string, brought: Brought): ClaimVerdict {
		const changed: ClientClaim[] = [];
		for (const clientId of clientIds) {
			const held = this.#claims.get(clientId);
			const isOther = held !== undefined && held.userId !== userId;
			if (isOther && (held.proven || brought === 'live')) return { ok: false };
			const proven = brought === 'live' || held?.proven === true;
			if (held === undefined || isOther || held.proven !== proven) {
				changed.push({ clientId, userId, proven });
			}
		}
		for (const claim of changed) this.#claims.set(claim.clientId, claim);
		return { ok: true, changed };
	}
}
