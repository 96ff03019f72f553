import { z } from '@hono/zod-openapi';
import { flagSchema, momentSchema, pageQuerySchema, uuidSchema } from '../schemas.ts';

export const notificationSchema = z
	.object({
		id: uuidSchema,
		kind: z.enum(['reply', 'mention', 'invitation']),
		actor_id: uuidSchema.nullable(),
		actor_name: z.string().nullable(),
		map_id: uuidSchema.nullable(),
		map_name: z.string().nullable(),
		layer_id: uuidSchema.nullable(),
		comment_id: uuidSchema.nullable(),
		is_read: z.boolean(),
		created_at: momentSchema
	})
	.openapi('Notification');

export const unreadSchema = z.object({ unread: z.int() }).openapi('Unread');

export const notificationPatchSchema = z
	.strictObject({ is_read: z.boolean() })
	.partial()
	.openapi('NotificationPatch');

export const listNotificationsQuery = pageQuerySchema.extend({
	unread: flagSchema.optional().openapi({ description: 'Only those that are not read' })
});
