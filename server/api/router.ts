import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Identity } from '../access/identity.ts';
import type { SignedToken } from '../access/tokens.ts';
import type { VerifyToken } from '../access/verify-token.ts';
import type { Basemap } from '../basemaps.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { ProblemError, problemResponse, validationErrors } from './problem.ts';

/** What the routers work with. */
export interface ApiParts {
	readonly config: Pick<Config, 'origins' | 'limits'>;
	readonly basemaps: readonly Basemap[];
	readonly database: Database;
	readonly log: Logger;
	readonly metrics: Metrics;
	readonly verifyToken: VerifyToken;
	readonly signToken: (identity: Identity) => Promise<SignedToken>;
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

const BEARER = /^Bearer +([^\s]+)$/i;

/** Reads who is asking. No token is anonymous; a bad or expired one is refused everywhere. */
export function identify(verifyToken: VerifyToken): MiddlewareHandler<ApiEnv> {
	return async (c, next) => {
		const header = c.req.header('Authorization');
		c.set('identity', header === undefined ? null : await identityOf(header, verifyToken));
		await next();
	};
}

async function identityOf(header: string, verifyToken: VerifyToken): Promise<Identity> {
	const token = BEARER.exec(header)?.[1];
	const identity = token === undefined ? null : await verifyToken(token);
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
