/**
 * The name of who answers a request for sea data, in which we say "not reached": the host of other
 * servers (also when our server fetches for us), a layer or a file of our own.
 */
export function serviceOf(address: string, origin: string): string {
	const url = new URL(address);
	if (url.origin !== origin) return url.host;
	const layer = /^\/api\/layers\/([^/]+)\//u.exec(url.pathname)?.[1];
	if (layer !== undefined) return `layer:${layer}`;
	const upload = /^\/api\/uploads\/([^/]+)\//u.exec(url.pathname)?.[1];
	if (upload !== undefined) return `upload:${upload}`;
	const behind = url.searchParams.get('url');
	return behind !== null && URL.canParse(behind) ? new URL(behind).host : url.host;
}

/** Every service that the configuration of a layer can make the app ask. */
export function servicesOf(layer: { readonly id: string; readonly config: unknown }): string[] {
	const services = new Set([`layer:${layer.id}`]);
	collect(layer.config, services);
	return [...services];
}

function collect(value: unknown, into: Set<string>): void {
	if (typeof value === 'string') {
		// Times in an address are no part of its host, but their braces are no address either.
		const plain = value.replaceAll(/\{[^}]*\}/gu, '0');
		if (/^https?:\/\//iu.test(plain) && URL.canParse(plain)) into.add(new URL(plain).host);
	} else if (Array.isArray(value)) {
		for (const item of value) collect(item, into);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, item] of Object.entries(value)) {
			if (key === 'uploadId' && typeof item === 'string') into.add(`upload:${item}`);
			else collect(item, into);
		}
	}
}
