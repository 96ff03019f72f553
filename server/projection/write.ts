import type { Database } from '../db/database.ts';
import { deleteFeatures, saveFeatures, saveLayer } from '../db/projection-layers.ts';
import type { FeatureRow, ProjectedDocument } from '../db/projection-layers.ts';
import { saveMap, saveStack } from '../db/projection-maps.ts';
import { inTransaction, saveState } from '../db/projection-state.ts';
import type { ProjectionFault } from '../db/projection-state.ts';
import { chunksOf } from './compare.ts';
import type { Dirty } from './dirty.ts';
import { featureRow, layerRow } from './layer-rows.ts';
import { mapRow, stackRows } from './map-rows.ts';
import { Part } from './part.ts';
import type { ProjectionSource } from './source.ts';
import { writeTalk } from './write-talk.ts';

/** Features in one transaction: the embedded database serves nobody else meanwhile. */
const CHUNK = 1_000;
const META_ENTITY = 'meta';
const STACK_ENTITY = 'stack';

/**
 * Writes what changed to the tables, and in any case the row of the map or layer: the other rows hang
 * on it, and it shows when something changed last. The sequence is noted with the last part, so that a crash before
 * it is found at the next start. What the database refuses is noted in `projection_errors`.
 */
export async function write(
	database: Database,
	source: ProjectionSource,
	dirty: Dirty,
	{ notify = true }: { readonly notify?: boolean } = {}
): Promise<readonly ProjectionFault[]> {
	const target: ProjectedDocument = {
		document: source.name,
		id: source.id,
		seq: source.settledSeq
	};
	switch (source.kind) {
		case 'map':
			return writeMap(database, source, { target, dirty });
		case 'layer':
			return writeLayer(database, source, { target, dirty });
		case 'talk':
			return writeTalk(database, source, { target, ids: dirty.comments, notify });
	}
}

interface Work {
	readonly target: ProjectedDocument;
	readonly dirty: Dirty;
}

async function writeMap(
	database: Database,
	{ doc }: ProjectionSource,
	{ target, dirty }: Work
): Promise<readonly ProjectionFault[]> {
	return inTransaction(database, async (client) => {
		const part = new Part(client);
		await part.try(META_ENTITY, () => saveMap(client, target, mapRow(doc)));
		if (dirty.stack) await part.try(STACK_ENTITY, () => saveStack(client, target, stackRows(doc)));
		await saveState(client, target, part);
		return part.faults;
	});
}

async function writeLayer(
	database: Database,
	{ doc }: ProjectionSource,
	{ target, dirty }: Work
): Promise<readonly ProjectionFault[]> {
	const faults: ProjectionFault[] = [];
	const chunks = [...chunksOf([...dirty.features], CHUNK)];
	await inTransaction(database, async (client) => {
		const part = new Part(client);
		await part.try(META_ENTITY, () => saveLayer(client, target, layerRow(doc)));
		const only = chunks.length <= 1;
		if (only) await writeFeatures(part, { doc, target, ids: chunks[0] ?? [] });
		if (only) await saveState(client, target, part);
		faults.push(...part.faults);
	});
	if (chunks.length <= 1) return faults;
	for (const [i, ids] of chunks.entries()) {
		await inTransaction(database, async (client) => {
			const part = new Part(client);
			await writeFeatures(part, { doc, target, ids });
			const seq = i === chunks.length - 1 ? target.seq : -1;
			await saveState(client, { ...target, seq }, part);
			faults.push(...part.faults);
		});
	}
	return faults;
}

interface FeatureWork {
	readonly doc: ProjectionSource['doc'];
	readonly target: ProjectedDocument;
	readonly ids: readonly string[];
}

async function writeFeatures(part: Part, { doc, target, ids }: FeatureWork): Promise<void> {
	if (ids.length === 0) return;
	const rows: FeatureRow[] = [];
	const gone: string[] = [];
	for (const id of ids) {
		const row = featureRow(doc, id);
		part.entityIds.push(id);
		if (typeof row !== 'string') rows.push(row);
		else gone.push(id);
		if (row === 'unreadable') part.faults.push({ entityId: id, reason: 'no readable geometry' });
	}
	if (gone.length > 0) await deleteFeatures(part.client, target, gone);
	await part.saveHalving(rows, {
		save: (some) => saveFeatures(part.client, target, some),
		drop: (row) => deleteFeatures(part.client, target, [row.id])
	});
}
