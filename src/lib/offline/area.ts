import * as z from 'zod/mini';

/** Why tiles of a layer are not on this device. */
const faultSchema = z.enum(['unreachable', 'refused', 'failed']);
export type PartFault = z.infer<typeof faultSchema>;

const partSchema = z.object({
	/** Id of the layer, or `basemap`. */
	id: z.string(),
	name: z.string(),
	missing: z.number(),
	fault: z.nullable(faultSchema),
	/** The one time that is kept of a layer with times: milliseconds since 1970 UTC. */
	time: z.optional(z.number())
});

/** An area that a person asked to have on this device. */
export const areaSchema = z.object({
	id: z.string(),
	mapId: z.string(),
	name: z.string(),
	/** `[west, south, east, north]`. */
	extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
	/** The nearest zoom of the map that it holds. */
	zoom: z.number(),
	parts: z.array(partSchema),
	madeAt: z.number(),
	/** What the map's clock showed then: each layer was kept at its own time nearest to it. */
	instant: z.optional(z.number()),
	tiles: z.number(),
	done: z.number(),
	bytes: z.number(),
	/** Why it holds less than was asked for; null: it holds all. */
	stopped: z.nullable(z.enum(['paused', 'bytes', 'full', 'missing']))
});
export type Area = z.infer<typeof areaSchema>;
export type AreaPart = z.infer<typeof partSchema>;

/** Where the clock has to be for what the area holds; null: it holds nothing with times. */
export function keptInstant({ parts, instant }: Area): number | null {
	const times = new Set(parts.flatMap(({ time }) => time ?? []));
	const [only] = times;
	if (only === undefined) return null;
	// One time is exact, also where the service has other times around it by now.
	return times.size === 1 ? only : (instant ?? only);
}
