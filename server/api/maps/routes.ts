import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, notModified, writeProblems } from '../problem.ts';
import { idParamSchema, ifMatchSchema, ifNoneMatchSchema, json, pathId } from '../schemas.ts';
import {
	listMapsQuery,
	mapCopySchema,
	mapPatchSchema,
	mapSchema,
	mapSummarySchema,
	newMapSchema,
	newStackEntrySchema,
	stackEntryPatchSchema,
	stackEntrySchema,
	stackOrderSchema
} from './schemas.ts';

const tags = ['Maps'];

export const listMaps = createRoute({
	method: 'get',
	path: '/api/maps',
	tags,
	summary: 'Your maps and those shared with you, the latest first',
	request: { query: listMapsQuery },
	responses: {
		200: {
			description: 'One page; `Link` names the next',
			content: json(z.array(mapSummarySchema))
		},
		...inputProblems()
	}
});

export const createMap = createRoute({
	method: 'post',
	path: '/api/maps',
	tags,
	summary: 'Make a map',
	description: 'With an `id` of your own it can be repeated: the map that is there is answered.',
	request: { body: { required: true, content: json(newMapSchema) } },
	responses: {
		200: { description: 'You had made it before', content: json(mapSchema) },
		201: { description: 'The new map', content: json(mapSchema) },
		...writeProblems('conflict')
	}
});

export const readMap = createRoute({
	method: 'get',
	path: '/api/maps/{id}',
	tags,
	summary: 'One map with its stack of layers',
	request: { params: idParamSchema, headers: ifNoneMatchSchema },
	responses: {
		200: { description: 'The map', content: json(mapSchema) },
		...notModified,
		...inputProblems('not-found')
	}
});

export const updateMap = createRoute({
	method: 'put',
	path: '/api/maps/{id}',
	tags,
	summary: 'Change a map; what is not given stays',
	request: {
		params: idParamSchema,
		headers: ifMatchSchema,
		body: { required: true, content: json(mapPatchSchema) }
	},
	responses: {
		200: { description: 'The map as it is now', content: json(mapSchema) },
		...writeProblems('forbidden', 'not-found', 'private-layers', 'changed')
	}
});

export const deleteMap = createRoute({
	method: 'delete',
	path: '/api/maps/{id}',
	tags,
	summary: 'Delete a map for good; its layers stay with those who made them',
	request: { params: idParamSchema, headers: ifMatchSchema },
	responses: {
		204: { description: 'It is gone' },
		...inputProblems('forbidden', 'not-found', 'changed')
	}
});

export const copyMap = createRoute({
	method: 'post',
	path: '/api/maps/{id}/copy',
	tags,
	summary: 'Copy a map, with copies of the vector layers drawn in it',
	description:
		'The copy is private and yours. Layers of the library and those shown from elsewhere (WMS, GeoTIFF) are the same ones.',
	request: {
		params: idParamSchema,
		body: { required: true, content: json(mapCopySchema) }
	},
	responses: {
		200: { description: 'You had made it before', content: json(mapSchema) },
		201: { description: 'The copy', content: json(mapSchema) },
		...writeProblems('not-found', 'conflict')
	}
});

const stackTags = ['Stack'];
const IF_MATCH_IS_OF_MAP = '`If-Match` is the `ETag` of the map, of which the stack is a part.';
const entryParams = z.object({ id: pathId('id'), layerId: pathId('layerId') });

export const addToStack = createRoute({
	method: 'post',
	path: '/api/maps/{id}/layers',
	tags: stackTags,
	summary: 'Put a layer on top of the stack',
	description: IF_MATCH_IS_OF_MAP,
	request: {
		params: idParamSchema,
		headers: ifMatchSchema,
		body: { required: true, content: json(newStackEntrySchema) }
	},
	responses: {
		200: { description: 'It was there already', content: json(stackEntrySchema) },
		201: { description: 'The layer in the stack', content: json(stackEntrySchema) },
		...writeProblems('forbidden', 'not-found', 'limit-reached', 'changed')
	}
});

export const reorderStack = createRoute({
	method: 'put',
	path: '/api/maps/{id}/layers/reorder',
	tags: stackTags,
	summary: 'Put the layers in another order',
	description: IF_MATCH_IS_OF_MAP,
	request: {
		params: idParamSchema,
		headers: ifMatchSchema,
		body: { required: true, content: json(stackOrderSchema) }
	},
	responses: {
		200: { description: 'The stack, bottom to top', content: json(z.array(stackEntrySchema)) },
		...writeProblems('forbidden', 'not-found', 'conflict', 'changed')
	}
});

export const updateStackEntry = createRoute({
	method: 'put',
	path: '/api/maps/{id}/layers/{layerId}',
	tags: stackTags,
	summary: 'Show or hide a layer, or change its opacity',
	description: IF_MATCH_IS_OF_MAP,
	request: {
		params: entryParams,
		headers: ifMatchSchema,
		body: { required: true, content: json(stackEntryPatchSchema) }
	},
	responses: {
		200: { description: 'The layer in the stack', content: json(stackEntrySchema) },
		...writeProblems('forbidden', 'not-found', 'changed')
	}
});

export const removeFromStack = createRoute({
	method: 'delete',
	path: '/api/maps/{id}/layers/{layerId}',
	tags: stackTags,
	summary: 'Take a layer out of the stack; the layer itself stays',
	description: IF_MATCH_IS_OF_MAP,
	request: { params: entryParams, headers: ifMatchSchema },
	responses: {
		204: { description: 'It is out' },
		...inputProblems('forbidden', 'not-found', 'changed')
	}
});
