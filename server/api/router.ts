import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Identity } from '../access/identity.ts';
import type { People } from '../access/people.ts';
import type { Rights } from '../access/rights.ts';
import type { Sessions } from '../access/sessions.ts';
import type { VerifyToken } from '../access/verify-token.ts';
import type { Basemap } from '../basemaps.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Rasters } from '../tiles/create-rasters.ts';
import { bearerOf } from './bearer.ts';
import type { Documents } from './documents.ts';
import type { RateLimits } from './limits.ts';
import { ProblemError, problemResponse, validationErrors } from './problem.ts';

/** What the routers work with. */
export interface ApiParts {
	readonly config: Pick<Config, 'origins' | 'limits' | 'clerk' | 'offlineArea'>;
	readonly basemaps: readonly Basemap[];
	readonly database: Database;
	readonly rights: Rights;
	readonly documents: Documents;
	readonly limits: RateLimits;
	readonly log: Logger;
	readonly metrics: Metrics;
	readonly rasters: Rasters;
	readonly verifyToken: VerifyToken;
	readonly sessions: Sessions;
	readonly people: People;
	/** Answers what is not the API: the app. */
	readonly serveApp: (request: Request) => Response;
}

export interface ApiEnv {
	Variables: {
		/** `null`: anonymous. */
		identity: Identity | null;
	};
}

/** One resource's routes; what a schema refuses is answered as 422. */
export function createRouter(): OpenAPIHono<ApiEnv> {
	return new OpenAPIHono<ApiEnv>({
		defaultHook: (result, c) =>
			result.success
				? undefined
				: problemResponse(c, 'invalid', { errors: validationErrors(result.error) })
	});
}

/** Reads who is asking. No token is anonymous; a bad or expired one is refused everywhere. */
export function identify(verifyToken: VerifyToken): MiddlewareHandler<ApiEnv> {
	return async (c, next) => {
		const token = bearerOf(c);
		c.set('identity', token === undefined ? null : await identityOf(token, verifyToken));
		await next();
	};
}

async function identityOf(token: string, verifyToken: VerifyToken): Promise<Identity> {
	const identity = token === '' ? null : await verifyToken(token);
	if (identity === null) {
		throw new ProblemError('unauthorized', { detail: 'The token is not valid, or expired.' });
	}
	return identity;
}

/** The person who asks; anonymous callers are refused. */
export function required(identity: Identity | null): Identity {
	if (identity === null) throw new ProblemError('unauthorized');
	return identity;
}
