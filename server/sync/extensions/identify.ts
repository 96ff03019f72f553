import type {
	beforeHandleMessagePayload,
	connectedPayload,
	Extension,
	onAuthenticatePayload,
	onConnectPayload,
	onTokenSyncPayload
} from '@hocuspocus/server';
import { parseDocumentName } from '#core/doc/names.ts';
import type { Identity } from '../../access/identity.ts';
import type { Admission, Subject } from '../../access/rights.ts';
import type { VerifyToken } from '../../access/verify-token.ts';
import type { Logger } from '../../log.ts';
import { Session, sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import type { Revocation } from '../revocation.ts';
import { EXTENSION_ORDER } from './order.ts';

/** What somebody sends who has no token; nobody's token is empty either. */
const ANONYMOUS = 'anonymous';

export interface IdentifyOptions {
	readonly verifyToken: VerifyToken;
	readonly accessTo: (subject: Subject, identity: Identity | null) => Promise<Admission>;
	readonly documents: LiveDocuments;
	readonly revocation: Revocation;
	readonly log: Logger;
}

/** Who it is, and whether they may open the document: the only place that decides it. */
export function identify(options: IdentifyOptions): Extension<ConnectionContext> {
	const { verifyToken, documents, revocation } = options;
	return {
		extensionName: 'identify',
		priority: EXTENSION_ORDER.identify,

		onConnect({ documentName }: onConnectPayload<ConnectionContext>): Promise<void> {
			return parseDocumentName(documentName) === undefined
				? Promise.reject(new Refusal('not-found'))
				: Promise.resolve();
		},

		async onAuthenticate(data: onAuthenticatePayload<ConnectionContext>): Promise<void> {
			const subject = parseDocumentName(data.documentName);
			if (subject === undefined) throw new Refusal('not-found');
			const { token, context } = data;
			const isAnonymous = token === '' || token === ANONYMOUS;
			const identity = isAnonymous ? null : await verifyToken(token);
			if (identity === null && !isAnonymous) throw new Refusal('signed-out');
			const epoch = revocation.epoch;
			const admission = await ask(options, subject, identity);
			if (admission.access === 'none') throw new Refusal(admission.reason);
			const { access } = admission;
			data.connectionConfig.readOnly = access === 'read';
			context.session = new Session({ identity, token, access, epoch });
			documents.opening(data.documentName);
		},

		/** What still waits in the queue of somebody who was cut off: dropped, all at once. */
		beforeHandleMessage(data: beforeHandleMessagePayload<ConnectionContext>): Promise<void> {
			return sessionOf(data.context).isOver
				? Promise.reject(new Refusal('no-access'))
				: Promise.resolve();
		},

		/** What changed between the answer above and now went past this connection. */
		async connected(data: connectedPayload<ConnectionContext>): Promise<void> {
			const { epoch } = sessionOf(data.context);
			if (epoch !== revocation.epoch) await revocation.recheck(data.connection);
		},

		/** A fresh token for a connection that stands: it must be the same person's. */
		async onTokenSync(data: onTokenSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.connection.context);
			if (session.identity === null) return;
			const identity = await verifyToken(data.token);
			if (identity?.id !== session.identity.id) throw new Refusal('signed-out');
			session.identity = identity;
			session.token = data.token;
			session.expiredAt = undefined;
		}
	};
}

/** A database that is away makes clients try again. */
async function ask(
	{ accessTo, log }: IdentifyOptions,
	subject: Subject,
	identity: Identity | null
): Promise<Admission> {
	try {
		return await accessTo(subject, identity);
	} catch (error) {
		log.error({ err: error, kind: subject.kind }, 'rights could not be read');
		throw new Refusal('retry', 'database');
	}
}
