import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '@hocuspocus/server';
import { STACK } from '#core/doc/map-document.ts';
import { documentName, parseDocumentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import type { Identity } from '../access/identity.ts';
import type { Database } from '../db/database.ts';
import { deleteDocuments, listHolders, namesOf } from '../db/documents-delete.ts';
import type { Deletion } from '../db/documents-delete.ts';
import type { Projector } from '../projection/projector.ts';
import type { LiveDocuments } from './live-documents.ts';
import { cutOff } from './cut-off.ts';
import { Refusal } from './refusal.ts';
import type { SyncHocuspocus } from './sync-hocuspocus.ts';
import type { Sync } from './types.ts';

/** How long what is under way may take to end. */
const QUIET_LIMIT_MS = 10_000;

export interface DeleteParts {
	readonly database: Database;
	readonly hocuspocus: SyncHocuspocus;
	readonly documents: LiveDocuments;
	readonly projector: Projector;
	readonly isCompacting: (document: Document) => boolean;
	readonly transactDurably: Sync['transactDurably'];
}

/**
 * Deletes a map, with the talk about it, or a layer, which leaves every map that shows it. From here
 * on nothing of it is taken any more; whoever has it open is told when it is done.
 */
export async function deleteDocument(
	parts: DeleteParts,
	{ name, identity }: { readonly name: DocumentName; readonly identity: Identity }
): Promise<void> {
	const subject = parseDocumentName(name);
	if (subject === undefined || subject.kind === 'talk') throw new Error(`not to delete: ${name}`);
	const { kind, id } = subject;
	const deletion: Deletion = { kind, id, userId: identity.id };
	if (kind === 'layer') await leaveMaps(parts, id, identity);
	const { documents, hocuspocus } = parts;
	const names = namesOf(deletion);
	for (const gone of names) documents.setGone(gone, true);
	const open = names.flatMap((gone) => hocuspocus.documents.get(gone) ?? []);
	try {
		for (const document of open) await quieten(parts, document);
		await deleteDocuments(parts.database, deletion);
	} catch (error) {
		carryOn(parts, open);
		throw error;
	} finally {
		// From here on, reopening asks the database.
		for (const gone of names) documents.setGone(gone, false);
	}
	for (const document of open) {
		for (const connection of document.getConnections()) cutOff(connection, new Refusal('deleted'));
		hocuspocus.documents.delete(document.name);
		document.destroy();
	}
}

/** It could not be deleted: it is followed again, and compared with the tables first. */
function carryOn({ documents, projector }: DeleteParts, open: readonly Document[]): void {
	for (const document of open) {
		const live = documents.find(document);
		if (live !== undefined) projector.follow(live, { isBehind: true });
	}
}

async function leaveMaps(
	{ database, hocuspocus, transactDurably }: DeleteParts,
	layerId: string,
	identity: Identity
): Promise<void> {
	const mapIds = new Set(await listHolders(database, layerId));
	for (const document of hocuspocus.documents.values()) {
		const subject = parseDocumentName(document.name);
		if (subject?.kind === 'map' && document.getMap(STACK).has(layerId)) mapIds.add(subject.id);
	}
	for (const mapId of mapIds) {
		const remove = (doc: Parameters<Parameters<Sync['transactDurably']>[1]>[0]) =>
			doc.getMap(STACK).delete(layerId);
		await transactDurably(documentName('map', mapId), remove, identity);
	}
}

/** Until nothing writes to the log or the tables for it any more. */
async function quieten(parts: DeleteParts, document: Document): Promise<void> {
	const live = parts.documents.find(document);
	if (live === undefined) return;
	const end = performance.now() + QUIET_LIMIT_MS;
	while (live.isBusy || parts.isCompacting(document)) {
		if (performance.now() > end) throw new Error(`${live.name} does not come to rest`);
		await sleep(5);
	}
	await parts.projector.release(live);
}
