import * as Y from 'yjs';
import { LIMITS } from '#core/doc/limits.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Projector } from '../projection/projector.ts';
import type { LiveDocument } from './live-document.ts';
import type { LiveDocuments } from './live-documents.ts';
import { appendFor } from './extensions/log.ts';
import { inspectUpdate } from './gate/inspect-update.ts';
import type { GateLimit, GateRule } from './gate/inspect-update.ts';
import type { SyncHocuspocus } from './sync-hocuspocus.ts';
import type { UpdateLog } from './update-log.ts';

/** The edit would leave the document in a state that the schema does not allow. */
class InvalidEditError extends Error {
	override readonly name = 'InvalidEditError';
	readonly rule: GateRule | GateLimit | 'document';

	constructor(rule: GateRule | GateLimit | 'document') {
		super(`the edit is not valid: ${rule}`);
		this.rule = rule;
	}
}

export interface TransactParts {
	readonly hocuspocus: SyncHocuspocus;
	readonly documents: LiveDocuments;
	readonly updateLog: UpdateLog;
	readonly projector: Projector;
}

/**
 * A write by the server itself, as durable as one of a client: `edit` runs on a copy, what it changed
 * is inspected, logged, applied to the live document and projected. When this resolves, the tables
 * show it. Rejects with InvalidEditError, or LogUnavailableError; then nothing was changed.
 */
export async function transactDurably<T>(
	{ hocuspocus, documents, updateLog, projector }: TransactParts,
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
		const clientIds = judge(live, update, identity);
		const seq = await appendFor(live, updateLog, { update, userId: identity.id, ...clientIds });
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

function judge(live: LiveDocument, update: Uint8Array, identity: Identity) {
	const verdict = inspectUpdate(update, live);
	if (verdict.verdict === 'refused') throw new InvalidEditError(verdict.rule);
	if (verdict.verdict === 'over-limit') throw new InvalidEditError(verdict.limit);
	if (verdict.verdict === 'incomplete') throw new InvalidEditError('incomplete');
	if (live.bytes + update.length > LIMITS.documentBytes) throw new InvalidEditError('document');
	const clientIds = verdict.verdict === 'new' ? verdict.clients : [];
	// The copy has a client id of its own, made for this edit.
	const claim = live.claims.judge(clientIds, identity.id, 'live');
	if (!claim.ok) throw new InvalidEditError('client');
	return { clientIds, claims: claim.changed };
}
