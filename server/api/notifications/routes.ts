import { createRoute, z } from '@hono/zod-openapi';
import { inputProblems, problems, writeProblems } from '../problem.ts';
import { idParamSchema, json } from '../schemas.ts';
import {
	listNotificationsQuery,
	notificationPatchSchema,
	notificationSchema,
	unreadSchema
} from './schemas.ts';

const tags = ['Notifications'];

export const listNotifications = createRoute({
	method: 'get',
	path: '/api/notifications',
	tags,
	summary: 'Replies, mentions and invitations, the latest first',
	request: { query: listNotificationsQuery },
	responses: {
		200: { description: 'One page', content: json(z.array(notificationSchema)) },
		...inputProblems()
	}
});

export const countUnread = createRoute({
	method: 'get',
	path: '/api/notifications/unread',
	tags,
	summary: 'How many are not read',
	responses: {
		200: { description: 'Their number', content: json(unreadSchema) },
		...problems('unauthorized', 'too-many-requests', 'unavailable')
	}
});

export const readAll = createRoute({
	method: 'put',
	path: '/api/notifications',
	tags,
	summary: 'Mark all as read, or as unread',
	request: { body: { required: true, content: json(notificationPatchSchema) } },
	responses: {
		200: { description: 'How many are not read now', content: json(unreadSchema) },
		...writeProblems()
	}
});

export const updateNotification = createRoute({
	method: 'put',
	path: '/api/notifications/{id}',
	tags,
	summary: 'Mark one as read, or as unread',
	request: {
		params: idParamSchema,
		body: { required: true, content: json(notificationPatchSchema) }
	},
	responses: {
		200: { description: 'It', content: json(notificationSchema) },
		...writeProblems('not-found')
	}
});
