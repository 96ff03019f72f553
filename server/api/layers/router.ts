import { randomUUID } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { may } from '#core/access/policy.ts';
import type { Actor, LayerThing } from '#core/access/policy.ts';
import { documentName } from '#core/doc/names.ts';
import { opacityOf } from '#core/style/vector-style.ts';
import type { JsonValue } from '#core/util/json.ts';
import { wmsConfigSchema } from '#core/layer/source-config.ts';
import { previewUrl } from '#core/wms/preview-url.ts';
import { findLayer, listLibrary } from '../../db/layers.ts';
import type { LayerSummaryRow, ListedLayerRow } from '../../db/layers.ts';
import { isKnown, requireMatch } from '../etag.ts';
import { toObject } from '../maps/answers.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { cutPage } from '../pages.ts';
import { permitLayer } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import * as routes from './routes.ts';
import type { layerSchema, layerSummarySchema, listedLayerSchema } from './schemas.ts';
import { changeLayer, isFree, makeLayer } from './write-layer.ts';

/** `/api/layers`: the library, and the configuration of each layer. */
export function layersRouter(parts: ApiParts) {
	const { database, rights, documents } = parts;
	const queue = new OneAtATime();
	return createRouter()
		.openapi(routes.listLayers, async (c) => {
			const { limit, offset, ...filter } = c.req.valid('query');
			const { identity } = c.var;
			const userId = filter.mine === true ? required(identity).id : (identity?.id ?? null);
			const page = { limit, offset };
			const rows = await listLibrary(database, userId, { filter, page });
			return c.json(cutPage(c, page, rows).map(toListed), 200);
		})
		.openapi(routes.createLayer, async (c) => {
			const identity = required(c.var.identity);
			const { id = randomUUID(), ...values } = c.req.valid('json');
			const isNew = await queue.run(id, async () => {
				const free = await isFree(parts, identity, id);
				if (free) await makeLayer(parts, identity, { id, ...values });
				return free;
			});
			const layer = await answer(parts, identity, id);
			isKnown(c, layer);
			if (isNew) c.header('Location', `/api/layers/${id}`);
			return c.json(layer, isNew ? 201 : 200);
		})
		.openapi(routes.readLayer, async (c) => {
			const { id } = c.req.valid('param');
			const layer = await answer(parts, c.var.identity, id);
			return isKnown(c, layer) ? c.body(null, 304) : c.json(layer, 200);
		})
		.openapi(routes.updateLayer, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const patch = c.req.valid('json');
			const layer = await queue.run(id, async () => {
				const thing = await permitLayer(rights, identity, { act: 'layer:read', id });
				const before = await answer(parts, identity, id, thing);
				await requireMatch(c, () => Promise.resolve(before));
				const { source_type: sourceType } = before;
				const source = before.source_config as JsonValue;
				await changeLayer(parts, identity, { id, thing, sourceType, source, patch });
				return answer(parts, identity, id);
			});
			isKnown(c, layer);
			return c.json(layer, 200);
		})
		.openapi(routes.deleteLayer, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			await queue.run(id, async () => {
				const thing = await permitLayer(rights, identity, { act: 'layer:delete', id });
				await requireMatch(c, () => answer(parts, identity, id, thing));
				await documents.deleteDocument(documentName('layer', id), identity);
			});
			return c.body(null, 204);
		});
}

/** The layer as this caller sees it, if they may read it. */
async function answer(
	{ database, rights }: ApiParts,
	actor: Actor | null,
	id: string,
	known?: LayerThing
): Promise<z.infer<typeof layerSchema>> {
	const thing = known ?? (await permitLayer(rights, actor, { act: 'layer:read', id }));
	const row = await findLayer(database, id);
	if (row === undefined) throw new ProblemError('not-found');
	return {
		...toSummary(row),
		source_config: toObject(row.source_config),
		style_config: toObject(row.style_config),
		legend_config: toObject(row.legend_config),
		metadata: toObject(row.metadata),
		allowed: allowedTo(actor, thing)
	};
}

const ACTS = [
	['layer:edit', 'edit'],
	['layer:set-editable', 'set_editable'],
	['layer:set-global', 'set_global'],
	['layer:delete', 'delete']
] as const;

function allowedTo(actor: Actor | null, thing: LayerThing) {
	return ACTS.filter(([act]) => may(actor, act, thing).ok).map(([, name]) => name);
}

/** Of a library's card. */
const PREVIEW = { width: 160, height: 120 };

function toListed(row: ListedLayerRow): z.infer<typeof listedLayerSchema> {
	const opacity = opacityOf(row.style_config);
	return { ...toSummary(row), opacity, preview_url: previewOf(row) };
}

function previewOf({ id, source_type: type, source_config: config }: ListedLayerRow) {
	if (type === 'geotiff') return `/api/layers/${id}/preview`;
	const wms = type === 'wms' ? wmsConfigSchema.safeParse(config) : undefined;
	return wms?.success === true ? previewUrl(wms.data, PREVIEW) : null;
}

function toSummary(row: LayerSummaryRow): z.infer<typeof layerSummarySchema> {
	return {
		id: row.id,
		name: row.name,
		description: row.description,
		category: row.category,
		source_type: row.source_type,
		editable: row.editable,
		is_global: row.is_global,
		created_by: row.created_by,
		created_by_name: row.created_by_name,
		created_at: row.created_at.toISOString(),
		updated_at: row.updated_at.toISOString()
	};
}
