import { z } from '@hono/zod-openapi';

/** Parts that several resources share. */
export const uuidSchema = z.uuid().openapi({ format: 'uuid' });
export const momentSchema = z.iso.datetime().openapi({ example: '2026-05-01T08:30:00.000Z' });

export const idParamSchema = z.object({
	id: uuidSchema.openapi({ param: { name: 'id', in: 'path' } })
});

const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;

export const pageQuerySchema = z.object({
	limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
	offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0)
});

export const userSchema = z
	.object({ id: uuidSchema, name: z.string(), color: z.string().openapi({ example: '#0072b2' }) })
	.openapi('User');

/** As PostgreSQL compares them: one thing has one spelling. */
export function sameId(id: string): string {
	return id.toLowerCase();
}
