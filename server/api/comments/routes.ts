import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, notModified, writeProblems } from '../problem.ts';
import { idParamSchema, ifMatchSchema, ifNoneMatchSchema, json } from '../schemas.ts';
import {
	commentPatchSchema,
	commentSchema,
	listCommentsQuery,
	newCommentSchema
} from './schemas.ts';

const tags = ['Comments'];

export const listComments = createRoute({
	method: 'get',
	path: '/api/comments',
	tags,
	summary: 'Comments on a map, or on a layer on all maps that you may read',
	request: { query: listCommentsQuery },
	responses: {
		200: {
			description: 'The oldest first; `parent_id` makes threads of them',
			content: json(z.array(commentSchema))
		},
		...inputProblems('not-found')
	}
});

export const createComment = createRoute({
	method: 'post',
	path: '/api/comments',
	tags,
	summary: 'Comment on a map, a layer, a feature or a place, or reply',
	description:
		'With an `id` of your own it can be repeated: the comment that is there is answered.',
	request: { body: { required: true, content: json(newCommentSchema) } },
	responses: {
		200: { description: 'You had written it before', content: json(commentSchema) },
		201: { description: 'The comment', content: json(commentSchema) },
		...writeProblems('not-found', 'conflict', 'limit-reached')
	}
});

export const readComment = createRoute({
	method: 'get',
	path: '/api/comments/{id}',
	tags,
	summary: 'One comment',
	request: { params: idParamSchema, headers: ifNoneMatchSchema },
	responses: {
		200: { description: 'The comment', content: json(commentSchema) },
		...notModified,
		...inputProblems('not-found')
	}
});

export const updateComment = createRoute({
	method: 'put',
	path: '/api/comments/{id}',
	tags,
	summary: 'Change a comment’s text, or resolve its thread',
	request: {
		params: idParamSchema,
		headers: ifMatchSchema,
		body: { required: true, content: json(commentPatchSchema) }
	},
	responses: {
		200: { description: 'The comment as it is now', content: json(commentSchema) },
		...writeProblems('forbidden', 'not-found', 'conflict', 'changed')
	}
});

export const deleteComment = createRoute({
	method: 'delete',
	path: '/api/comments/{id}',
	tags,
	summary: 'Take a comment away; what was replied to it stays',
	request: { params: idParamSchema, headers: ifMatchSchema },
	responses: {
		204: { description: 'Its text is gone' },
		...inputProblems('forbidden', 'not-found', 'changed')
	}
});
