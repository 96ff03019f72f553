import type { beforeSyncPayload, Extension } from '@hocuspocus/server';
import * as Y from 'yjs';
import { sessionOf } from '../connection-context.ts';
import type { ConnectionContext } from '../connection-context.ts';
import { withoutLayers } from '../gate/without-layers.ts';
import type { LiveDocument } from '../live-document.ts';
import type { LiveDocuments } from '../live-documents.ts';
import { Refusal } from '../refusal.ts';
import { tell } from '../tell.ts';
import { LogUnavailableError } from '../update-log.ts';
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
				const entry = { update, userId, clientIds, claims, withdrawn };
				seq = await appendFor(live, updateLog, entry, () => onApplied(live, { isFirst }));
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

/**
 * Logs an update of a live document. The caller applies it next, and says so. One that may be in the
 * log although the database is away is applied here, once it certainly is: `onLate` is told.
 */
export async function appendFor(
	live: LiveDocument,
	updateLog: UpdateLog,
	update: Appended,
	onLate: () => void = () => undefined
): Promise<number> {
	const { name: document, kind } = live;
	const append = updateLog.append({ document, kind, maybeFirst: !live.exists, ...update });
	live.appending(append);
	try {
		const seq = await append;
		live.appended(seq);
		return seq;
	} catch (error) {
		const outcome = error instanceof LogUnavailableError ? error.outcome : undefined;
		if (outcome === undefined) live.appended(undefined);
		else void carryOut(live, update.update, { outcome, onLate });
		throw error;
	}
}

/** Nobody waits for it any more, but everybody is to see what a reload would show. */
async function carryOut(
	live: LiveDocument,
	update: Uint8Array,
	{ outcome, onLate }: { outcome: Promise<number | undefined>; onLate: () => void }
): Promise<void> {
	const seq = await outcome;
	live.appended(seq);
	if (seq === undefined) return;
	Y.applyUpdate(live.doc, update, { source: 'local', skipStoreHooks: true });
	live.applied(seq, update.length);
	onLate();
}
