import { randomUUID } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import type * as Y from 'yjs';
import { featureCount, FEATURES, readFeature } from '#core/doc/layer-document.ts';
import { LIMITS } from '#core/doc/limits.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addFeatures, setGeometry, setProperty } from '#core/edit/layer-edits.ts';
import type { NewFeature } from '#core/feature/types.ts';
import { readGeoJsonValue } from '#core/format/read-geojson.ts';
import type { FeatureVerdict, GeoJsonFile } from '#core/format/read-geojson.ts';
import { eachPosition } from '#core/geometry/each-position.ts';
import { parseGeometry } from '#core/geometry/parse-geometry.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { isJson } from '#core/util/json.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { Identity } from '../../access/identity.ts';
import { chunksOf } from '../../projection/compare.ts';
import { ORIGIN } from '../maps/write-map.ts';
import { ProblemError } from '../problem.ts';
import type { ApiParts } from '../router.ts';
import type { addedFeaturesSchema, featurePatchSchema } from './schemas.ts';

type Added = z.infer<typeof addedFeaturesSchema>;
type FeaturePatch = z.infer<typeof featurePatchSchema>;
type Parts = Pick<ApiParts, 'documents' | 'log'>;

/** Faults that one answer names. */
const MAX_ERRORS = 100;

/** Adds what is valid, in chunks that clients can take; tells for each feature what became of it. */
export async function addToLayer(
	parts: Parts,
	identity: Identity,
	{ layerId, body }: { readonly layerId: string; readonly body: unknown }
): Promise<Added> {
	const { documents, log } = parts;
	const verdicts = [...readFile(body).verdicts()];
	const features = verdicts.flatMap((verdict) => (verdict.ok ? [verdict.feature] : []));
	const name = documentName('layer', layerId);
	const storedNow = () => documents.read(name, (doc) => storedOf(doc, features));
	const before = await storedNow();
	const taken = new Set(before);
	let awaited = features.length;
	try {
		for (const chunk of chunksOf(features, LIMITS.featuresPerTransaction)) {
			const edit = (doc: Y.Doc) => addFresh({ id: layerId, doc }, chunk, awaited);
			const known = await documents.transactDurably(name, edit, identity);
			for (const id of known) taken.add(id);
			awaited -= chunk.length;
		}
	} catch (error) {
		const stored = await storedNow();
		if (stored.isSubsetOf(before)) throw error;
		// Some of it is stored: whoever sends all of it again, without ids, would have that twice.
		log.warn({ err: error, layerId, stored: stored.size }, 'features were added in part');
		const missing = new Set(features.map(({ id }) => id)).difference(stored);
		return report(verdicts, { taken, missing });
	}
	return report(verdicts, { taken, missing: new Set() });
}

function storedOf(doc: Y.Doc, features: readonly NewFeature[]): Set<string> {
	const stored = doc.getMap(FEATURES);
	return new Set(features.flatMap(({ id }) => (stored.has(id) ? [id] : [])));
}

function readFile(body: unknown): GeoJsonFile {
	const file = readGeoJsonValue(body, { newId: randomUUID, taken: () => false });
	if (file.ok) return file.value;
	const pointer = file.reason === 'other-crs' ? '/crs' : '';
	throw new ProblemError('invalid', { errors: [{ pointer, detail: file.reason }] });
}

/** Ids that the layer has already: a request that is sent again adds nothing twice. */
function addFresh(
	layer: { readonly id: string; readonly doc: Y.Doc },
	chunk: readonly NewFeature[],
	awaited: number
): string[] {
	const stored = layer.doc.getMap(FEATURES);
	const known = chunk.filter(({ id }) => stored.has(id)).map(({ id }) => id);
	if (featureCount(layer.doc) + awaited - known.length > LIMITS.featuresPerLayer) {
		throw new ProblemError('limit-reached', {
			detail: `A layer holds ${LIMITS.featuresPerLayer} features.`
		});
	}
	const fresh = chunk.filter(({ id }) => !stored.has(id));
	applyChanges(layer.doc, addFeatures(layer, fresh), ORIGIN);
	return known;
}

interface Unadded {
	/** Ids that the layer had before. */
	readonly taken: ReadonlySet<string>;
	/** Ids of what came too late: the layer was full, or the database away. */
	readonly missing: ReadonlySet<string>;
}

function report(verdicts: readonly FeatureVerdict[], { taken, missing }: Unadded): Added {
	const features = verdicts.map((verdict) => {
		const { index } = verdict;
		if (!verdict.ok) return { index, id: null, ok: false, reason: verdict.reason, notes: [] };
		const { id } = verdict.feature;
		if (taken.has(id)) return { index, id, ok: false, reason: 'id-taken', notes: [] };
		if (missing.has(id)) return { index, id, ok: false, reason: 'not-stored', notes: [] };
		return { index, id, ok: true, notes: [...verdict.notes] };
	});
	const added = features.filter(({ ok }) => ok).length;
	if (added > 0) return { added, refused: features.length - added, features };
	throw new ProblemError('invalid', {
		detail: 'None of the features can be added.',
		errors: features.slice(0, MAX_ERRORS).map(({ index, reason = '' }) => ({
			pointer: verdicts.length === 1 ? '' : `/features/${index}`,
			detail: reason
		}))
	});
}

/** Changes what is given of one feature. */
export async function changeFeature(
	{ documents }: Pick<Parts, 'documents'>,
	identity: Identity,
	feature: { readonly layerId: string; readonly id: string; readonly patch: FeaturePatch }
): Promise<void> {
	const { layerId, id, patch } = feature;
	const geometry = patch.geometry === undefined ? undefined : readGeometry(patch.geometry);
	const values = readProperties(patch.properties ?? {});
	const edit = (doc: Y.Doc) => {
		const layer = { id: layerId, doc };
		if (readFeature(doc, id) === undefined) throw new ProblemError('not-found');
		if (geometry !== undefined) applyChanges(doc, setGeometry(layer, id, geometry), ORIGIN);
		for (const name of patch.remove ?? []) {
			applyChanges(doc, setProperty(layer, id, { name, value: undefined }), ORIGIN);
		}
		for (const [name, value] of values) {
			applyChanges(doc, setProperty(layer, id, { name, value }), ORIGIN);
		}
		const count = Object.keys(readFeature(doc, id)?.properties ?? {}).length;
		if (count > LIMITS.propertiesPerFeature) throw invalid('/properties', 'are too many');
	};
	await documents.transactDurably(documentName('layer', layerId), edit, identity);
}

function readGeometry(value: unknown): Geometry {
	const parsed = parseGeometry(value);
	if (!parsed.ok) throw invalid('/geometry', parsed.reason);
	const { geometry } = parsed.value;
	let vertices = 0;
	eachPosition(geometry, () => vertices++);
	if (vertices > LIMITS.verticesPerFeature) throw invalid('/geometry', 'too-many-vertices');
	return geometry;
}

function readProperties(given: Readonly<Record<string, unknown>>): [string, JsonValue][] {
	return Object.entries(given).map(([name, value]) => {
		const fits =
			name.length <= LIMITS.propertyNameLength &&
			isJson(value) &&
			JSON.stringify(value).length <= LIMITS.propertyValueLength;
		if (!fits) throw invalid(`/properties/${name}`, 'is too long or too deep');
		return [name, value];
	});
}

function invalid(pointer: string, detail: string): ProblemError {
	return new ProblemError('invalid', { errors: [{ pointer, detail }] });
}
