import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: neither private nor loopback, link-local,
 * multicast, documentation, carrier or otherwise set apart.
 */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	// `::ffff:10.0.0.1` reaches 10.0.0.1.
	const parsed = ipaddr.process(address);
	if (parsed.range() !== 'unicast') return false;
	// Translated (NAT64, 6to4, Teredo) addresses have ranges of their own and were refused above; the
	// deprecated compatible form `::10.0.0.1` has not.
	return parsed.kind() === 'ipv4' || !parsed.toNormalizedString().startsWith('0:0:0:0:0:0:');
}
