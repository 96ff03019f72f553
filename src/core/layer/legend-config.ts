import * as z from 'zod/mini';

const colour = z.string().check(z.regex(/^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i));
const label = z.optional(z.string().check(z.maxLength(200)));
const unit = z.optional(z.string().check(z.maxLength(100)));
const scale = z.optional(z.enum(['linear', 'logarithmic']));

/** `legend_config` of a layer: what its colours mean. An empty object is no legend. */
export const legendConfigSchema = z.union([
	z.strictObject({
		type: z.literal('gradient'),
		/** By ascending value. */
		colorStops: z
			.array(z.strictObject({ value: z.number(), color: colour, label }))
			.check(z.minLength(1), z.maxLength(256)),
		unit,
		scale
	}),
	z.strictObject({
		type: z.literal('categories'),
		categories: z
			.array(z.strictObject({ value: z.union([z.string(), z.number()]), color: colour, label }))
			.check(z.maxLength(256)),
		unit
	}),
	z.strictObject({
		type: z.literal('image'),
		url: z.string().check(z.maxLength(4_000), z.regex(/^(https?:\/\/|\/)/i)),
		unit
	}),
	z.strictObject({})
]);
export type LegendConfig = z.infer<typeof legendConfigSchema>;

const text = z.optional(z.string().check(z.maxLength(5_000)));

/** `metadata` of a layer. Fields that we do not know are kept as they are. */
export const layerMetadataSchema = z.looseObject({
	author: text,
	doi: text,
	citation: text,
	licence: text,
	license: text,
	description: text,
	url: text,
	attribution: text,
	year: z.optional(z.union([z.int(), z.string().check(z.maxLength(40))]))
});
