import { parseDocumentName } from '#core/doc/names.ts';
import type { Database } from '../db/database.ts';
import { listDocuments } from '../db/documents.ts';
import { deleteStray, listStrays, resetSequences } from '../db/projection-state.ts';
import { compare } from './compare.ts';
import type { Dirty } from './dirty.ts';
import { repair } from './projector.ts';
import type { ProjectionSource } from './source.ts';

/** A place where the tables show something else than the documents. */
export interface Difference {
	readonly document: string;
	/** `meta`, `stack`, `stray` (there is no such document), or the id of a feature. */
	readonly entity: string;
}

export interface VerifyOptions {
	readonly database: Database;
	readonly loadSource: (name: string) => Promise<ProjectionSource>;
}

/** Compares all tables with the documents. Empty: they are as they should be. */
export async function verify({ database, loadSource }: VerifyOptions): Promise<Difference[]> {
	const differences: Difference[] = [];
	for (const name of await listDocuments(database)) {
		const source = await loadSource(name);
		differences.push(...describe(name, await compare(database, source)));
		source.doc.destroy();
	}
	for (const document of await listStrays(database)) {
		differences.push({ document, entity: 'stray' });
	}
	return differences;
}

/** Makes all tables what the documents say, whatever they said before. Returns what was different. */
export async function rebuild({ database, loadSource }: VerifyOptions): Promise<Difference[]> {
	const differences: Difference[] = [];
	for (const document of await listStrays(database)) {
		const { kind, id } = parseDocumentName(document) ?? {};
		if (id === undefined || kind === undefined) continue;
		await deleteStray(database, kind, id);
		differences.push({ document, entity: 'stray' });
	}
	await resetSequences(database);
	// Maps before the talk about them.
	for (const name of (await listDocuments(database)).sort(byKind)) {
		const source = await loadSource(name);
		const repaired = await repair(database, source, { notify: false });
		differences.push(...describe(name, repaired));
		source.doc.destroy();
	}
	return differences;
}

function byKind(one: string, other: string): number {
	return Number(one.startsWith('talk:')) - Number(other.startsWith('talk:'));
}

function* describe(document: string, different: Dirty): Generator<Difference> {
	if (different.meta) yield { document, entity: 'meta' };
	if (different.stack) yield { document, entity: 'stack' };
	for (const entity of different.features) yield { document, entity };
	for (const entity of different.comments) yield { document, entity };
}
