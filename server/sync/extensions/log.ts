import type { beforeSyncPayload, Extension } from '@hocuspocus/server';
import * as Y from 'yjs';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import { withoutLayers } from '../gate/without-layers.ts';
import type { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import { tell } from '../tell.ts';
import type { UpdateLog } from '../update-log.ts';
import { EXTENSION_ORDER } from './order.ts';

export interface LogOptions {
	readonly documents: LiveDocuments;
	readonly updateLog: UpdateLog;
	/** An update of this document was logged and applied; `isFirst`: the document exists since then. */
	readonly onApplied: (live: LiveDocument, options: { readonly isFirst: boolean }) => void;
}

/**
 * Log first: Hocuspocus waits for `beforeSync` before it acknowledges an update, and nothing is
 * applied or broadcast before it is in the log, so nobody ever sees what a crash could take away.
 * It is applied here and not left to Hocuspocus, which would not do it for somebody whose right to
 * write went in the meantime: then the document would not be what the log says.
 */
export function log({ documents, updateLog, onApplied }: LogOptions): Extension<ConnectionContext> {
	return {
		extensionName: 'log',
		priority: EXTENSION_ORDER.log,

		async beforeSync({
			context,
			connection,
			document,
			payload
		}: beforeSyncPayload<ConnectionContext>): Promise<void> {
			const session = sessionOf(context);
			const { verdict, claims } = session;
			if (verdict?.verdict !== 'new') return;
			const live = documents.of(document);
			const isFirst = !live.exists;
			const { putBack, withdrawn, clients: clientIds } = verdict;
			const update =
				putBack.length === 0
					? payload
					: withoutLayers(
							payload,
							document,
							putBack.map(({ id }) => id)
						);
			let seq: number;
			try {
				const userId = session.writer.id;
				seq = await appendFor(live, updateLog, { update, userId, clientIds, claims, withdrawn });
			} catch {
				// The cause is in the log already. It was told `paused` when that began.
				throw new Refusal('retry', 'database');
			}
			Y.applyUpdate(document, update, { source: 'connection', connection });
			live.applied(seq, update.length);
			onApplied(live, { isFirst });
			if (putBack.length > 0) tell(connection, { t: 'put-back', layers: [...putBack] });
		}
	};
}

type Appended = Pick<
	Parameters<UpdateLog['append']>[0],
	'update' | 'userId' | 'clientIds' | 'claims' | 'withdrawn'
>;

/** Logs an update of a live document. The caller applies it next, and says so. */
export async function appendFor(
	live: LiveDocument,
	updateLog: UpdateLog,
	update: Appended
): Promise<number> {
	let seq: number | undefined;
	const { name: document, kind } = live;
	const append = updateLog.append({ document, kind, maybeFirst: !live.exists, ...update });
	live.appending(append);
	try {
		seq = await append;
		return seq;
	} finally {
		live.appended(seq);
	}
}
