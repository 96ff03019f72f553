import { z } from '@hono/zod-openapi';
import { jsonObjectSchema } from '../maps/schemas.ts';
import { pageQuerySchema, pathId, uuidSchema } from '../schemas.ts';

export const featureParams = z.object({ id: pathId('id'), featureId: pathId('featureId') });

const geometrySchema = z
	.looseObject({ type: z.string() })
	.openapi('Geometry', { description: 'GeoJSON (RFC 7946): WGS 84, longitude first' });

export const featureSchema = z
	.object({
		type: z.literal('Feature'),
		id: uuidSchema,
		source_id: z
			.string()
			.nullable()
			.openapi({ description: 'Its id in the file that it came from' }),
		geometry: geometrySchema,
		properties: jsonObjectSchema
	})
	.openapi('Feature');

export const featureCollectionSchema = z
	.object({
		type: z.literal('FeatureCollection'),
		numberMatched: z.int(),
		numberReturned: z.int(),
		features: z.array(featureSchema)
	})
	.openapi('FeatureCollection');

/** Geometry and properties are judged feature by feature: one that is refused does not stop the others. */
const newFeatureSchema = z
	.looseObject({
		type: z.literal('Feature'),
		id: z.union([z.string(), z.number()]).optional(),
		geometry: z.unknown(),
		properties: z.unknown()
	})
	.openapi('NewFeature', { required: ['type', 'geometry'] });

export const newFeaturesSchema = z.union([
	newFeatureSchema,
	z
		.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()).min(1) })
		.openapi('NewFeatures')
]);

const featureVerdictSchema = z
	.object({
		index: z.int(),
		id: uuidSchema.nullable(),
		ok: z.boolean(),
		reason: z.string().optional().openapi({ description: 'Why it is refused' }),
		notes: z.array(z.string()).openapi({ description: 'What was mended' })
	})
	.openapi('FeatureVerdict');

export const addedFeaturesSchema = z
	.object({ added: z.int(), refused: z.int(), features: z.array(featureVerdictSchema) })
	.openapi('AddedFeatures');

export const featurePatchSchema = z
	.strictObject({
		type: z.literal('Feature').optional(),
		id: z.string().optional(),
		source_id: z.string().nullable().optional(),
		geometry: z.unknown().optional(),
		properties: z
			.union([jsonObjectSchema, z.null()])
			.optional()
			.openapi({ description: 'Named properties are set, `null` included; others stay' }),
		remove: z
			.array(z.string())
			.max(1_000)
			.optional()
			.openapi({ description: 'Names of properties to take away' })
	})
	.openapi('FeaturePatch');

/** `filter[name]=value` is not in here: zod knows no deep objects in an address. */
export const listFeaturesQuery = z.looseObject({
	...pageQuerySchema.shape,
	bbox: z.string().max(200).optional().openapi({
		description: 'west,south,east,north in degrees; west may be greater, across 180°',
		example: '3.5,52,5,54'
	})
});
