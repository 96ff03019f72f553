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

/** Most that a name may have, and the name of an organisation. */
export const NAME_LENGTH = 80;
export const ORGANISATION_LENGTH = 120;

export const userSchema = z.object({
	id: z.uuid(),
	name: z.string(),
	color: z.string(),
	organisation: z.optional(z.string())
});

/** Answer of `POST /api/session`. */
export const sessionSchema = z.object({
	token: z.string(),
	expires_at: z.string(),
	user: userSchema,
	/** With a new person only: it is not kept anywhere but with them. */
	reentry_code: z.optional(z.string())
});

/** Answer of `GET /api/me`. */
export const meSchema = z.extend(userSchema, {
	organisation: z.string(),
	avatar_url: z.nullable(z.string()),
	email: z.nullable(z.string()),
	is_guest: z.boolean(),
	is_admin: z.boolean(),
	/** False: nobody gave a name yet, neither the person nor the identity provider. */
	is_named: z.boolean()
});

/** Part of the answer of `GET /api/config`: who says who somebody is. */
export const identityConfigSchema = z.discriminatedUnion('provider', [
	z.object({ provider: z.literal('local') }),
	z.object({
		provider: z.literal('clerk'),
		publishable_key: z.string(),
		frontend_api: z.string()
	})
]);

/** One row of `GET /api/maps`. */
export const mapSummarySchema = z.object({
	id: z.uuid(),
	name: z.string(),
	description: z.optional(z.nullable(z.string())),
	updated_at: z.string(),
	created_at: z.optional(z.string()),
	/** The caller's effective right, and whose map it is. */
	role: z.optional(z.enum(['owner', 'edit', 'view'])),
	permission_level: z.optional(z.enum(['private', 'collaborators', 'public'])),
	created_by_name: z.optional(z.nullable(z.string()))
});
export const mapListSchema = z.array(mapSummarySchema);

export type User = z.infer<typeof userSchema>;
export type Me = z.infer<typeof meSchema>;
export type IdentityConfig = z.infer<typeof identityConfigSchema>;
export type SessionAnswer = z.infer<typeof sessionSchema>;
export type MapSummary = z.infer<typeof mapSummarySchema>;
