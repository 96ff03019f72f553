import * as Y from 'yjs';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Projector } from '../projection/projector.ts';
import type { LiveDocument } from './live-document.ts';
import type { LiveDocuments } from './live-documents.ts';
import type { EditCopies } from './edit-copies.ts';
import { appendFor } from './extensions/log.ts';
import { judgeUpdate } from './gate/judge-update.ts';
import type { GateRights } from './gate/judge-update.ts';
import { InvalidEditError } from './invalid-edit-error.ts';
import type { SyncHocuspocus } from './sync-hocuspocus.ts';
import { LogUnavailableError } from './update-log.ts';
import type { UpdateLog } from './update-log.ts';

export interface TransactParts {
	readonly hocuspocus: SyncHocuspocus;
	readonly documents: LiveDocuments;
	readonly updateLog: UpdateLog;
	readonly projector: Projector;
	readonly rights: GateRights;
	readonly copies: EditCopies;
}

/** An edit that waited for others so long, with the database still away, need not wait for it itself. */
const PATIENCE_MS = 5_000;

/**
 * A write by the server itself, as durable as one of a client: `edit` runs on a copy, what it changed
 * is judged as if `identity` had sent it, logged, applied to the live document and projected. When
 * this resolves, the tables show it. Rejects with InvalidEditError: nothing was changed; or with
 * LogUnavailableError: nothing was changed, or it is carried out when the database is back.
 */
export async function transactDurably<T>(
	parts: TransactParts,
	{ name, edit, identity }: { name: DocumentName; edit: (doc: Y.Doc) => T; identity: Identity }
): Promise<T> {
	const { documents, updateLog, projector } = parts;
	return withDocument(parts, name, async (document) => {
		const live = documents.of(document);
		const since = performance.now();
		const { result, update } = await parts.copies.inTurn(live, async (copy) => {
			if (updateLog.isPaused && performance.now() - since > PATIENCE_MS) {
				throw new LogUnavailableError('the database is away');
			}
			const tried = copy.try(edit, identity.id);
			if (tried.update === undefined) return tried;
			await commit(parts, live, { update: tried.update, identity });
			copy.applied();
			return tried;
		});
		if (update !== undefined) await projector.flush(live);
		return result;
	});
}

/** Reads a document as it is now, live, without changing it. */
export async function readLive<T>(
	parts: Pick<TransactParts, 'hocuspocus' | 'documents'>,
	name: DocumentName,
	read: (doc: Y.Doc) => T
): Promise<T> {
	return withDocument(parts, name, (document) => Promise.resolve(read(document)));
}

/** Keeps a document in memory for the length of `work`. */
export async function withDocument<T>(
	{ hocuspocus, documents }: Pick<TransactParts, 'hocuspocus' | 'documents'>,
	name: DocumentName,
	work: (document: Y.Doc) => Promise<T>
): Promise<T> {
	documents.opening(name);
	const direct = await hocuspocus.openDirectConnection(name);
	try {
		const { document } = direct;
		if (document === null) throw new Error('a connection that is closed already');
		return await work(document);
	} finally {
		await direct.disconnect();
	}
}

async function commit(
	{ documents, updateLog, rights }: TransactParts,
	live: LiveDocument,
	{ update, identity }: { readonly update: Uint8Array; readonly identity: Identity }
): Promise<void> {
	const judged = await judge(live, update, { identity, rights });
	if (documents.isGone(live.name)) throw new InvalidEditError('deleted');
	const seq = await appendFor(live, updateLog, { update, userId: identity.id, ...judged });
	Y.applyUpdate(live.doc, update, { source: 'local', skipStoreHooks: true });
	live.applied(seq, update.length);
}

async function judge(
	live: LiveDocument,
	update: Uint8Array,
	sender: { readonly identity: Identity; readonly rights: GateRights }
) {
	const judged = await judgeUpdate(update, live, sender);
	if (judged.verdict === 'refused') throw new InvalidEditError(judged.rule);
	if (judged.verdict === 'over-limit') throw new InvalidEditError(judged.limit);
	if (judged.verdict === 'incomplete') throw new InvalidEditError('incomplete');
	if (judged.verdict === 'known') return { clientIds: [], claims: [], withdrawn: [] };
	if (judged.putBack.length > 0) throw new InvalidEditError('layer');
	// The copy has client ids of its own, one for each person.
	const claim = live.claims.judge(judged.clients, sender.identity.id, 'live');
	if (!claim.ok) throw new InvalidEditError('client');
	return { clientIds: judged.clients, claims: claim.changed, withdrawn: judged.withdrawn };
}
