import { z } from '@hono/zod-openapi';
import { LIMITS } from '#core/doc/limits.ts';
import { bodyId, momentSchema, pageQuerySchema, textSchema, uuidSchema } from '../schemas.ts';

export const commentSchema = z
	.object({
		id: uuidSchema,
		map_id: uuidSchema,
		layer_id: uuidSchema.nullable(),
		feature_id: uuidSchema.nullable(),
		lng: z.number().nullable(),
		lat: z.number().nullable(),
		parent_id: uuidSchema.nullable(),
		author_id: uuidSchema.nullable(),
		author_name: z.string().nullable(),
		content: z.string().openapi({ description: 'Empty once it is deleted' }),
		is_resolved: z.boolean(),
		is_deleted: z.boolean(),
		created_at: momentSchema,
		updated_at: momentSchema
	})
	.openapi('Comment');

const contentSchema = textSchema(LIMITS.commentLength)
	.trim()
	.min(1)
	.openapi({ minLength: 1, maxLength: LIMITS.commentLength });

export const newCommentSchema = z
	.strictObject({
		id: bodyId.optional(),
		map_id: bodyId,
		layer_id: bodyId.optional(),
		feature_id: bodyId.optional(),
		lng: z.number().min(-180).max(180).optional(),
		lat: z.number().min(-90).max(90).optional(),
		parent_id: bodyId.optional(),
		content: contentSchema
	})
	.superRefine(({ layer_id, feature_id, lng, lat, parent_id }, context) => {
		const fault = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if ((lng === undefined) !== (lat === undefined)) fault('lat', 'a place has lng and lat');
		if (feature_id !== undefined && layer_id === undefined) {
			fault('layer_id', 'a feature is one of a layer');
		}
		if (lng !== undefined && layer_id !== undefined) {
			fault('layer_id', 'a comment is about a place or a layer');
		}
		if (parent_id !== undefined && (layer_id ?? lng) !== undefined) {
			fault('parent_id', 'a reply is about what its thread is about');
		}
	})
	.openapi('NewComment');

export const commentPatchSchema = z
	.strictObject({ content: contentSchema, is_resolved: z.boolean() })
	.partial()
	.openapi('CommentPatch');

export const listCommentsQuery = pageQuerySchema
	.extend({ mapId: bodyId.optional(), layerId: bodyId.optional() })
	.refine(
		({ mapId, layerId }) => mapId !== undefined || layerId !== undefined,
		'name a map or a layer'
	);
