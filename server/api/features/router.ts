import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as Y from 'yjs';
import { FEATURES } from '#core/doc/layer-document.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { removeFeatures } from '#core/edit/layer-edits.ts';
import { findFeature, listFeatures } from '../../db/features.ts';
import type { FeaturePage } from '../../db/features.ts';
import { findLayer } from '../../db/layers.ts';
import { isKnown, requireMatch } from '../etag.ts';
import { jsonText } from '../json-text.ts';
import { ORIGIN } from '../maps/write-map.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { nextPage } from '../pages.ts';
import { permitLayer } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import { readBbox, readFilters } from './query.ts';
import * as routes from './routes.ts';
import type { featureCollectionSchema, featureSchema } from './schemas.ts';
import { addToLayer, changeFeature } from './write-features.ts';

type Feature = z.infer<typeof featureSchema>;
type Collection = z.infer<typeof featureCollectionSchema>;

/** `/api/layers/:id/features`. GeoJSON goes from the database to the caller without being parsed. */
export function featuresRouter(parts: ApiParts) {
	const { database, rights, documents } = parts;
	const queue = new OneAtATime();
	const read = async (layerId: string, id: string) => {
		const feature = await findFeature(database, layerId, id);
		if (feature === undefined) throw new ProblemError('not-found');
		return feature;
	};
	return createRouter()
		.openapi(routes.listFeatures, async (c) => {
			const { id } = c.req.valid('param');
			const { limit, offset, bbox, ...rest } = c.req.valid('query');
			const page = { limit, offset };
			const query = { boxes: readBbox(bbox), filters: readFilters(rest), page };
			await permitLayer(rights, c.var.identity, { act: 'layer:read', id });
			const found = await listFeatures(database, id, query);
			if (offset + found.features.length < found.matched) nextPage(c, page);
			return geoJson<Collection>(c, toCollection(found));
		})
		.openapi(routes.addFeatures, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			await permitLayer(rights, identity, { act: 'layer:edit', id });
			const layer = await findLayer(database, id);
			if (layer?.source_type !== 'vector') throw new ProblemError('not-vector');
			const added = await addToLayer(parts, identity, { layerId: id, body: c.req.valid('json') });
			const [only, another] = added.features;
			const one = another === undefined && only?.id ? `/${only.id}` : '';
			c.header('Location', `/api/layers/${id}/features${one}`);
			return c.json(added, 201);
		})
		.openapi(routes.readFeature, async (c) => {
			const { id, featureId } = c.req.valid('param');
			await permitLayer(rights, c.var.identity, { act: 'layer:read', id });
			const feature = await read(id, featureId);
			return isKnown(c, feature) ? c.body(null, 304) : geoJson<Feature>(c, feature);
		})
		.openapi(routes.updateFeature, async (c) => {
			const identity = required(c.var.identity);
			const { id, featureId } = c.req.valid('param');
			const patch = c.req.valid('json');
			const feature = await queue.run(id + featureId, async () => {
				await permitLayer(rights, identity, { act: 'layer:edit', id });
				const before = await read(id, featureId);
				await requireMatch(c, () => Promise.resolve(before));
				refuseOtherSource(before, patch.source_id);
				await changeFeature(parts, identity, { layerId: id, id: featureId, patch });
				return read(id, featureId);
			});
			isKnown(c, feature);
			return geoJson<Feature>(c, feature);
		})
		.openapi(routes.deleteFeature, async (c) => {
			const identity = required(c.var.identity);
			const { id, featureId } = c.req.valid('param');
			await queue.run(id + featureId, async () => {
				await permitLayer(rights, identity, { act: 'layer:edit', id });
				await requireMatch(c, () => read(id, featureId));
				const edit = (doc: Y.Doc) => {
					if (!doc.getMap(FEATURES).has(featureId)) throw new ProblemError('not-found');
					applyChanges(doc, removeFeatures({ id, doc }, [featureId]), ORIGIN);
				};
				await documents.transactDurably(documentName('layer', id), edit, identity);
			});
			return c.body(null, 204);
		});
}

const geoJson = <Body>(c: Context, text: string) => jsonText<Body>(c, text, 'application/geo+json');

function toCollection({ matched, features }: FeaturePage): string {
	return `{"type":"FeatureCollection","numberMatched":${matched},"numberReturned":${features.length},"features":[${features.join(',')}]}`;
}

/** What a feature was called in its file stays; one that is sent back as it was read is fine. */
function refuseOtherSource(before: string, wanted: string | null | undefined): void {
	if (wanted === undefined) return;
	const { source_id: present = null } = JSON.parse(before) as {
		readonly source_id?: string | null;
	};
	if (wanted === present) return;
	const detail = 'is what the feature was called in its file, and stays';
	throw new ProblemError('invalid', { errors: [{ pointer: '/source_id', detail }] });
}
