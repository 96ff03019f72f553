import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, writeProblems } from '../problem.ts';
import { idParamSchema, json, pageQuerySchema } from '../schemas.ts';
import {
	collaboratorParams,
	collaboratorPatchSchema,
	collaboratorSchema,
	newCollaboratorSchema,
	removedPersonSchema
} from './schemas.ts';

const tags = ['Sharing'];

export const listCollaborators = createRoute({
	method: 'get',
	path: '/api/maps/{id}/collaborators',
	tags,
	summary: 'The people whom a map is shared with',
	request: { params: idParamSchema, query: pageQuerySchema },
	responses: {
		200: { description: 'In the order they came', content: json(z.array(collaboratorSchema)) },
		...inputProblems('forbidden', 'not-found')
	}
});

export const listRemoved = createRoute({
	method: 'get',
	path: '/api/maps/{id}/collaborators/removed',
	tags,
	summary: 'The people whom the owner took off a map',
	description:
		'No link lets them in again. Whoever is among them can be invited by `user_id`, also without an address.',
	request: { params: idParamSchema, query: pageQuerySchema },
	responses: {
		200: { description: 'The latest first', content: json(z.array(removedPersonSchema)) },
		...inputProblems('forbidden', 'not-found')
	}
});

export const addCollaborator = createRoute({
	method: 'post',
	path: '/api/maps/{id}/collaborators',
	tags,
	summary: 'Share a map with somebody',
	description:
		'A private map is shared from then on (`permission_level` becomes `collaborators`), unless people who lost access that way would be let in again: 409.',
	request: {
		params: idParamSchema,
		body: { required: true, content: json(newCollaboratorSchema) }
	},
	responses: {
		200: {
			description: 'Had it already; has this permission now',
			content: json(collaboratorSchema)
		},
		201: { description: 'The person with the permission', content: json(collaboratorSchema) },
		...writeProblems('forbidden', 'not-found', 'conflict', 'sleeping-people')
	}
});

export const updateCollaborator = createRoute({
	method: 'put',
	path: '/api/maps/{id}/collaborators/{userId}',
	tags,
	summary: 'Change what somebody may do',
	request: {
		params: collaboratorParams,
		body: { required: true, content: json(collaboratorPatchSchema) }
	},
	responses: {
		200: { description: 'The person with the permission', content: json(collaboratorSchema) },
		...writeProblems('forbidden', 'not-found')
	}
});

export const removeCollaborator = createRoute({
	method: 'delete',
	path: '/api/maps/{id}/collaborators/{userId}',
	tags,
	summary: 'End sharing with somebody, or leave a map',
	request: { params: collaboratorParams },
	responses: {
		204: { description: 'It is no longer shared with them' },
		...inputProblems('forbidden', 'not-found')
	}
});
