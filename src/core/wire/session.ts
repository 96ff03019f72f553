import * as z from 'zod/mini';

/** Eight colours for people: distinct for colour-blind eyes and on water (after Okabe and Ito, 2008). */
export const PEOPLE_COLOURS = [
	'#d55e00',
	'#0072b2',
	'#cc79a7',
	'#b8860b',
	'#009e73',
	'#7b3fa0',
	'#a63d2f',
	'#3f6fd1'
] as const;

export const userSchema = z.object({
	id: z.uuid(),
	name: z.string(),
	color: z.string()
});

/** Answer of `POST /api/session`. */
export const sessionSchema = z.object({
	token: z.string(),
	expires_at: z.string(),
	user: userSchema
});

/** One row of `GET /api/maps`. */
export const mapSummarySchema = z.object({
	id: z.uuid(),
	name: z.string(),
	description: z.optional(z.nullable(z.string())),
	updated_at: z.string(),
	created_at: z.optional(z.string())
});
export const mapListSchema = z.array(mapSummarySchema);

export type User = z.infer<typeof userSchema>;
export type SessionAnswer = z.infer<typeof sessionSchema>;
export type MapSummary = z.infer<typeof mapSummarySchema>;
