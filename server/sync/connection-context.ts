import { PRESENCE_PER_SECOND } from '#core/wire/presence.ts';
import type { Access, Identity } from '../access/identity.ts';
import type { ClientClaim } from '../db/documents.ts';
import type { Verdict } from './gate/inspect-update.ts';
import type { SocketState } from './socket-state.ts';
import { TokenBucket } from './token-bucket.ts';

/** What Hocuspocus carries along for one document of one socket. */
export interface ConnectionContext {
	readonly socket: SocketState;
	/** Present once the person is known. */
	session?: Session;
}

/** One person working on one document over one socket. */
export class Session {
	identity: Identity;
	access: Exclude<Access, 'none'>;
	/** The verdict on the message that is being handled. */
	verdict: Verdict | undefined;
	/** Type of the sync message that is being handled. */
	handling: number | undefined;
	/** Sequence and size of the update that is committed and about to be applied. */
	committed: { readonly seq: number; readonly bytes: number } | undefined;
	/** Whether the difference that opens the session has come: from then on nothing may be missing. */
	hasSynced = false;
	/** Barriers that came before that. */
	readonly waitingBarriers: number[] = [];
	/** Claims that follow from the update that is being handled. */
	claims: readonly ClientClaim[] = [];
	/** The client id under which this person is shown to the others. */
	presence: number | undefined;
	/** Client ids that the presence message being handled has a state for. */
	presenceSent: readonly number[] = [];
	readonly presenceRate = new TokenBucket(PRESENCE_PER_SECOND, {
		burst: PRESENCE_PER_SECOND,
		now: performance.now()
	});

	constructor(identity: Identity, access: Exclude<Access, 'none'>) {
		this.identity = identity;
		this.access = access;
	}
}

/** The session of a context in which somebody has been identified. */
export function sessionOf(context: ConnectionContext | undefined): Session {
	if (context?.session === undefined) throw new Error('a message before the identity was known');
	return context.session;
}
