import { z } from '@hono/zod-openapi';
import { permissionSchema } from '../maps/schemas.ts';
import { bodyId, momentSchema, pathId, uuidSchema } from '../schemas.ts';

export const collaboratorParams = z.object({ id: pathId('id'), userId: pathId('userId') });

export const collaboratorSchema = z
	.object({
		user_id: uuidSchema,
		name: z.string(),
		color: z.string(),
		avatar_url: z.string().nullable(),
		email: z
			.string()
			.nullable()
			.openapi({ description: 'For the owner of the map and the person; `null` for others' }),
		permission: permissionSchema,
		invited_at: momentSchema,
		accepted_at: momentSchema.nullable()
	})
	.openapi('Collaborator');

export const removedPersonSchema = z
	.object({
		user_id: uuidSchema,
		name: z.string(),
		color: z.string(),
		removed_at: momentSchema
	})
	.openapi('RemovedPerson');

export const newCollaboratorSchema = z
	.strictObject({
		email: z.email().max(320).optional(),
		user_id: bodyId.optional().openapi({ description: 'Of somebody who took part in this map' }),
		permission: permissionSchema
	})
	.refine(
		({ email, user_id }) => (email === undefined) !== (user_id === undefined),
		'name the person by email or by user_id'
	)
	.openapi('NewCollaborator');

export const collaboratorPatchSchema = z
	.strictObject({ permission: permissionSchema })
	.partial()
	.openapi('CollaboratorPatch');
