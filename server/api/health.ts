import { createRoute, z } from '@hono/zod-openapi';
import { databaseAnswers } from '../db/health.ts';
import { createRouter } from './router.ts';
import type { ApiParts } from './router.ts';

const DATABASE_LIMIT_MS = 2_000;

const healthSchema = z.object({ status: z.enum(['ok', 'unavailable']) }).openapi('Health');
const content = { 'application/json': { schema: healthSchema } };

const live = createRoute({
	method: 'get',
	path: '/healthz',
	summary: 'Whether the process runs',
	responses: { 200: { description: 'It does', content } }
});

const ready = createRoute({
	method: 'get',
	path: '/readyz',
	summary: 'Whether the database answers',
	responses: {
		200: { description: 'It does', content },
		503: { description: 'It does not; edits stay on the devices until it does', content }
	}
});

/** `/healthz`, `/readyz` and `/metrics`. */
export function healthRouter({ database, metrics }: ApiParts) {
	const router = createRouter()
		.openapi(live, (c) => c.json({ status: 'ok' as const }, 200))
		.openapi(ready, async (c) => {
			const ok = await databaseAnswers(database, DATABASE_LIMIT_MS);
			return ok
				? c.json({ status: 'ok' as const }, 200)
				: c.json({ status: 'unavailable' as const }, 503);
		});
	router.get('/metrics', async (c) =>
		c.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
	);
	return router;
}
