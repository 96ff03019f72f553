import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ProblemError } from './problem.ts';

const MIB = 1024 * 1024;
const MAX_BODY_BYTES = MIB;
/** A collection of features, as a file of a few thousand has it. Larger ones are uploads. */
const MAX_FEATURES_BYTES = 32 * MIB;
const FEATURES = /^\/api\/layers\/[^/]+\/features$/;

/** Refuses larger bodies before they are read; reads none where none is expected. */
export function limitBody(): MiddlewareHandler {
	const onError = () => {
		throw new ProblemError('too-large');
	};
	const usual = bodyLimit({ maxSize: MAX_BODY_BYTES, onError });
	const features = bodyLimit({ maxSize: MAX_FEATURES_BYTES, onError });
	return (c, next) => {
		if (c.req.method !== 'POST' && c.req.method !== 'PUT') return next();
		return FEATURES.test(c.req.path) ? features(c, next) : usual(c, next);
	};
}
