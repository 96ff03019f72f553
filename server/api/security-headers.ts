import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers for every answer. `scripts` are the hashes of the inline scripts of the app's page, which
 * the build decides. Layers may come from any https server and basemap pictures likewise, hence the
 * wide `img-src` and `connect-src`; code comes from here only. MapLibre starts workers from blobs.
 */
export function securityHeaders(scripts: readonly string[]): MiddlewareHandler {
	return secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'", ...scripts],
			// Svelte writes style attributes, MapLibre sets styles of its controls.
			styleSrc: ["'self'", "'unsafe-inline'"],
			imgSrc: ["'self'", 'https:', 'data:', 'blob:'],
			fontSrc: ["'self'", 'data:'],
			connectSrc: ["'self'", 'https:', 'ws:', 'wss:', 'data:', 'blob:'],
			workerSrc: ["'self'", 'blob:'],
			manifestSrc: ["'self'"],
			objectSrc: ["'none'"],
			baseUri: ["'self'"],
			formAction: ["'self'"],
			frameAncestors: ["'self'"]
		},
		permissionsPolicy: { geolocation: ['self'], camera: [], microphone: [] },
		referrerPolicy: 'strict-origin-when-cross-origin',
		// A workshop runs over http in a local network: insisting on https would lock it out.
		strictTransportSecurity: false,
		crossOriginEmbedderPolicy: false
	});
}
