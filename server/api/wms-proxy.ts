import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import { isUsedPublicly } from '../db/raster-layers.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { FetchedAnswer, FetchRequest } from '../fetch/guarded-fetch.ts';
import { mediaTypeOf } from '../fetch/media-type.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter } from './router.ts';
import type { ApiEnv, ApiParts } from './router.ts';

const MIB = 1024 * 1024;
/** The largest that were seen have 10 MB. */
const MAX_CAPABILITIES_BYTES = 16 * MIB;
const MAX_PICTURE_BYTES = 8 * MIB;
const MAX_RANGE_BYTES = 16 * MIB;
const CAPABILITIES_SECONDS = 3_600;
const PICTURE_SECONDS = 300;

const REQUESTS = new Set(['getmap', 'getfeatureinfo', 'getlegendgraphic', 'getstyles']);
/** Pictures, and what services say of a point; nothing that would run. */
const WMS_TYPES =
	/^(image\/[\w.+-]+|text\/(plain|html|xml|csv)|application\/([\w.+-]+\+xml|xml|[\w.+-]+\+json|json|vnd\.ogc\.[\w.+-]+))$/;
/** What services say that capabilities are. */
const XML_TYPES =
	/^(text\/(xml|plain)|application\/(xml|octet-stream|[\w.-]+\+xml|vnd\.ogc\.[\w.+-]+))$/;
const HEADERS = ['content-range', 'etag', 'last-modified', 'warning'];
const BYTES = 'application/octet-stream';

/** As for tiles: what is taken back must be felt within a second; a screen of pictures asks 40 times. */
const TRUST_MS = 1_000;
const TRUSTED = 1_000;

/** Each character may take twelve bytes of a header, written as %F3%98%99%AD. */
const MAX_URL_LENGTH = 4_096;

const query = z.object({
	url: z
		.string()
		.max(MAX_URL_LENGTH)
		.refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'must be an http address')
});

const PART = { 206: { description: 'A part of a file' } } as const;

const route = <R extends object>(path: string, summary: string, more: R) =>
	createRoute({
		method: 'get',
		path,
		summary,
		request: { query },
		responses: {
			200: { description: 'What the server answered' },
			...more,
			...problems('not-found', 'invalid', 'too-many-requests', 'source-failed', 'unavailable')
		}
	});
const readCapabilities = route('/api/wms/capabilities', 'The capabilities of a map service', {});
const readMap = route('/api/wms/proxy', 'A picture or an answer of a map service', {});
const readRange = route('/api/files/proxy', 'A part of a raster of a server without CORS', PART);

/**
 * A way to servers that browsers may not ask. For whoever is signed in (they may be adding a layer),
 * and for everybody where a layer that they may see uses that service.
 */
export function wmsProxyRouter({ rasters, database, limits, log }: ApiParts) {
	const publicly = new LRUCache<string, Promise<boolean>>({ max: TRUSTED, ttl: TRUST_MS });
	return createRouter()
		.openapi(readCapabilities, async (c) => {
			const { url } = c.req.valid('query');
			await admit(c, url);
			const key = `capabilities|${url}`;
			const known = await rasters.cache.get(key);
			if (known !== undefined) return answer(c, unpacked(known), CAPABILITIES_SECONDS);
			const fetched = await ask(c, url, { maxBytes: MAX_CAPABILITIES_BYTES, accepts: XML_TYPES });
			// Whatever the service calls it: to a browser it is text with elements, and never runs.
			const type = typeOf(fetched, 'text/xml');
			if (fetched.status === 200) {
				rasters.cache.set(key, packed(type, fetched.body), CAPABILITIES_SECONDS * 1_000);
			}
			return answer(c, { ...fetched, type }, CAPABILITIES_SECONDS);
		})
		.openapi(readMap, async (c) => {
			const { url } = c.req.valid('query');
			if (!REQUESTS.has(requestOf(url))) {
				throw new ProblemError('invalid', {
					detail: 'This is no request for a map or its values.'
				});
			}
			await admit(c, url);
			const fetched = await ask(c, url, { maxBytes: MAX_PICTURE_BYTES, accepts: WMS_TYPES });
			return answer(c, { ...fetched, type: typeOf(fetched) }, PICTURE_SECONDS);
		})
		.openapi(readRange, async (c) => {
			const { url } = c.req.valid('query');
			await admit(c, url);
			const range = c.req.header('Range');
			if (range === undefined || !/^bytes=\d+-\d+$/.test(range)) {
				throw new ProblemError('invalid', { detail: 'Only one range of bytes can be asked for.' });
			}
			const request = { maxBytes: MAX_RANGE_BYTES, headers: { Range: range } };
			return answer(c, { ...(await ask(c, url, request)), type: BYTES }, PICTURE_SECONDS);
		});

	async function admit(c: Context<ApiEnv>, url: string): Promise<void> {
		if (c.var.identity !== null) return;
		if (!(await isPublic(url.split('?', 1)[0] ?? ''))) throw new ProblemError('not-found');
	}

	function isPublic(address: string): Promise<boolean> {
		const known = publicly.get(address);
		if (known !== undefined) return known;
		const asking = isUsedPublicly(database, address);
		publicly.set(address, asking);
		asking.catch(() => publicly.delete(address));
		return asking;
	}

	async function ask(
		c: Context<ApiEnv>,
		url: string,
		request: FetchRequest
	): Promise<FetchedAnswer> {
		try {
			const caller = limits.callerOf(c);
			return await rasters.fetch(url, { ...request, caller, signal: c.req.raw.signal });
		} catch (error) {
			if (!(error instanceof FetchError)) throw error;
			log.info({ err: error, url: url.split('?', 1)[0] }, 'a service could not be asked');
			throw new ProblemError('source-failed', { detail: error.message });
		}
	}
}

interface TypedAnswer extends FetchedAnswer {
	readonly type: string;
}

function answer(
	c: Context<ApiEnv>,
	{ status, headers, body, type }: TypedAnswer,
	seconds: number
): Response {
	const kept = HEADERS.flatMap((name) => {
		const value = headers[name];
		return value === undefined || value === '' ? [] : [[name, value]];
	});
	const isAnswer = status === 200 || status === 206;
	// A stranger's page or drawing must never be shown as one of ours.
	const isPlain = /^image\/(?!svg)/.test(type);
	return c.body(body, (isAnswer ? status : 502) as 200, {
		...(Object.fromEntries(kept) as Record<string, string>),
		'Content-Type': type,
		'Cache-Control': isAnswer ? `private, max-age=${seconds}` : 'no-store',
		...(isPlain ? {} : { 'Content-Disposition': 'attachment' }),
		...(isAnswer ? {} : { 'X-Service-Status': String(status) })
	});
}

/** Written anew: what else stands in the header of a stranger may mean another type to a browser. */
function typeOf({ headers }: FetchedAnswer, always?: string): string {
	const { essence, charset } = mediaTypeOf(headers['content-type']) ?? {};
	const type = always ?? (essence !== undefined && WMS_TYPES.test(essence) ? essence : BYTES);
	return charset === undefined || type === BYTES ? type : `${type}; charset=${charset}`;
}

function requestOf(url: string): string {
	for (const [name, value] of new URL(url).searchParams) {
		if (name.toLowerCase() === 'request') return value.toLowerCase();
	}
	return '';
}

/** Content type and bytes in one. */
function packed(type: string, body: Uint8Array): Uint8Array {
	return Buffer.concat([Buffer.from(`${type}\n`), body]);
}

function unpacked(bytes: Uint8Array): TypedAnswer {
	const end = bytes.indexOf(10);
	return {
		status: 200,
		headers: {},
		type: Buffer.from(bytes.subarray(0, end)).toString(),
		body: bytes.subarray(end + 1) as Uint8Array<ArrayBuffer>
	};
}
