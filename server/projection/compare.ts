import { FEATURES, featureIds } from '#core/doc/layer-document.ts';
import { COMMENTS } from '#core/doc/talk-document.ts';
import type { Database } from '../db/database.ts';
import { differingComments, hasMap, listComments } from '../db/projection-comments.ts';
import { differingFeatures, layerDiffers, listFeatures } from '../db/projection-layers.ts';
import type { FeatureRow } from '../db/projection-layers.ts';
import { differingStack, mapDiffers } from '../db/projection-maps.ts';
import { commentRow } from './comment-rows.ts';
import { Dirty } from './dirty.ts';
import { featureRow, layerRow } from './layer-rows.ts';
import { mapRow, stackRows } from './map-rows.ts';
import type { ProjectionSource } from './source.ts';

/** Features compared by one query: below 1 MB of parameters for ordinary ones. */
const CHUNK = 1_000;

/** What the tables show otherwise than the document: what would have to be written. */
export async function compare(database: Database, source: ProjectionSource): Promise<Dirty> {
	const different = new Dirty();
	if (!source.exists) return different;
	const { pool } = database;
	if (source.kind === 'map') {
		different.meta = await mapDiffers(pool, source.id, mapRow(source.doc));
		const stack = await differingStack(pool, source.id, stackRows(source.doc));
		different.stack = stack.length > 0;
	} else if (source.kind === 'layer') {
		different.meta = await layerDiffers(pool, source.id, layerRow(source.doc));
		await compareFeatures(database, source, different.features);
	} else if (await hasMap(pool, source.id)) {
		await compareComments(database, source, different.comments);
	}
	return different;
}

async function compareFeatures(
	{ pool }: Database,
	{ id, doc }: ProjectionSource,
	different: Set<string>
): Promise<void> {
	const features = doc.getMap(FEATURES);
	const unreadable = new Set<string>();
	for (const chunk of chunksOf([...featureIds(doc)], CHUNK)) {
		const rows: FeatureRow[] = [];
		for (const featureId of chunk) {
			const row = featureRow(doc, featureId);
			if (row === 'unreadable') unreadable.add(featureId);
			else if (row !== 'gone') rows.push(row);
		}
		for (const found of await differingFeatures(pool, id, rows)) different.add(found);
	}
	for (const found of await listFeatures(pool, id)) {
		if (!features.has(found) || unreadable.has(found)) different.add(found);
	}
}

async function compareComments(
	{ pool }: Database,
	{ id, doc }: ProjectionSource,
	different: Set<string>
): Promise<void> {
	const known = new Set<string>();
	for (const chunk of chunksOf([...doc.getMap(COMMENTS).keys()], CHUNK)) {
		const rows = chunk.flatMap((commentId) => commentRow(doc, commentId) ?? []);
		for (const row of rows) known.add(row.id);
		for (const found of await differingComments(pool, id, rows)) different.add(found);
	}
	for (const found of await listComments(pool, id)) if (!known.has(found)) different.add(found);
}

export function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
	for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
