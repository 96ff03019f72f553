import { z } from '@hono/zod-openapi';
import { LIMITS } from '#core/doc/limits.ts';

/** Parts that several resources share. */
export const uuidSchema = z.uuid().openapi({ format: 'uuid' });
export const momentSchema = z.iso.datetime().openapi({ example: '2026-05-01T08:30:00.000Z' });

/** What PostgreSQL cannot store, and what nobody means to write into a name. */
const CONTROL_CHARACTERS = /\p{Cc}/u;
const CONTROL_BUT_LINES = /(?![\n\r\t])\p{Cc}/u;

/** One line that people see: something, and no longer than fits a row. */
export function labelSchema(longest: number = LIMITS.nameLength) {
	return z
		.string()
		.trim()
		.min(1)
		.max(longest)
		.refine((text) => !CONTROL_CHARACTERS.test(text), 'must not hold control characters');
}

/** Any text, possibly of several lines. */
export function textSchema(longest: number) {
	return z
		.string()
		.max(longest)
		.refine((text) => !CONTROL_BUT_LINES.test(text), 'must not hold control characters');
}

/** A uuid in the path; compared as PostgreSQL does: one thing has one spelling. */
export function pathId(name: string) {
	return uuidSchema
		.transform(sameId)
		.openapi({ type: 'string', format: 'uuid', param: { name, in: 'path' } });
}

/** An id that the caller made, or means: always in lower case. */
export const bodyId = uuidSchema.transform(sameId).openapi({ type: 'string', format: 'uuid' });

export const idParamSchema = z.object({ id: pathId('id') });

const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;
const MAX_OFFSET = 2_147_483_647;

export const pageQuerySchema = z.strictObject({
	limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).openapi({
		type: 'integer',
		minimum: 1,
		maximum: MAX_PAGE,
		default: DEFAULT_PAGE
	}),
	offset: z.coerce.number().int().min(0).max(MAX_OFFSET).default(0).openapi({
		type: 'integer',
		minimum: 0,
		maximum: MAX_OFFSET,
		default: 0
	})
});

/** `true` and `false` as they stand in an address. */
export const flagSchema = z
	.enum(['true', 'false'])
	.transform((word) => word === 'true')
	.openapi({ type: 'string', enum: ['true', 'false'] });

export const ifMatchSchema = z.object({
	'if-match': z.string().optional().openapi({ description: 'Refused with 412 if it has changed' })
});
export const ifNoneMatchSchema = z.object({
	'if-none-match': z.string().optional().openapi({ description: 'Answered with 304 if it has not' })
});

/** The body of an answer, or of a request. */
export function json<S extends z.ZodType>(schema: S) {
	return { 'application/json': { schema } };
}

export const userSchema = z
	.object({ id: uuidSchema, name: z.string(), color: z.string().openapi({ example: '#0072b2' }) })
	.openapi('User');

/** As PostgreSQL compares them: one thing has one spelling. */
export function sameId(id: string): string {
	return id.toLowerCase();
}
