import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, writeProblems } from '../problem.ts';
import { idParamSchema, json, pageQuerySchema } from '../schemas.ts';
import {
	joinSchema,
	joinedSchema,
	linkParams,
	linkSchema,
	newLinkAnswerSchema,
	newLinkSchema
} from './schemas.ts';

const tags = ['Sharing'];

export const listLinks = createRoute({
	method: 'get',
	path: '/api/maps/{id}/links',
	tags,
	summary: 'The links of a map that have not been revoked',
	request: { params: idParamSchema, query: pageQuerySchema },
	responses: {
		200: { description: 'The latest first', content: json(z.array(linkSchema)) },
		...inputProblems('forbidden', 'not-found')
	}
});

export const createLink = createRoute({
	method: 'post',
	path: '/api/maps/{id}/links',
	tags,
	summary: 'Make a link, and a code, that lets people in',
	description:
		'A private map is shared from then on (`permission_level` becomes `collaborators`), unless people who lost access that way would be let in again: 409.',
	request: { params: idParamSchema, body: { required: true, content: json(newLinkSchema) } },
	responses: {
		201: { description: 'The link, with its secret', content: json(newLinkAnswerSchema) },
		...writeProblems('forbidden', 'not-found', 'sleeping-people')
	}
});

export const revokeLink = createRoute({
	method: 'delete',
	path: '/api/maps/{id}/links/{linkId}',
	tags,
	summary: 'Revoke a link; people who came by it stay',
	request: { params: linkParams },
	responses: {
		204: { description: 'Nobody comes in by it any more' },
		...inputProblems('forbidden', 'not-found')
	}
});

export const join = createRoute({
	method: 'post',
	path: '/api/join',
	tags,
	summary: 'Come in by a link or a code',
	description:
		'Works for guests. Nobody loses by it: who may do more already, still may. Nor is what the owner took from a person given back: whom they sent away is refused (403), whom they made a viewer stays one.',
	request: { body: { required: true, content: json(joinSchema) } },
	responses: {
		200: { description: 'The map that is open to you now', content: json(joinedSchema) },
		...writeProblems('sent-away', 'not-found', 'link-expired', 'link-used-up')
	}
});
