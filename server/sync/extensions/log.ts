import type { afterHandleMessagePayload, beforeSyncPayload, Extension } from '@hocuspocus/server';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import type { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import type { UpdateLog } from '../update-log.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface LogOptions {
	readonly documents: LiveDocuments;
	readonly updateLog: UpdateLog;
	/** An update of this document was logged and applied. */
	readonly onApplied: (live: LiveDocument) => void;
}

/**
 * Log first: Hocuspocus waits for `beforeSync` before it applies, acknowledges and broadcasts an
 * update, so nobody ever sees one that a crash could take away.
 */
export function log({ documents, updateLog, onApplied }: LogOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'log',
		priority: EXTENSION_ORDER.log,

		async beforeSync(data: beforeSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			const { verdict } = session;
			if (verdict?.verdict !== 'new') return;
			const live = documents.of(data.document);
			try {
				const seq = await appendFor(live, updateLog, {
					update: data.payload,
					userId: session.identity.id,
					clientIds: verdict.clients,
					claims: session.claims
				});
				session.committed = { seq, bytes: data.payload.length };
			} catch {
				// The cause is in the log already. It was told `paused` when that began.
				throw new Refusal('retry', 'database');
			}
		},

		afterHandleMessage(data: afterHandleMessagePayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(data.context);
			if (session.committed !== undefined) {
				const live = documents.of(data.document);
				live.applied(session.committed.seq, session.committed.bytes);
				session.committed = undefined;
				onApplied(live);
			}
			return Promise.resolve();
		}
	};
}

type Appended = Pick<
	Parameters<UpdateLog['append']>[0],
	'update' | 'userId' | 'clientIds' | 'claims'
>;

/** Logs an update of a live document. The caller applies it next, and says so. */
export async function appendFor(
	live: LiveDocument,
	updateLog: UpdateLog,
	update: Appended
): Promise<number> {
	let seq: number | undefined;
	live.appending();
	try {
		const { name: document, kind } = live;
		seq = await updateLog.append({ document, kind, maybeFirst: !live.exists, ...update });
		return seq;
	} finally {
		live.appended(seq);
	}
}
