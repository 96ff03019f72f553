import type { Hono } from 'hono';
import { problemResponse } from './problem.ts';
import type { ApiEnv } from './router.ts';

/** After all routes: what is here, but not for this method, is 405 and says for which it is. */
export function refuseOtherMethods(api: Hono<ApiEnv>): void {
	const routes = api.routes.filter(
		({ method, path }) => method !== 'ALL' && path.startsWith('/api/')
	);
	for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
		const methods = new Set(ofPath.map(({ method }) => method));
		if (methods.has('GET')) methods.add('HEAD');
		const headers = { Allow: [...methods].sort().join(', ') };
		api.all(path, (c) => problemResponse(c, 'method-not-allowed', { headers }));
	}
}
