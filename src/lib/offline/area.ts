import * as z from 'zod/mini';

/** Why tiles of a layer are not on this device. */
const faultSchema = z.enum(['unreachable', 'refused', 'failed']);
export type PartFault = z.infer<typeof faultSchema>;

const partSchema = z.object({
	/** Id of the layer, or `basemap`. */
	id: z.string(),
	name: z.string(),
	missing: z.number(),
	fault: z.nullable(faultSchema)
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
	tiles: z.number(),
	done: z.number(),
	bytes: z.number(),
	/** Why it holds less than was asked for; null: it holds all. */
	stopped: z.nullable(z.enum(['paused', 'bytes', 'full', 'missing']))
});
export type Area = z.infer<typeof areaSchema>;
export type AreaPart = z.infer<typeof partSchema>;
