import type { afterHandleMessagePayload, beforeSyncPayload, Extension } from '@hocuspocus/server';
import { LIMITS } from '#core/doc/limits.ts';
import type { Logger } from '../../log.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext, Session } from '../connection-context.ts';
import { inspectUpdate } from '../gate/inspect-update.ts';
import type { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import { SYNC_MESSAGE } from '../sync-message.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface GateOptions {
	readonly documents: LiveDocuments;
	readonly log: Logger;
}

/** Nothing that is not valid gets any further. */
export function gate({ documents, log }: GateOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'gate',
		priority: EXTENSION_ORDER.gate,

		beforeSync(data: beforeSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			session.handling = data.type;
			session.verdict = undefined;
			session.claims = [];
			if (data.type === SYNC_MESSAGE.stepOne || data.connection.readOnly) return Promise.resolve();
			const live = documents.of(data.document);
			try {
				judge(data, session, live);
				return Promise.resolve();
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				const { reason } = error;
				log.warn({ document: live.name, userId: session.identity.id, reason }, 'update refused');
				return Promise.reject(error);
			}
		},

		afterHandleMessage(data: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			data.connection.readOnly = session.access === 'read';
			return Promise.resolve();
		}
	};
}

/** Throws a Refusal, or leaves its verdict for the log. */
function judge(
	{ payload, type, connection }: beforeSyncPayload<ConnectionContext>,
	session: Session,
	live: LiveDocument
): void {
	const verdict = inspectUpdate(payload, live);
	session.verdict = verdict;
	switch (verdict.verdict) {
		case 'refused':
			throw new Refusal('invalid', verdict.rule);
		case 'over-limit':
			throw new Refusal('limit', verdict.limit);
		case 'incomplete':
			// Hocuspocus' provider sends edits as they are made, even before the difference that it was
			// away for. They are part of that difference: leave them out until it comes. For the length
			// of this message the connection is one that may not write, so nothing is acknowledged.
			if (session.hasSynced || type !== SYNC_MESSAGE.update) {
				throw new Refusal('invalid', 'incomplete');
			}
			connection.readOnly = true;
			return;
		case 'known':
			return;
		case 'new': {
			if (live.bytes + payload.length > LIMITS.documentBytes)
				throw new Refusal('limit', 'document');
			const isLive = session.hasSynced && type === SYNC_MESSAGE.update;
			const claim = live.claims.judge(
				verdict.clients,
				session.identity.id,
				isLive ? 'live' : 'with-copy'
			);
			if (!claim.ok) throw new Refusal('invalid', 'client');
			session.claims = claim.changed;
		}
	}
}
