import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/**
 * Where a request comes from. What a proxy says of it counts only as far as proxies are trusted: each
 * adds to the end of `X-Forwarded-For`, and anybody can write what stands before.
 */
export function addressOf(c: Context, trustedProxies: number): string {
	const { incoming } = c.env as { readonly incoming?: IncomingMessage };
	const direct = incoming?.socket.remoteAddress ?? 'unknown';
	if (trustedProxies === 0) return direct;
	const said = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
	return said.at(-trustedProxies) || direct;
}
