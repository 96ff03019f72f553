import * as Y from 'yjs';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Projector } from '../projection/projector.ts';
import type { LiveDocument } from './live-document.ts';
import type { LiveDocuments } from './live-documents.ts';
import { appendFor } from './extensions/log.ts';
import { judgeUpdate } from './gate/judge-update.ts';
import type { GateRights } from './gate/judge-update.ts';
import { InvalidEditError } from './invalid-edit-error.ts';
import type { SyncHocuspocus } from './sync-hocuspocus.ts';
import type { UpdateLog } from './update-log.ts';

export interface TransactParts {
	readonly hocuspocus: SyncHocuspocus;
	readonly documents: LiveDocuments;
	readonly updateLog: UpdateLog;
	readonly projector: Projector;
	readonly rights: GateRights;
}

/**
 * A write by the server itself, as durable as one of a client: `edit` runs on a copy, what it changed
 * is judged as if `identity` had sent it, logged, applied to the live document and projected. When
 * this resolves, the tables show it. Rejects with InvalidEditError, or LogUnavailableError; then
 * nothing was changed.
 */
export async function transactDurably<T>(
	{ hocuspocus, documents, updateLog, projector, rights }: TransactParts,
	{ name, edit, identity }: { name: DocumentName; edit: (doc: Y.Doc) => T; identity: Identity }
): Promise<T> {
	documents.opening(name);
	const direct = await hocuspocus.openDirectConnection(name);
	try {
		const { document } = direct;
		if (document === null) throw new Error('a connection that is closed already');
		const live = documents.of(document);
		const { result, update } = editCopy(live, edit);
		if (update === undefined) return result;
		const judged = await judge(live, update, { identity, rights });
		if (documents.isGone(name)) throw new InvalidEditError('deleted');
		const seq = await appendFor(live, updateLog, { update, userId: identity.id, ...judged });
		Y.applyUpdate(document, update, { source: 'local', skipStoreHooks: true });
		live.applied(seq, update.length);
		await projector.flush(live);
		return result;
	} finally {
		await direct.disconnect();
	}
}

function editCopy<T>(
	live: LiveDocument,
	edit: (doc: Y.Doc) => T
): { readonly result: T; readonly update: Uint8Array | undefined } {
	const copy = new Y.Doc();
	try {
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(live.doc));
		const updates: Uint8Array[] = [];
		copy.on('update', (update: Uint8Array) => updates.push(update));
		const result = edit(copy);
		return { result, update: updates.length > 1 ? Y.mergeUpdates(updates) : updates[0] };
	} finally {
		copy.destroy();
	}
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
	// The copy has a client id of its own, made for this edit.
	const claim = live.claims.judge(judged.clients, sender.identity.id, 'live');
	if (!claim.ok) throw new InvalidEditError('client');
	return { clientIds: judged.clients, claims: claim.changed, withdrawn: judged.withdrawn };
}
