import { z } from '@hono/zod-openapi';
import { LIMITS } from '#core/doc/limits.ts';
import { POINT_ICONS, SOURCE_TYPES } from '#core/layer/types.ts';
import { jsonObjectSchema } from '../maps/schemas.ts';
import {
	bodyId,
	flagSchema,
	labelSchema,
	momentSchema,
	pageQuerySchema,
	textSchema,
	uuidSchema
} from '../schemas.ts';

const SEARCH_LENGTH = 200;

const sourceTypeSchema = z.enum(SOURCE_TYPES);
const editableSchema = z.enum(['creator-only', 'everyone']);

export const layerSummarySchema = z
	.object({
		id: uuidSchema,
		name: z.string(),
		description: z.string(),
		category: z.string().nullable(),
		source_type: sourceTypeSchema,
		editable: editableSchema,
		is_global: z.boolean(),
		created_by: uuidSchema.nullable(),
		created_by_name: z.string().nullable(),
		created_at: momentSchema,
		updated_at: momentSchema
	})
	.openapi('LayerSummary');

export const listedLayerSchema = layerSummarySchema
	.extend({
		opacity: z.number().openapi({ description: 'With which it comes onto a map' }),
		preview_url: z.string().nullable().openapi({
			description:
				'A small picture: here, which wants the token, or at the service of a WMS layer. Null for drawings.'
		})
	})
	.openapi('ListedLayer');

export const layerSchema = layerSummarySchema
	.extend({
		source_config: jsonObjectSchema,
		style_config: jsonObjectSchema,
		legend_config: jsonObjectSchema,
		metadata: jsonObjectSchema,
		allowed: z
			.array(z.enum(['edit', 'set_editable', 'set_global', 'delete']))
			.openapi({ description: 'What the caller may do with it beside reading' })
	})
	.openapi('Layer');

const colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i);
const styleSchema = z
	.strictObject({
		stroke: colour,
		strokeWidth: z.number().min(0).max(40),
		fill: colour,
		fillOpacity: z.number().min(0).max(1),
		pointSize: z.number().min(1).max(64),
		pointIcon: z.enum(POINT_ICONS),
		opacity: z
			.number()
			.min(0)
			.max(1)
			.openapi({ description: 'With which the layer, of whatever kind, comes onto a map' })
	})
	.partial()
	.openapi('VectorStyle');

/** Configurations are judged by `source_type`, which a request may not name: see layers/configs.ts. */
const content = {
	name: labelSchema(),
	description: textSchema(LIMITS.descriptionLength),
	category: z.union([textSchema(LIMITS.categoryLength), z.null()]),
	source_config: jsonObjectSchema,
	style_config: styleSchema,
	legend_config: jsonObjectSchema,
	metadata: jsonObjectSchema,
	editable: editableSchema
};

const { name, ...rest } = content;

export const newLayerSchema = z
	.strictObject({
		id: bodyId.optional(),
		name,
		source_type: sourceTypeSchema,
		...z.object(rest).partial().shape
	})
	.openapi('NewLayer');

export const layerPatchSchema = z
	.strictObject({ ...content, is_global: z.boolean() })
	.partial()
	.openapi('LayerPatch');

export const listLayersQuery = pageQuerySchema.extend({
	source_type: sourceTypeSchema.optional(),
	category: textSchema(LIMITS.categoryLength).optional(),
	search: textSchema(SEARCH_LENGTH)
		.optional()
		.openapi({ description: 'In name, description and category' }),
	mine: flagSchema.optional().openapi({ description: 'Only layers that you made' })
});
