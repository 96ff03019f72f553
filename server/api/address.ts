import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/**
 * Where a request comes from, as it is counted. What a proxy says of it counts only as far as proxies are
 * trusted: each adds to the end of `X-Forwarded-For`, and anybody can write what stands before.
 */
export function addressOf(c: Context, trustedProxies: number): string {
	const { incoming } = c.env as { readonly incoming?: IncomingMessage };
	const direct = incoming?.socket.remoteAddress ?? 'unknown';
	if (trustedProxies === 0) return countedAs(direct);
	const said = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
	return countedAs(said.at(-trustedProxies) || direct);
}

const NETWORK_BITS = 64;

/**
 * One name for what one household has: of IPv6 that is a /64, in which anybody takes another address for
 * each request; an IPv4 address may be written as one of IPv6.
 */
export function countedAs(address: string): string {
	if (!ipaddr.isValid(address)) return address;
	const parsed = ipaddr.process(address);
	if (parsed.kind() === 'ipv4') return parsed.toString();
	return ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(parsed)}/${NETWORK_BITS}`).toString();
}

function withoutZone(address: ipaddr.IPv4 | ipaddr.IPv6): string {
	return address.toNormalizedString().split('%', 1)[0] ?? '';
}
