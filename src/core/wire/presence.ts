import * as z from 'zod/mini';

/** Bytes of one person's presence state as JSON; the server drops larger ones (sync.md §5). */
export const PRESENCE_BYTES = 2048;
/** Messages per second of one connection that the server relays. */
export const PRESENCE_PER_SECOND = 20;

const lngLat = z.tuple([z.number(), z.number()]);
const uuid = z.string().check(z.maxLength(36));

/**
 * What a person shows others while a map is open. Lives in the awareness of the `map:` document only
 * and is never stored. `user` is overwritten by the server from the verified identity.
 */
export const presenceSchema = z.object({
	user: z.object({
		id: uuid,
		name: z.string().check(z.maxLength(80)),
		/** CSS hex colour. */
		color: z.string().check(z.regex(/^#[0-9a-f]{6}$/i))
	}),
	/** Pointer on the map, `[lng, lat]`. */
	cursor: z.optional(z.nullable(lngLat)),
	/** The shape being drawn or dragged: TWKB at 5 decimals, base64. */
	ghost: z.optional(
		z.nullable(
			z.object({
				layer: uuid,
				feature: z.optional(uuid),
				shape: z.string().check(z.maxLength(1400))
			})
		)
	),
	/** What this person has open for editing. */
	editing: z.optional(
		z.nullable(z.object({ layer: uuid, features: z.array(uuid).check(z.maxLength(10)) }))
	),
	/** What this person sees, for followers. */
	camera: z.optional(
		z.nullable(
			z.object({
				center: lngLat,
				zoom: z.number(),
				bearing: z.number(),
				pitch: z.number(),
				/** What the clock of the map shows: milliseconds since 1970 UTC. */
				time: z.optional(z.number())
			})
		)
	)
});

export type PresenceState = z.infer<typeof presenceSchema>;

export function parsePresence(value: unknown): PresenceState | undefined {
	const parsed = presenceSchema.safeParse(value);
	return parsed.success ? parsed.data : undefined;
}
