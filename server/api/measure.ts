import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Metrics } from '../metrics.ts';

/** Times every answer, by the route's pattern: an id in a label would make a series of its own. */
export function measure(metrics: Metrics): MiddlewareHandler {
	return async (c, next) => {
		const end = metrics.httpSeconds.startTimer({ method: c.req.method });
		await next();
		end({ route: routePath(c), status: String(c.res.status) });
	};
}
