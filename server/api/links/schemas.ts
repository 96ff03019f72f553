import { z } from '@hono/zod-openapi';
import { permissionSchema, roleSchema } from '../maps/schemas.ts';
import { momentSchema, pathId, textSchema, uuidSchema } from '../schemas.ts';

const MAX_USES = 100_000;
const TOKEN_LENGTH = 200;
/** With blanks and hyphens. */
const MAX_CODE_LENGTH = 20;

export const linkParams = z.object({ id: pathId('id'), linkId: pathId('linkId') });

export const linkSchema = z
	.object({
		id: uuidSchema,
		permission: permissionSchema,
		code: z.string().nullable().openapi({ example: 'KTRWPB' }),
		expires_at: momentSchema.nullable(),
		max_uses: z.int().nullable(),
		uses: z.int(),
		created_at: momentSchema
	})
	.openapi('ShareLink');

export const newLinkAnswerSchema = linkSchema
	.extend({ token: z.string().openapi({ description: 'Part of the link; told this once only' }) })
	.openapi('NewShareLinkAnswer');

export const newLinkSchema = z
	.strictObject({
		permission: permissionSchema,
		expires_at: momentSchema.nullable().optional(),
		max_uses: z.int().min(1).max(MAX_USES).nullable().optional(),
		with_code: z
			.boolean()
			.optional()
			.openapi({ description: 'Whether it also has a code to read aloud; it has by default' })
	})
	.openapi('NewShareLink');

export const joinSchema = z
	.strictObject({
		token: z.string().min(1).max(TOKEN_LENGTH).optional(),
		code: textSchema(MAX_CODE_LENGTH)
			.transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
			.optional()
			.openapi({
				type: 'string',
				description: 'Six letters; case, blanks and hyphens do not matter'
			})
	})
	.refine(
		({ token, code }) => (token === undefined) !== (code === undefined),
		'give the token of a link or a code'
	)
	.openapi('Join');

export const joinedSchema = z
	.object({ map_id: uuidSchema, name: z.string(), role: roleSchema })
	.openapi('Joined');
