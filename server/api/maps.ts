import { createRoute, z } from '@hono/zod-openapi';
import { accessTo } from '../access/policy.ts';
import { findMap, listMapsOf, readStackOf } from '../db/maps.ts';
import type { MapRow, MapSummaryRow, StackRow } from '../db/maps.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter, required } from './router.ts';
import type { ApiParts } from './router.ts';
import { idParamSchema, momentSchema, pageQuerySchema, sameId, uuidSchema } from './schemas.ts';

const mapSummarySchema = z
	.object({
		id: uuidSchema,
		name: z.string(),
		description: z.string(),
		permission_level: z.enum(['private', 'collaborators', 'public']),
		created_by: uuidSchema.nullable(),
		created_at: momentSchema,
		updated_at: momentSchema,
		layer_count: z.int()
	})
	.openapi('MapSummary');

const stackEntrySchema = z
	.object({
		layer_id: uuidSchema,
		name: z.string(),
		source_type: z.enum(['wms', 'geotiff', 'vector']),
		display_order: z.int(),
		is_visible: z.boolean(),
		opacity: z.number(),
		added_at: momentSchema
	})
	.openapi('StackEntry');

const mapSchema = mapSummarySchema
	.extend({
		center_lat: z.number().nullable(),
		center_lng: z.number().nullable(),
		zoom: z.number().nullable(),
		basemap: z.string().nullable(),
		/** Bottom to top. */
		layers: z.array(stackEntrySchema)
	})
	.openapi('Map');

const listMaps = createRoute({
	method: 'get',
	path: '/api/maps',
	summary: 'Your maps, the last changed first',
	request: { query: pageQuerySchema },
	responses: {
		200: {
			description: 'Maps you made or were invited to',
			content: { 'application/json': { schema: z.array(mapSummarySchema) } }
		},
		...problems('unauthorized', 'invalid')
	}
});

const readMap = createRoute({
	method: 'get',
	path: '/api/maps/{id}',
	summary: 'One map with its layer stack',
	request: { params: idParamSchema },
	responses: {
		200: { description: 'The map', content: { 'application/json': { schema: mapSchema } } },
		...problems('unauthorized', 'not-found', 'invalid')
	}
});

/** `/api/maps`. Reads come from the tables; they follow the documents by a second or two. */
export function mapsRouter({ database }: ApiParts) {
	return createRouter()
		.openapi(listMaps, async (c) => {
			const { id } = required(c.var.identity);
			const page = c.req.valid('query');
			const rows = await listMapsOf(database, id, page);
			if (rows.length === page.limit) {
				const next = `/api/maps?limit=${page.limit}&offset=${page.offset + page.limit}`;
				c.header('Link', `<${next}>; rel="next"`);
			}
			return c.json(rows.map(toSummary), 200);
		})
		.openapi(readMap, async (c) => {
			const id = sameId(c.req.valid('param').id);
			// What the caller may not see does not exist: 404 either way.
			if ((await accessTo({ kind: 'map', id }, c.var.identity)) === 'none') {
				throw new ProblemError('not-found');
			}
			const map = await findMap(database, id);
			if (map === undefined) throw new ProblemError('not-found');
			return c.json(toMap(map, await readStackOf(database, id)), 200);
		});
}

function toSummary(row: MapSummaryRow): z.infer<typeof mapSummarySchema> {
	return {
		id: row.id,
		name: row.name,
		description: row.description,
		permission_level: row.permission_level,
		created_by: row.created_by,
		created_at: row.created_at.toISOString(),
		updated_at: row.updated_at.toISOString(),
		layer_count: row.layer_count
	};
}

function toMap(row: MapRow, stack: readonly StackRow[]): z.infer<typeof mapSchema> {
	return {
		...toSummary(row),
		center_lat: row.center_lat,
		center_lng: row.center_lng,
		zoom: row.zoom,
		basemap: row.basemap,
		layers: stack.map((layer) => ({ ...layer, added_at: layer.added_at.toISOString() }))
	};
}
