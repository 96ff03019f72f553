import type {
	Extension,
	onAuthenticatePayload,
	onConnectPayload,
	onTokenSyncPayload
} from '@hocuspocus/server';
import { parseDocumentName } from '#core/doc/names.ts';
import { accessTo } from '../../access/policy.ts';
import type { VerifyToken } from '../../access/verify-token.ts';
import { Session, sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface IdentifyOptions {
	readonly verifyToken: VerifyToken;
	readonly documents: LiveDocuments;
}

/** Who it is, and whether they may open the document: the only place that decides it. */
export function identify({
	verifyToken,
	documents
}: IdentifyOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'identify',
		priority: EXTENSION_ORDER.identify,

		onConnect({ documentName }: onConnectPayload<ConnectionContext>): Promise<void> {
			const parsed = parseDocumentName(documentName);
			// Comments have a document of their own, which this server does not keep yet.
			const isKnown = parsed !== undefined && parsed.kind !== 'talk';
			return isKnown ? Promise.resolve() : Promise.reject(new Refusal('not-found'));
		},

		async onAuthenticate(data: onAuthenticatePayload<ConnectionContext>): Promise<void> {
			const subject = parseDocumentName(data.documentName);
			const identity = await verifyToken(data.token);
			if (identity === null) throw new Refusal('signed-out');
			const access = subject === undefined ? 'none' : await accessTo(subject, identity);
			if (access === 'none') throw new Refusal('not-found');
			data.connectionConfig.readOnly = access === 'read';
			data.context.session = new Session(identity, access);
			documents.opening(data.documentName);
		},

		/** A fresh token for a connection that stands: it must be the same person's. */
		async onTokenSync(data: onTokenSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.connection.context);
			const identity = await verifyToken(data.token);
			if (identity?.id !== session.identity.id) throw new Refusal('signed-out');
			session.identity = identity;
		}
	};
}
