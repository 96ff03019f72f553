import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import type { Context } from 'hono';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from '../log.ts';
import { VERSION } from '../version.ts';
import { configRouter } from './config.ts';
import { healthRouter } from './health.ts';
import { mapsRouter } from './maps.ts';
import { measure } from './measure.ts';
import { ProblemError, problemOfStatus, problemResponse } from './problem.ts';
import { createRouter, identify } from './router.ts';
import type { ApiEnv, ApiParts } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRouter } from './session.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** Everything that is answered over HTTP: one router per resource, and the app for the rest. */
export function createApi(
	parts: ApiParts,
	inlineScripts: readonly string[] = []
): OpenAPIHono<ApiEnv> {
	const api = createRouter();
	api.onError((error, c) => answerError(error, c, parts.log));
	api.use(measure(parts.metrics), securityHeaders(inlineScripts));
	api.use('/api/*', cors({ origin: [...parts.config.origins], maxAge: 600 }));
	api.use('/api/*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseLargeBody }));
	api.use('/api/*', identify(parts.verifyToken));
	api.route('/', sessionRouter(parts));
	api.route('/', mapsRouter(parts));
	api.route('/', configRouter(parts));
	api.route('/', healthRouter(parts));
	describeApi(api);
	api.all('/api/*', (c) => problemResponse(c, 'not-found'));
	api.on(['GET', 'HEAD'], '*', (c) => parts.serveApp(c.req.raw));
	api.notFound((c) => problemResponse(c, 'not-found'));
	return api;
}

/** `/api/openapi.json`, made from the schemas that validate. */
function describeApi(api: OpenAPIHono<ApiEnv>): void {
	api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
		type: 'http',
		scheme: 'bearer'
	});
	api.doc31('/api/openapi.json', {
		openapi: '3.1.0',
		info: { title: 'SamSyn', version: VERSION, license: { name: 'Apache-2.0' } },
		security: [{ token: [] }, {}]
	});
}

function refuseLargeBody(): never {
	throw new ProblemError('too-large');
}

function answerError(error: unknown, c: Context, log: Logger): Response {
	if (error instanceof ProblemError) return problemResponse(c, error.problem, error.extra);
	if (error instanceof HTTPException) return problemResponse(c, problemOfStatus(error.status));
	// The caller gets no cause: it may tell about the inside.
	log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed');
	return problemResponse(c, isDatabaseAway(error) ? 'unavailable' : 'internal');
}

const CONNECTION_CODES = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOENT',
	'EPIPE',
	'57P01',
	'57P03'
]);

function isDatabaseAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = 'code' in error ? String(error.code) : '';
	return CONNECTION_CODES.has(code) || error.message.startsWith('Connection terminated');
}
