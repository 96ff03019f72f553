import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, notModified, writeProblems } from '../problem.ts';
import { idParamSchema, ifMatchSchema, ifNoneMatchSchema, json } from '../schemas.ts';
import {
	layerPatchSchema,
	layerSchema,
	listedLayerSchema,
	listLayersQuery,
	newLayerSchema
} from './schemas.ts';

const tags = ['Layers'];

export const listLayers = createRoute({
	method: 'get',
	path: '/api/layers',
	tags,
	summary: 'The library: layers for everybody, and those you made',
	request: { query: listLayersQuery },
	responses: {
		200: {
			description: 'One page by name; `Link` names the next',
			content: json(z.array(listedLayerSchema))
		},
		...inputProblems()
	}
});

export const createLayer = createRoute({
	method: 'post',
	path: '/api/layers',
	tags,
	summary: 'Make a layer',
	description: 'With an `id` of your own it can be repeated: the layer that is there is answered.',
	request: { body: { required: true, content: json(newLayerSchema) } },
	responses: {
		200: { description: 'You had made it before', content: json(layerSchema) },
		201: { description: 'The new layer', content: json(layerSchema) },
		...writeProblems('conflict')
	}
});

export const readLayer = createRoute({
	method: 'get',
	path: '/api/layers/{id}',
	tags,
	summary: 'One layer with its configuration',
	request: { params: idParamSchema, headers: ifNoneMatchSchema },
	responses: {
		200: { description: 'The layer', content: json(layerSchema) },
		...notModified,
		...inputProblems('not-found')
	}
});

export const updateLayer = createRoute({
	method: 'put',
	path: '/api/layers/{id}',
	tags,
	summary: 'Change a layer; what is not given stays',
	description: 'Configurations are replaced as a whole, except `style_config`, part by part.',
	request: {
		params: idParamSchema,
		headers: ifMatchSchema,
		body: { required: true, content: json(layerPatchSchema) }
	},
	responses: {
		200: { description: 'The layer as it is now', content: json(layerSchema) },
		...writeProblems('forbidden', 'not-found', 'changed')
	}
});

export const deleteLayer = createRoute({
	method: 'delete',
	path: '/api/layers/{id}',
	tags,
	summary: 'Delete a layer for good, on all maps that show it',
	request: { params: idParamSchema, headers: ifMatchSchema },
	responses: {
		204: { description: 'It is gone' },
		...inputProblems('forbidden', 'not-found', 'changed')
	}
});
