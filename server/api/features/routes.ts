import { createRoute } from '@hono/zod-openapi';
import { inputProblems, notModified, writeProblems } from '../problem.ts';
import { idParamSchema, ifMatchSchema, ifNoneMatchSchema, json } from '../schemas.ts';
import {
	addedFeaturesSchema,
	featureCollectionSchema,
	featureParams,
	featurePatchSchema,
	featureSchema,
	listFeaturesQuery,
	newFeaturesSchema
} from './schemas.ts';

const tags = ['Features'];

export const listFeatures = createRoute({
	method: 'get',
	path: '/api/layers/{id}/features',
	tags,
	summary: 'Features of a vector layer as GeoJSON, lowest first',
	description:
		'`filter[name]=value` keeps features whose property has that value. The order is that of drawing: what is added meanwhile comes last, so pages do not shift under a reader; a deletion moves later ones up.',
	request: { params: idParamSchema, query: listFeaturesQuery },
	parameters: [
		{
			name: 'filter',
			in: 'query',
			style: 'deepObject',
			schema: { type: 'object', additionalProperties: { type: 'string' } },
			description: 'Values by name of property'
		}
	],
	responses: {
		200: {
			description: 'One page; `Link` names the next',
			content: { 'application/geo+json': { schema: featureCollectionSchema } }
		},
		...inputProblems('not-found')
	}
});

export const addFeatures = createRoute({
	method: 'post',
	path: '/api/layers/{id}/features',
	tags,
	summary: 'Add a Feature, or a FeatureCollection; each gets its verdict',
	request: { params: idParamSchema, body: { required: true, content: json(newFeaturesSchema) } },
	responses: {
		201: { description: 'At least one was added', content: json(addedFeaturesSchema) },
		...writeProblems('forbidden', 'not-found', 'not-vector', 'limit-reached')
	}
});

export const readFeature = createRoute({
	method: 'get',
	path: '/api/layers/{id}/features/{featureId}',
	tags,
	summary: 'One feature',
	request: { params: featureParams, headers: ifNoneMatchSchema },
	responses: {
		200: {
			description: 'The feature',
			content: { 'application/geo+json': { schema: featureSchema } }
		},
		...notModified,
		...inputProblems('not-found')
	}
});

export const updateFeature = createRoute({
	method: 'put',
	path: '/api/layers/{id}/features/{featureId}',
	tags,
	summary: 'Change a feature; what is not given stays',
	request: {
		params: featureParams,
		headers: ifMatchSchema,
		body: { required: true, content: json(featurePatchSchema) }
	},
	responses: {
		200: {
			description: 'The feature as it is now',
			content: { 'application/geo+json': { schema: featureSchema } }
		},
		...writeProblems('forbidden', 'not-found', 'changed')
	}
});

export const deleteFeature = createRoute({
	method: 'delete',
	path: '/api/layers/{id}/features/{featureId}',
	tags,
	summary: 'Delete a feature',
	request: { params: featureParams, headers: ifMatchSchema },
	responses: {
		204: { description: 'It is gone' },
		...inputProblems('forbidden', 'not-found', 'changed')
	}
});
