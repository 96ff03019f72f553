import { z } from '@hono/zod-openapi';
import { LIMITS } from '#core/doc/limits.ts';
import {
	bodyId,
	labelSchema,
	momentSchema,
	pageQuerySchema,
	flagSchema,
	textSchema,
	uuidSchema
} from '../schemas.ts';

const MAX_ZOOM = 22;
const BASEMAP_LENGTH = 100;

const levelSchema = z.enum(['private', 'collaborators', 'public']);
export const permissionSchema = z.enum(['view', 'edit']);
export const roleSchema = z
	.enum(['owner', 'edit', 'view'])
	.openapi({ description: 'What the caller may do; whoever reads a public map may view' });
export const jsonObjectSchema = z.record(z.string(), z.unknown());

export const mapSummarySchema = z
	.object({
		id: uuidSchema,
		name: z.string(),
		description: z.string(),
		permission_level: levelSchema,
		role: roleSchema,
		created_by: uuidSchema.nullable(),
		created_by_name: z.string().nullable(),
		created_at: momentSchema,
		updated_at: momentSchema,
		layer_count: z.int()
	})
	.openapi('MapSummary');

export const stackEntrySchema = z
	.object({
		layer_id: uuidSchema,
		display_order: z.int().openapi({ description: 'Ascending is bottom to top' }),
		is_visible: z.boolean(),
		opacity: z.number(),
		added_at: momentSchema,
		name: z.string(),
		description: z.string(),
		category: z.string().nullable(),
		source_type: z.enum(['wms', 'geotiff', 'vector']),
		editable: z.enum(['creator-only', 'everyone']),
		is_global: z.boolean(),
		created_by: uuidSchema.nullable(),
		source_config: jsonObjectSchema,
		style_config: jsonObjectSchema,
		legend_config: jsonObjectSchema,
		metadata: jsonObjectSchema
	})
	.openapi('StackEntry');

export const mapSchema = mapSummarySchema
	.extend({
		center_lat: z.number().nullable(),
		center_lng: z.number().nullable(),
		zoom: z.number().nullable(),
		basemap: z.string().nullable(),
		layers: z.array(stackEntrySchema).openapi({ description: 'Bottom to top' })
	})
	.openapi('Map');

const content = {
	name: labelSchema(),
	description: textSchema(LIMITS.descriptionLength),
	center_lat: z.number().min(-90).max(90),
	center_lng: z.number().min(-180).max(180),
	zoom: z.number().min(0).max(MAX_ZOOM),
	basemap: textSchema(BASEMAP_LENGTH),
	permission_level: levelSchema
};

const { name, ...rest } = content;

export const newMapSchema = z
	.strictObject({ id: bodyId.optional(), name, ...z.object(rest).partial().shape })
	.openapi('NewMap');

export const mapPatchSchema = z.strictObject(content).partial().openapi('MapPatch');

export const mapCopySchema = z
	.strictObject({ id: bodyId.optional(), name: labelSchema().optional() })
	.openapi('MapCopy');

export const listMapsQuery = pageQuerySchema.extend({
	public: flagSchema.optional().openapi({ description: 'Public maps, instead of your own' })
});

const opacity = z.number().min(0).max(1);

export const newStackEntrySchema = z
	.strictObject({
		layer_id: bodyId,
		is_visible: z.boolean().optional(),
		opacity: opacity.optional()
	})
	.openapi('NewStackEntry');

export const stackEntryPatchSchema = z
	.strictObject({ is_visible: z.boolean(), opacity })
	.partial()
	.openapi('StackEntryPatch');

export const stackOrderSchema = z
	.strictObject({
		layer_ids: z
			.array(bodyId)
			.max(LIMITS.layersPerMap)
			.openapi({ description: 'Every layer of the map once, bottom to top' })
	})
	.openapi('StackOrder');
