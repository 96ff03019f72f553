import type { z } from '@hono/zod-openapi';
import {
	countUnread,
	findNotification,
	listNotifications,
	markNotifications
} from '../../db/notifications-read.ts';
import type { NotificationRow } from '../../db/notifications-read.ts';
import { cutPage } from '../pages.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import * as routes from './routes.ts';
import type { notificationSchema } from './schemas.ts';

/** `/api/notifications`: everybody has only their own. */
export function notificationsRouter({ database }: ApiParts) {
	return createRouter()
		.openapi(routes.listNotifications, async (c) => {
			const { id } = required(c.var.identity);
			const { unread = false, ...page } = c.req.valid('query');
			const rows = await listNotifications(database, id, { unread, page });
			return c.json(cutPage(c, page, rows).map(toNotification), 200);
		})
		.openapi(routes.countUnread, async (c) => {
			const { id } = required(c.var.identity);
			return c.json({ unread: await countUnread(database, id) }, 200);
		})
		.openapi(routes.readAll, async (c) => {
			const { id: userId } = required(c.var.identity);
			const { is_read: isRead } = c.req.valid('json');
			if (isRead !== undefined) await markNotifications(database, userId, { id: null, isRead });
			return c.json({ unread: await countUnread(database, userId) }, 200);
		})
		.openapi(routes.updateNotification, async (c) => {
			const { id: userId } = required(c.var.identity);
			const { id } = c.req.valid('param');
			const { is_read: isRead } = c.req.valid('json');
			if (isRead !== undefined) await markNotifications(database, userId, { id, isRead });
			const row = await findNotification(database, userId, id);
			if (row === undefined) throw new ProblemError('not-found');
			return c.json(toNotification(row), 200);
		});
}

function toNotification(row: NotificationRow): z.infer<typeof notificationSchema> {
	return { ...row, created_at: row.created_at.toISOString() };
}
