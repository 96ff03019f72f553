import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';

type JsonAnswer<Body> = Response & TypedResponse<JSONParsed<Body>, 200, 'json'>;

/**
 * Answers JSON text that the database wrote. That it is what the schema promises is tested, not checked.
 */
export function jsonText<Body>(
	c: Context,
	text: string,
	contentType = 'application/json'
): JsonAnswer<Body> {
	return c.body(text, 200, { 'Content-Type': contentType }) as unknown as JsonAnswer<Body>;
}
