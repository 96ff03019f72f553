import type { afterHandleMessagePayload, beforeSyncPayload, Extension } from '@hocuspocus/server';
import type { Logger } from '../../log.ts';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext, Session } from '../connection-context.ts';
import { inspectUpdate } from '../gate/inspect-update.ts';
import { judgeUpdate } from '../gate/judge-update.ts';
import type { GateRights, Judged } from '../gate/judge-update.ts';
import type { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import { SYNC_MESSAGE } from '../sync-message.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface GateOptions {
	readonly documents: LiveDocuments;
	readonly rights: GateRights;
	readonly log: Logger;
}

/** Nothing that is not valid, or not its sender's to do, gets any further. */
export function gate({ documents, rights, log }: GateOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'gate',
		priority: EXTENSION_ORDER.gate,

		async beforeSync(data: beforeSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			session.handling = data.type;
			session.verdict = undefined;
			session.claims = [];
			if (data.type === SYNC_MESSAGE.stepOne) return;
			const live = documents.of(data.document);
			if (documents.isGone(live.name)) throw new Refusal('retry', 'deleting');
			if (data.connection.readOnly) return noteRefused(data, session, live);
			try {
				const verdict = await judge(data, live, rights);
				// The right to write may have gone while the database was asked.
				if (session.access === 'read') return noteRefused(data, session, live);
				session.verdict = verdict;
				settle(data, session, live);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				const { reason } = error;
				log.warn({ document: live.name, userId: session.identity?.id, reason }, 'update refused');
				throw error;
			}
		},

		afterHandleMessage(data: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			data.connection.readOnly = session.access === 'read';
			return Promise.resolve();
		}
	};
}

/** What somebody sends who may only read is not taken; their browser is told with the next barrier. */
function noteRefused(
	{ payload, type }: beforeSyncPayload<ConnectionContext>,
	session: Session,
	live: LiveDocument
): void {
	const isKnown = inspectUpdate(payload, live).verdict === 'known';
	// A difference says everything that there is to say.
	session.hasRefused = !isKnown || (type === SYNC_MESSAGE.update && session.hasRefused);
	if (!isKnown) session.hasLeftOut = true;
}

async function judge(
	{ payload, context }: beforeSyncPayload<ConnectionContext>,
	live: LiveDocument,
	rights: GateRights
): Promise<Judged> {
	const identity = sessionOf(context).writer;
	try {
		return await judgeUpdate(payload, live, { identity, rights });
	} catch {
		throw new Refusal('retry', 'database');
	}
}

/** Throws a Refusal, or leaves the verdict for the log. */
function settle(
	{ type, connection }: beforeSyncPayload<ConnectionContext>,
	session: Session,
	live: LiveDocument
): void {
	const { verdict } = session;
	if (verdict === undefined) return;
	switch (verdict.verdict) {
		case 'refused':
			throw new Refusal('invalid', verdict.rule);
		case 'over-limit':
			throw new Refusal('limit', verdict.limit);
		case 'incomplete':
			// Hocuspocus' provider sends edits as they are made, even before the difference that it was
			// away for. They are part of that difference: leave them out until it comes. For the length
			// of this message the connection is one that may not write, so nothing is acknowledged.
			if (type !== SYNC_MESSAGE.update) throw new Refusal('invalid', 'incomplete');
			if (session.hasSynced) {
				// Whoever may write again builds on what was left out while they might not: the difference
				// of a new handshake has all of it.
				throw new Refusal(session.hasLeftOut ? 'retry' : 'invalid', 'incomplete');
			}
			connection.readOnly = true;
			return;
		case 'known':
			return;
		case 'new': {
			const isLive = session.hasSynced && type === SYNC_MESSAGE.update;
			const claim = live.claims.judge(
				verdict.clients,
				session.writer.id,
				isLive ? 'live' : 'with-copy'
			);
			if (!claim.ok) throw new Refusal('invalid', 'client');
			session.claims = claim.changed;
		}
	}
}
