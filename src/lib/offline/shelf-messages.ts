import * as z from 'zod/mini';

/** Page to service worker. */

/** While it lasts, what the services answer is kept for an area, and told to the pages by size. */
export const sessionSchema = z.strictObject({
	/** `null`: sizes are told, and nothing is pinned. */
	area: z.nullable(z.string().check(z.maxLength(100))),
	services: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(1_000)),
	/** Milliseconds since 1970; a page that is gone can't end it. */
	until: z.number()
});
export type SavingSession = z.infer<typeof sessionSchema>;

export const toShelfSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('saving'), session: z.nullable(sessionSchema) }),
	z.strictObject({ kind: z.literal('release'), area: z.string().check(z.maxLength(100)) }),
	/** Who uses the app now; copies of somebody else's are thrown away. */
	z.strictObject({ kind: z.literal('person'), id: z.nullable(z.string().check(z.maxLength(100))) })
]);
export type ToShelf = z.infer<typeof toShelfSchema>;

/** Service worker to all pages. */
export const SHELF_CHANNEL = 'samsyn-shelf';

export const fromShelfSchema = z.discriminatedUnion('kind', [
	/** A service was not reached and a kept copy was shown. */
	z.object({ kind: z.literal('away'), service: z.string(), keptAt: z.number() }),
	/** A service that was away answers again. */
	z.object({ kind: z.literal('back'), service: z.string() }),
	/** During a saving session: an answer; its bytes are 0 when the area had it already. */
	z.object({
		kind: z.literal('answer'),
		service: z.string(),
		bytes: z.number(),
		area: z.nullable(z.string())
	}),
	/** Nothing more can be kept: the disk, or what the browser allows, is full. */
	z.object({ kind: z.literal('full') })
]);
export type FromShelf = z.infer<typeof fromShelfSchema>;

/** Of an answer that was kept here: when it came from the network. */
export const KEPT_HEADER = 'x-samsyn-kept';
