import { randomUUID } from 'node:crypto';
import type * as Y from 'yjs';
import { readFeatures, readLayerMeta } from '#core/doc/layer-document.ts';
import { LIMITS } from '#core/doc/limits.ts';
import { readMapMeta, readStack } from '#core/doc/map-document.ts';
import type { StackEntry } from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addFeatures, createLayer } from '#core/edit/layer-edits.ts';
import { addToStack, createMap, setStackEntry } from '#core/edit/map-edits.ts';
import type { Feature } from '#core/feature/types.ts';
import type { LayerMeta } from '#core/layer/types.ts';
import type { Identity } from '../../access/identity.ts';
import { findLayer } from '../../db/layers.ts';
import { chunksOf } from '../../projection/compare.ts';
import type { ApiParts } from '../router.ts';
import { ORIGIN } from './write-map.ts';

type Parts = Pick<ApiParts, 'database' | 'documents'>;

export interface MapCopy {
	readonly from: string;
	readonly id: string;
	readonly name: string | undefined;
}

/**
 * Copies a map as its document is now. Layers drawn in it are copied with their features; those of the
 * library, and those that show something from elsewhere, are the same ones in both maps.
 */
export async function copyMap(
	parts: Parts,
	identity: Identity,
	{ from, id, name }: MapCopy
): Promise<void> {
	const source = await parts.documents.read(documentName('map', from), (doc) => ({
		meta: readMapMeta(doc),
		stack: readStack(doc)
	}));
	const stack: StackEntry[] = [];
	for (const entry of source.stack) {
		const layerId = await copyLayer(parts, identity, entry.layerId);
		stack.push({ ...entry, layerId });
	}
	const meta = { ...source.meta, name: name ?? nameOr(source.meta.name) };
	await parts.documents.transactDurably(
		documentName('map', id),
		(doc) => {
			applyChanges(doc, createMap({ id, doc }, meta), ORIGIN);
			for (const { layerId, visible, opacity } of stack) {
				applyChanges(doc, addToStack({ id, doc }, layerId, Math.random), ORIGIN);
				applyChanges(doc, setStackEntry({ id, doc }, layerId, { visible, opacity }), ORIGIN);
			}
		},
		identity
	);
}

/** Id of the copy; that of the layer itself where the copy shows the same one. */
async function copyLayer(parts: Parts, identity: Identity, from: string): Promise<string> {
	const row = await findLayer(parts.database, from);
	if (row === undefined || row.is_global || row.source_type !== 'vector') return from;
	const source = await parts.documents.read(documentName('layer', from), (doc) => ({
		meta: readLayerMeta(doc),
		features: [...readFeatures(doc)].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
	}));
	const id = randomUUID();
	const meta = { ...source.meta, name: nameOr(source.meta.name) };
	await writeLayer(parts, identity, { ...source, id, meta });
	return id;
}

async function writeLayer(
	{ documents }: Parts,
	identity: Identity,
	layer: { readonly id: string; readonly meta: LayerMeta; readonly features: readonly Feature[] }
): Promise<void> {
	const { id, meta, features } = layer;
	const name = documentName('layer', id);
	const create = (doc: Y.Doc) => applyChanges(doc, createLayer({ id, doc }, meta), ORIGIN);
	await documents.transactDurably(name, create, identity);
	for (const chunk of chunksOf(features, LIMITS.featuresPerTransaction)) {
		const add = (doc: Y.Doc) => applyChanges(doc, addFeatures({ id, doc }, chunk), ORIGIN);
		await documents.transactDurably(name, add, identity);
	}
}

/** A document that came in parts may have no name yet; a new one must have one. */
function nameOr(name: string): string {
	return name.trim() === '' ? '–' : name;
}
