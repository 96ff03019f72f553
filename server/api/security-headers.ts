import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

export interface HeaderOptions {
	/** Hashes of the inline scripts of the app's page, which the build decides. */
	readonly scripts: readonly string[];
	/** Where Clerk's script and its frontend API are, when people sign in by it. */
	readonly clerkHost?: string | undefined;
	/** Origins of the operator's own basemaps; https ones are allowed anyway. */
	readonly basemapHosts?: readonly string[];
}

/**
 * The one style attribute that is written as text: SvelteKit's announcer, which screen readers hear and
 * nobody sees.
 */
const ANNOUNCER_STYLE = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='";

/** Clerk checks for bots with Cloudflare's challenge. */
const CLERK_CHALLENGE = 'https://challenges.cloudflare.com';

/**
 * Headers for every answer. Layers may come from any server and basemap pictures likewise, hence the
 * wide `img-src` and `connect-src`: an app that came over https may ask no http server all the same,
 * browsers see to that; one in a local network over http may. Code comes from here only, and from Clerk where that is
 * configured. MapLibre starts its worker from a blob. A route with a policy of its own keeps it.
 */
export function securityHeaders(options: HeaderOptions): MiddlewareHandler {
	const { scripts, clerkHost, basemapHosts = [] } = options;
	const clerk = clerkHost === undefined ? [] : [`https://${clerkHost}`];
	const challenge = clerkHost === undefined ? [] : [CLERK_CHALLENGE];
	const headers = secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'", ...scripts, ...clerk, ...challenge],
			// Svelte and MapLibre set styles by script, which no policy minds; Clerk writes style elements.
			styleSrc: ["'self'", ...(clerkHost === undefined ? [] : ["'unsafe-inline'"])],
			styleSrcAttr: ["'unsafe-hashes'", ANNOUNCER_STYLE],
			imgSrc: ["'self'", 'https:', 'http:', 'data:', 'blob:', ...basemapHosts],
			fontSrc: ["'self'", 'data:'],
			connectSrc: ["'self'", 'https:', 'http:', 'data:', 'blob:', ...basemapHosts],
			frameSrc: clerkHost === undefined ? ["'none'"] : ["'self'", ...challenge],
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
	return async (c, next) => {
		const own: string[] = [];
		await headers(c, async () => {
			await next();
			own.push(c.res.headers.get('Content-Security-Policy') ?? '');
		});
		const [policy] = own;
		if (policy) c.res.headers.set('Content-Security-Policy', policy);
	};
}
