import * as z from 'zod/mini';

/**
 * `source_config` of a layer, by source type: the names and forms of the schema document, and a few
 * of ours beside them (marked *). Extents are `[[west, south], [east, north]]`, degrees, WGS84.
 */

const httpUrl = z.string().check(
	z.maxLength(4_000),
	z.refine((text) => {
		try {
			return ['http:', 'https:'].includes(new URL(text).protocol);
		} catch {
			return false;
		}
	}, 'must be an http or https address')
);

/** An address with `{year}`-like places; what they may be is checked where it is expanded. */
const urlTemplate = z.string().check(z.maxLength(4_000), z.regex(/^https?:\/\//i));

const lngLat = z.tuple([
	z.number().check(z.gte(-180), z.lte(180)),
	z.number().check(z.gte(-90), z.lte(90))
]);
const bounds = z.tuple([lngLat, lngLat]);

const temporal = z.strictObject({
	enabled: z.boolean(),
	/** Name of the request parameter. */
	parameter: z.optional(z.string().check(z.maxLength(100))),
	start: z.optional(z.string().check(z.maxLength(40))),
	end: z.optional(z.string().check(z.maxLength(40))),
	/** A word (`hourly`, `daily`, `weekly`, `monthly`, `yearly`) or an ISO 8601 period. */
	resolution: z.optional(z.string().check(z.maxLength(40))),
	/** * The extent of the dimension as the service lists it; wins over start, end and resolution. */
	values: z.optional(z.string().check(z.maxLength(60_000))),
	/** * What the service shows when no time is asked for. */
	default: z.optional(z.string().check(z.maxLength(40))),
	/** * Whether the service itself takes the nearest time that it has. */
	nearestValue: z.optional(z.boolean())
});

export const wmsConfigSchema = z.strictObject({
	url: httpUrl,
	/** One name, or several separated by commas. */
	layers: z.string().check(z.minLength(1), z.maxLength(2_000)),
	version: z._default(z.enum(['1.1.1', '1.3.0']), '1.3.0'),
	format: z._default(z.string().check(z.maxLength(100)), 'image/png'),
	transparent: z._default(z.boolean(), true),
	temporal: z.optional(temporal),
	/** Other dimensions by name, `ELEVATION` among them. */
	dimensions: z.optional(
		z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(200)))
	),
	/** * */
	styles: z.optional(z.string().check(z.maxLength(1_000))),
	/** * The CRS to ask in, when the service does not offer EPSG:3857. */
	crs: z.optional(
		z.enum([
			'EPSG:3857',
			// Other names of the same, for services that know only those.
			'EPSG:900913',
			'EPSG:102100',
			'EPSG:102113',
			'EPSG:3785',
			'EPSG:4326',
			'CRS:84'
		])
	),
	bounds: z.optional(bounds),
	/** * */
	queryable: z.optional(z.boolean()),
	/** * */
	infoFormat: z.optional(z.string().check(z.maxLength(100))),
	/** * */
	attribution: z.optional(z.string().check(z.maxLength(1_000))),
	/** * Scales `1:n` between which the service draws it. */
	scaleDenominators: z.optional(
		z.strictObject({
			min: z.optional(z.number().check(z.gt(0))),
			max: z.optional(z.number().check(z.gt(0)))
		})
	)
});

const range = z.tuple([z.number(), z.number()]);

const direct = z.strictObject({
	delivery: z.literal('direct'),
	url: z.optional(httpUrl),
	urlTemplate: z.optional(urlTemplate),
	/** * A file that was uploaded here, instead of an address. */
	uploadId: z.optional(z.uuid()),
	bounds: z.optional(bounds),
	temporal: z.optional(temporal),
	processing: z.optional(
		z.strictObject({
			colorRamp: z.optional(z.string().check(z.maxLength(60))),
			valueRange: z.optional(range),
			noDataValue: z.optional(z.union([z.number(), z.literal('nan')])),
			/** * 1-based. */
			band: z.optional(z.int().check(z.gte(1), z.lte(1_000))),
			/** * */
			scale: z.optional(z.enum(['linear', 'logarithmic'])),
			/** * */
			resampling: z.optional(z.enum(['nearest', 'bilinear']))
		})
	)
});

const tileParams = z.strictObject({
	/** `min,max`; several bands by `;` or as a list. */
	rescale: z.optional(z.union([z.string(), z.array(z.string())])),
	colormap_name: z.optional(z.string().check(z.maxLength(60))),
	/** Every form that TiTiler takes. */
	colormap: z.optional(z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])),
	bidx: z.optional(z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])),
	expression: z.optional(z.string().check(z.maxLength(500))),
	return_mask: z.optional(z.boolean()),
	nodata: z.optional(z.union([z.number(), z.string().check(z.maxLength(40))])),
	unscale: z.optional(z.boolean()),
	resampling: z.optional(z.string().check(z.maxLength(40)))
});

const tiles = z.strictObject({
	delivery: z.literal('tiles'),
	/** Absent: our own tile route. */
	tileServer: z.optional(httpUrl),
	cogUrl: z.optional(httpUrl),
	cogUrlTemplate: z.optional(urlTemplate),
	/** * */
	uploadId: z.optional(z.uuid()),
	bounds: z.optional(bounds),
	temporal: z.optional(temporal),
	tileParams: z._default(tileParams, {})
});

export const geotiffConfigSchema = z.discriminatedUnion('delivery', [direct, tiles]);

export const vectorConfigSchema = z.strictObject({
	geometryType: z.optional(z.string().check(z.maxLength(40))),
	featureCount: z.optional(z.int().check(z.gte(0))),
	bounds: z.optional(bounds)
});

export type WmsConfig = z.infer<typeof wmsConfigSchema>;
export type GeotiffConfig = z.infer<typeof geotiffConfigSchema>;
export type TileParams = z.infer<typeof tileParams>;
export type TemporalConfig = z.infer<typeof temporal>;
export type Bounds = z.infer<typeof bounds>;
