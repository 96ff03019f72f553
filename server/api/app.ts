import { except } from 'hono/combine';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import type { Context } from 'hono';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { ProviderAwayError } from '../access/clerk-tokens.ts';
import { basemapHosts } from '../basemaps.ts';
import { BusyError } from '../fetch/busy-error.ts';
import type { Logger } from '../log.ts';
import { InvalidEditError } from '../sync/invalid-edit-error.ts';
import { LogUnavailableError } from '../sync/update-log.ts';
import { limitBody } from './body-limit.ts';
import { collaboratorsRouter } from './collaborators/router.ts';
import { commentsRouter } from './comments/router.ts';
import { configRouter } from './config.ts';
import { describeApi } from './describe.ts';
import { docsRouter } from './docs.ts';
import { featuresRouter } from './features/router.ts';
import { healthRouter } from './health.ts';
import { meRouter } from './me.ts';
import { layersRouter } from './layers/router.ts';
import { linksRouter } from './links/router.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { mapsRouter } from './maps/router.ts';
import { stackRouter } from './maps/stack-router.ts';
import { measure } from './measure.ts';
import { refuseOtherMethods } from './methods.ts';
import { notificationsRouter } from './notifications/router.ts';
import { ProblemError, problemOfStatus, problemResponse } from './problem.ts';
import { createRouter, identify } from './router.ts';
import type { ApiEnv, ApiParts } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRouter, signInRouter } from './session.ts';
import { tilesRouter } from './tiles.ts';
import { uploadsRouter } from './uploads.ts';
import { webhooksRouter } from './webhooks.ts';
import type { HeaderOptions } from './security-headers.ts';
import { wmsProxyRouter } from './wms-proxy.ts';

/** Everything that is answered over HTTP: one router per resource, and the app for the rest. */
export function createApi(
	parts: ApiParts,
	inlineScripts: readonly string[] = []
): OpenAPIHono<ApiEnv> {
	const api = createRouter();
	api.onError((error, c) => answerError(error, c, parts.log));
	api.use(measure(parts.metrics), securityHeaders(headerOptions(parts, inlineScripts)));
	const exposeHeaders = ['ETag', 'Link', 'Location', 'Retry-After'];
	api.use('/api/*', cors({ origin: [...parts.config.origins], maxAge: 600, exposeHeaders }));
	// Uploads count their own bytes.
	api.use('/api/*', except(['/api/uploads', '/api/uploads/*'], limitBody()));
	api.on('POST', '/api/session', parts.limits.sessions);
	// Before `identify`: an expired token is refused everywhere but here.
	api.route('/', signInRouter(parts));
	api.use('/api/*', identify(parts.verifyToken), parts.limits.requests);
	api.route('/', sessionRouter(parts));
	api.route('/', meRouter(parts));
	api.route('/', webhooksRouter(parts));
	const writesToMaps = new OneAtATime();
	api.route('/', mapsRouter(parts, writesToMaps));
	api.route('/', stackRouter(parts, writesToMaps));
	api.route('/', layersRouter(parts));
	api.route('/', featuresRouter(parts));
	api.route('/', collaboratorsRouter(parts));
	api.route('/', linksRouter(parts));
	api.route('/', commentsRouter(parts));
	api.route('/', notificationsRouter(parts));
	api.route('/', tilesRouter(parts));
	api.route('/', uploadsRouter(parts));
	api.route('/', wmsProxyRouter(parts));
	api.route('/', configRouter(parts));
	api.route('/', docsRouter());
	api.route('/', healthRouter(parts));
	describeApi(api);
	refuseOtherMethods(api);
	api.all('/api/*', (c) => problemResponse(c, 'not-found'));
	api.on(['GET', 'HEAD'], '*', (c) => parts.serveApp(c.req.raw));
	api.notFound((c) => problemResponse(c, 'not-found'));
	return api;
}

function headerOptions({ config, basemaps }: ApiParts, scripts: readonly string[]): HeaderOptions {
	const clerkHost = config.clerk?.frontendApi;
	return { scripts, clerkHost, basemapHosts: basemapHosts(basemaps) };
}

function answerError(error: unknown, c: Context, log: Logger): Response {
	if (error instanceof ProblemError) return problemResponse(c, error.problem, error.extra);
	if (error instanceof HTTPException) return problemResponse(c, problemOfStatus(error.status));
	if (error instanceof InvalidEditError) return answerInvalidEdit(error, c);
	if (error instanceof BusyError) return answerBusy(error, c);
	// The caller gets no cause: it may tell about the inside.
	log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed');
	if (!isAway(error)) return problemResponse(c, 'internal');
	const mayBeDone = error instanceof LogUnavailableError && error.outcome !== undefined;
	return problemResponse(c, 'unavailable', mayBeDone ? { detail: MAY_BE_DONE } : {});
}

/** Its INSERT was under way when the database stopped answering. */
const MAY_BE_DONE =
	'The database is away. This is carried out when it is back, unless it refuses it.';

/** Long enough for a slow service to answer others. */
const BUSY_SECONDS = 5;

function answerBusy({ busy, message: detail }: BusyError, c: Context): Response {
	const headers = { 'Retry-After': String(BUSY_SECONDS) };
	const problem = busy === 'caller' ? 'too-many-requests' : 'unavailable';
	return problemResponse(c, problem, { detail, headers });
}

function isAway(error: unknown): boolean {
	return (
		isDatabaseAway(error) ||
		error instanceof ProviderAwayError ||
		error instanceof LogUnavailableError
	);
}

const NO_ROOM: ReadonlySet<string> = new Set(['features', 'layers', 'comments']);

/** What the schemas of the API let through, and the document does not take. */
function answerInvalidEdit({ rule, kind }: InvalidEditError, c: Context): Response {
	if (rule === 'deleted') return problemResponse(c, 'not-found');
	if (rule === 'document') return problemResponse(c, 'too-large');
	if (kind === 'forbidden') return problemResponse(c, 'forbidden', { reason: rule });
	return problemResponse(c, NO_ROOM.has(rule) ? 'limit-reached' : 'invalid', {
		detail: `This cannot be stored (${rule}).`
	});
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
