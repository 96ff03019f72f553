import { PRESENCE_PER_SECOND } from '#core/wire/presence.ts';
import type { Access, Identity } from '../access/identity.ts';
import type { ClientClaim } from '../db/documents.ts';
import type { Judged } from './gate/judge-update.ts';
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
	/** `null`: somebody anonymous, who may only read. */
	identity: Identity | null;
	/** What proved it. */
	token: string;
	/** When the token was last found to be worth nothing; a fresh one has been asked for. */
	expiredAt: number | undefined;
	access: Exclude<Access, 'none'>;
	/** Cut off: nothing of it is taken any more. */
	isOver = false;
	/** State of the rights that `access` was read from; see Revocation. */
	readonly epoch: number;
	/** The verdict on the message that is being handled. */
	verdict: Judged | undefined;
	/** Type of the sync message that is being handled. */
	handling: number | undefined;
	/** Whether the difference that opens the session has come: from then on nothing may be missing. */
	hasSynced = false;
	/** Whether something came that was not taken, because only reading is allowed. */
	hasRefused = false;
	/** The same since the session began, whatever the rights are now: later edits may build on it. */
	hasLeftOut = false;
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

	constructor({ identity, token, access, epoch }: SessionStart) {
		this.epoch = epoch;
		this.identity = identity;
		this.token = token;
		this.access = access;
	}

	/** Of somebody who writes; nobody anonymous ever does. */
	get writer(): Identity {
		if (this.identity === null) throw new Error('somebody anonymous wrote');
		return this.identity;
	}
}

interface SessionStart {
	readonly identity: Identity | null;
	readonly token: string;
	readonly access: Exclude<Access, 'none'>;
	readonly epoch: number;
}

/** The session of a context in which somebody has been identified. */
export function sessionOf(context: ConnectionContext | undefined): Session {
	if (context?.session === undefined) throw new Error('a message before the identity was known');
	return context.session;
}
