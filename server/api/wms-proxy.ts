import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { layersUsing } from '../db/raster-layers.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { FetchedAnswer, FetchRequest } from '../fetch/guarded-fetch.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter } from './router.ts';
import type { ApiEnv, ApiParts } from './router.ts';

const MIB = 1024 * 1024;
const MAX_CAPABILITIES_BYTES = 64 * MIB;
const MAX_PICTURE_BYTES = 16 * MIB;
const MAX_RANGE_BYTES = 16 * MIB;
const CAPABILITIES_SECONDS = 3_600;
const PICTURE_SECONDS = 300;

const REQUESTS = new Set(['getmap', 'getfeatureinfo', 'getlegendgraphic', 'getstyles']);
/** Pictures, and what services say of a point; nothing that would run. */
const WMS_TYPES =
	/^(image\/|text\/(plain|html|xml|csv)|application\/([\w.+-]*xml|[\w.+-]*json|vnd\.ogc))/i;
const XML_TYPES = /xml|text\/plain|application\/octet-stream/i;
const HEADERS = ['content-type', 'content-range', 'etag', 'last-modified', 'warning'];

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
			...problems('not-found', 'invalid', 'source-failed')
		}
	});
const readCapabilities = route('/api/wms/capabilities', 'The capabilities of a map service', {});
const readMap = route('/api/wms/proxy', 'A picture or an answer of a map service', {});
const readRange = route('/api/files/proxy', 'A part of a raster of a server without CORS', PART);

/**
 * A way to servers that browsers may not ask. For whoever is signed in (they may be adding a layer),
 * and for everybody where a layer that they may see uses that service.
 */
export function wmsProxyRouter({ rasters, database, log }: ApiParts) {
	return createRouter()
		.openapi(readCapabilities, async (c) => {
			const { url } = c.req.valid('query');
			await admit(c, url);
			const key = `capabilities|${url}`;
			const known = await rasters.cache.get(key);
			if (known !== undefined) return answer(c, packed(known), CAPABILITIES_SECONDS);
			const limits = { maxBytes: MAX_CAPABILITIES_BYTES, accepts: XML_TYPES };
			const fetched = await ask(url, { ...limits, signal: c.req.raw.signal });
			if (fetched.status === 200) rasters.cache.set(key, pack(fetched));
			return answer(c, fetched, CAPABILITIES_SECONDS);
		})
		.openapi(readMap, async (c) => {
			const { url } = c.req.valid('query');
			if (!REQUESTS.has(requestOf(url))) {
				throw new ProblemError('invalid', {
					detail: 'This is no request for a map or its values.'
				});
			}
			await admit(c, url);
			const limits = { maxBytes: MAX_PICTURE_BYTES, accepts: WMS_TYPES };
			return answer(c, await ask(url, { ...limits, signal: c.req.raw.signal }), PICTURE_SECONDS);
		})
		.openapi(readRange, async (c) => {
			const { url } = c.req.valid('query');
			await admit(c, url);
			const range = c.req.header('Range');
			if (range === undefined || !/^bytes=\d+-\d+$/.test(range)) {
				throw new ProblemError('invalid', { detail: 'Only one range of bytes can be asked for.' });
			}
			const limits = { maxBytes: MAX_RANGE_BYTES, headers: { Range: range } };
			return answer(c, await ask(url, { ...limits, signal: c.req.raw.signal }), PICTURE_SECONDS);
		});

	async function admit(c: Context<ApiEnv>, url: string): Promise<void> {
		if (c.var.identity !== null) return;
		for (const id of await layersUsing(database, url.split('?', 1)[0] ?? '')) {
			if (await rasters.access.mayRead(null, id)) return;
		}
		throw new ProblemError('not-found');
	}

	async function ask(url: string, request: FetchRequest): Promise<FetchedAnswer> {
		try {
			return await rasters.fetch(url, request);
		} catch (error) {
			if (!(error instanceof FetchError)) throw error;
			log.info({ err: error, url: url.split('?', 1)[0] }, 'a service could not be asked');
			throw new ProblemError('source-failed', { detail: error.message });
		}
	}
}

function answer(
	c: Context<ApiEnv>,
	{ status, headers, body }: FetchedAnswer,
	seconds: number
): Response {
	const kept = HEADERS.flatMap((name) => {
		const value = headers[name];
		return value === undefined || value === '' ? [] : [[name, value]];
	});
	const isAnswer = status === 200 || status === 206;
	// A stranger's page or drawing must never be shown as one of ours.
	const isPlain = /^image\/(?!svg)/i.test(headers['content-type'] ?? '');
	return c.body(body, (isAnswer ? status : 502) as 200, {
		...(Object.fromEntries(kept) as Record<string, string>),
		'Cache-Control': isAnswer ? `private, max-age=${seconds}` : 'no-store',
		...(isPlain ? {} : { 'Content-Disposition': 'attachment' }),
		...(isAnswer ? {} : { 'X-Service-Status': String(status) })
	});
}

function requestOf(url: string): string {
	for (const [name, value] of new URL(url).searchParams) {
		if (name.toLowerCase() === 'request') return value.toLowerCase();
	}
	return '';
}

/** Content type and bytes in one. */
function pack({ headers, body }: FetchedAnswer): Uint8Array {
	return Buffer.concat([Buffer.from(`${headers['content-type'] ?? ''}\n`), body]);
}

function packed(bytes: Uint8Array): FetchedAnswer {
	const end = bytes.indexOf(10);
	const type = Buffer.from(bytes.subarray(0, end)).toString();
	return {
		status: 200,
		headers: { 'content-type': type },
		body: Uint8Array.from(bytes.subarray(end + 1))
	};
}
