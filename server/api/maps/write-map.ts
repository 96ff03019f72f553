import type { z } from '@hono/zod-openapi';
import type * as Y from 'yjs';
import { may } from '#core/access/policy.ts';
import type { MapThing } from '#core/access/policy.ts';
import { DEFAULT_MAP, readMapMeta } from '#core/doc/map-document.ts';
import type { MapMeta } from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createMap, setMapMeta } from '#core/edit/map-edits.ts';
import type { Identity } from '../../access/identity.ts';
import { readStackOf, setLevel } from '../../db/maps.ts';
import { isDeleted } from '../../db/rights.ts';
import { permit } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import type { ApiParts } from '../router.ts';
import type { mapPatchSchema } from './schemas.ts';

export type MapPatch = z.infer<typeof mapPatchSchema>;
type Parts = Pick<ApiParts, 'database' | 'documents' | 'rights'>;

/** Of the transactions that requests make. */
export const ORIGIN = 'api';

/**
 * Whether a map with an id that the caller chose is to be made: `false` when they made it before. An id
 * that is taken cannot be hidden, whoever may see what it stands for.
 */
export async function isFree(parts: Parts, identity: Identity, id: string): Promise<boolean> {
	const name = documentName('map', id);
	if (await isDeleted(parts.database, name)) {
		throw new ProblemError('conflict', { detail: 'A map with this id was deleted.' });
	}
	const map = await parts.rights.map(identity, id);
	if (map === undefined) return true;
	if (map.createdBy === identity.id) return false;
	throw new ProblemError('conflict', { detail: 'This id is taken.' });
}

/** Makes a map: its document first, then the level, which is no part of it. */
export async function makeMap(
	{ database, documents }: Parts,
	identity: Identity,
	{ id, ...values }: MapPatch & { readonly id: string; readonly name: string }
): Promise<void> {
	const meta: MapMeta = { ...DEFAULT_MAP, ...contentOf(values, DEFAULT_MAP) };
	await documents.transactDurably(
		documentName('map', id),
		(doc) => applyChanges(doc, createMap({ id, doc }, meta), ORIGIN),
		identity
	);
	const level = values.permission_level ?? 'private';
	if (level !== 'private') await setLevel(database, id, level);
}

interface MapChange {
	readonly id: string;
	readonly map: MapThing;
	readonly patch: MapPatch;
}

/** Changes what is given, for somebody who may edit the map; the level is for its owner. */
export async function changeMap(
	parts: Parts,
	identity: Identity,
	change: MapChange
): Promise<void> {
	const { id, map, patch } = change;
	const { permission_level: level } = patch;
	if (level !== undefined) permit(may(identity, 'map:share', map));
	if (level !== 'public') return applyPatch(parts, identity, change);
	await parts.documents.publishing(id, async () => {
		await refusePublishing(parts, identity, { id, map });
		await applyPatch(parts, identity, change);
	});
}

async function applyPatch(
	{ database, documents }: Parts,
	identity: Identity,
	{ id, map, patch }: MapChange
): Promise<void> {
	const { permission_level: level, ...content } = patch;
	if (Object.keys(content).length > 0) {
		const edit = (doc: Y.Doc) =>
			applyChanges(doc, setMapMeta({ id, doc }, contentOf(content, readMapMeta(doc))), ORIGIN);
		await documents.transactDurably(documentName('map', id), edit, identity);
	}
	if (level !== undefined && level !== map.level) {
		await setLevel(database, id, level);
		await documents.rightsChanged({ mapId: id });
	}
}

function contentOf(patch: MapPatch, present: MapMeta): Partial<MapMeta> {
	const { center_lat: lat, center_lng: lng, name, description, zoom, basemap } = patch;
	return {
		...(name === undefined ? {} : { name }),
		...(description === undefined ? {} : { description }),
		...(zoom === undefined ? {} : { zoom }),
		...(basemap === undefined ? {} : { basemap }),
		...(lat === undefined && lng === undefined
			? {}
			: { center: [lng ?? present.center[0], lat ?? present.center[1]] as const })
	};
}

/** Nobody publishes what is somebody else's: the rule of stacking, asked for the map as it would be. */
async function refusePublishing(
	{ database, rights }: Parts,
	identity: Identity,
	{ id, map }: { readonly id: string; readonly map: MapThing }
): Promise<void> {
	const inTheWay: { id: string; name: string }[] = [];
	for (const { layer_id: layerId, name } of await readStackOf(database, id)) {
		const layer = await rights.layer(identity, layerId);
		if (layer === undefined) continue;
		const verdict = may(identity, 'layer:stack', { map: { ...map, level: 'public' }, layer });
		if (!verdict.ok && verdict.reason === 'private-layer') inTheWay.push({ id: layerId, name });
	}
	if (inTheWay.length === 0) return;
	const names = inTheWay.map(({ name }) => `“${name}”`).join(', ');
	throw new ProblemError('private-layers', {
		detail: `These layers belong to other people: ${names}. Take them out of the map, or ask for them to be shared.`,
		layers: inTheWay
	});
}
