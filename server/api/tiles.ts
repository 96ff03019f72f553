import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { parseInstant } from '#core/time/parse-instant.ts';
import { isTile } from '#core/raster/tile-grid.ts';
import { etagOf } from '../tiles/create-rasters.ts';
import type { TileLayer } from '../tiles/layer-access.ts';
import { RasterJobError } from '../tiles/raster-job.ts';
import { isFixed } from '../tiles/raster-service.ts';
import { drawVectorTile } from '../tiles/vector-tiles.ts';
import { readCrs } from '../db/raster-layers.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter } from './router.ts';
import type { ApiEnv, ApiParts } from './router.ts';
import { idParamSchema, sameId } from './schemas.ts';

const IMMUTABLE_SECONDS = 31_536_000;
const SHORT_SECONDS = 60;
/** Of a file at an address, which may be replaced: after that it is asked for again, by its tag. */
const WHILE_SECONDS = 300;
const PREVIEW_SIZE = 512;
const DIGITS = /^-?\d{9,16}$/;

const timeSchema = z
	.string()
	.max(40)
	.transform((text, context) => {
		if (DIGITS.test(text)) return Number(text);
		const instant = parseInstant(text);
		if (instant.ok) return instant.value.ms;
		context.addIssue({ code: 'custom', message: 'must be a time, such as 2024-05-01T00:00:00Z' });
		return z.NEVER;
	})
	.optional()
	.openapi({ type: 'string', description: 'RFC 3339, UTC; what suits now if absent' });

const lookSchema = z.object({
	time: timeSchema,
	v: z.string().max(40).optional().openapi({
		description:
			'What /info calls `version`: under it a tile of an uploaded file or of features never changes'
	}),
	size: z.enum(['256', '512']).default('256')
});

const tileParamSchema = idParamSchema.extend({
	z: z.coerce.number().int().min(0).max(30),
	x: z.coerce.number().int().min(0),
	y: z.string().regex(/^\d{1,10}(\.(png|webp|mvt|pbf))?$/)
});

const binary = z.any().openapi({ type: 'string', format: 'binary' });
const pictures = {
	200: {
		description: 'The tile: a picture of a raster, a vector tile of features',
		content: {
			'image/png': { schema: binary },
			'image/webp': { schema: binary },
			'application/vnd.mapbox-vector-tile': { schema: binary }
		}
	},
	204: { description: 'Nothing is there' },
	304: { description: 'It is the same as before' }
} as const;
const json = { 'application/json': { schema: z.record(z.string(), z.unknown()) } };

const readTile = createRoute({
	method: 'get',
	path: '/api/layers/{id}/tiles/{z}/{x}/{y}',
	summary: 'A tile of a layer, with or without .png, .webp or .mvt at its end',
	request: { params: tileParamSchema, query: lookSchema },
	responses: {
		...pictures,
		...problems('not-found', 'invalid', 'too-many-requests', 'source-failed', 'unavailable')
	}
});

const timeQuerySchema = z.object({ time: timeSchema });
const of = (what: string, summary: string) =>
	createRoute({
		method: 'get',
		path: `/api/layers/{id}/${what}`,
		summary,
		request: { params: idParamSchema, query: timeQuerySchema },
		responses: {
			200: { description: summary, content: json },
			...problems('not-found', 'invalid', 'too-many-requests', 'source-failed', 'unavailable')
		}
	});
const readInfo = of('info', 'What the file of a raster layer says of itself');
const readStatistics = of('statistics', 'Figures of the bands that a raster layer shows');

const readPreview = createRoute({
	method: 'get',
	path: '/api/layers/{id}/preview',
	summary: 'A small picture of a raster layer',
	request: { params: idParamSchema, query: timeQuerySchema },
	responses: {
		200: { description: 'The picture', content: { 'image/png': { schema: binary } } },
		...problems('not-found', 'invalid', 'too-many-requests', 'source-failed', 'unavailable')
	}
});

const readPoint = createRoute({
	method: 'get',
	path: '/api/layers/{id}/point',
	summary: 'The values of a raster layer under a point',
	request: {
		params: idParamSchema,
		query: timeQuerySchema.extend({
			lng: z.coerce.number().min(-180).max(180),
			lat: z.coerce.number().min(-90).max(90)
		})
	},
	responses: {
		200: { description: 'The values; null where there is no data', content: json },
		...problems('not-found', 'invalid', 'too-many-requests', 'source-failed', 'unavailable')
	}
});

const readCoordinateSystem = createRoute({
	method: 'get',
	path: '/api/crs/{code}',
	summary: 'The definition of a coordinate system by its EPSG code',
	request: { params: z.object({ code: z.coerce.number().int().min(1).max(1_000_000) }) },
	responses: {
		200: {
			description: 'As a proj string',
			content: { 'application/json': { schema: z.object({ code: z.int(), proj4: z.string() }) } }
		},
		...problems('not-found', 'invalid')
	}
});

/** Tiles, figures and values of layers. Never rate limited: a map asks for dozens at a time. */
export function tilesRouter({ rasters, database }: ApiParts) {
	return createRouter()
		.openapi(readTile, (c) => {
			const { id, z, x, y: row } = c.req.valid('param');
			const [y = '', ending = 'png'] = row.split('.');
			return tile(c, { id: sameId(id), z, x, y: Number(y), ending }, c.req.valid('query'));
		})
		.openapi(readInfo, async (c) => {
			const layer = await rasterOf(c, c.req.valid('param').id);
			const info = await found(rasters.service.info(layer, wish(c, c.req.valid('query'))));
			return c.json({ ...(info as object), version: layer.version }, 200, caching(layer, 'short'));
		})
		.openapi(readStatistics, async (c) => {
			const layer = await rasterOf(c, c.req.valid('param').id);
			const statistics = rasters.service.statistics(layer, wish(c, c.req.valid('query')));
			return c.json(
				(await found(statistics)) as Record<string, unknown>,
				200,
				caching(layer, 'short')
			);
		})
		.openapi(readPoint, async (c) => {
			const layer = await rasterOf(c, c.req.valid('param').id);
			const { lng, lat, ...look } = c.req.valid('query');
			const point = rasters.service.point(layer, lng, lat, wish(c, look));
			return c.json((await found(point)) as Record<string, unknown>, 200);
		})
		.openapi(readPreview, async (c) => {
			const layer = await rasterOf(c, c.req.valid('param').id);
			const picture = rasters.service.preview(layer, PREVIEW_SIZE, wish(c, c.req.valid('query')));
			return answerBytes(
				c,
				(await found(picture)) as Uint8Array,
				'image/png',
				caching(layer, 'short')
			);
		})
		.openapi(readCoordinateSystem, async (c) => {
			const { code } = c.req.valid('param');
			const proj4 = await readCrs(database, code);
			if (proj4 === undefined) throw new ProblemError('not-found');
			return c.json({ code, proj4 }, 200, { 'Cache-Control': 'public, max-age=86400' });
		});

	async function tile(
		c: Context<ApiEnv>,
		address: { id: string; z: number; x: number; y: number; ending: string },
		look: z.infer<typeof lookSchema>
	): Promise<Response> {
		if (!isTile(address)) throw new ProblemError('not-found');
		const layer = await rasters.access.find(c.var.identity, address.id);
		if (layer === undefined || layer.kind === 'other') throw new ProblemError('not-found');
		const headers = caching(layer, keepingOf(layer, look.v));
		if (layer.kind === 'vector') {
			const bytes = await drawVectorTile(database, layer.id, address);
			return answerBytes(c, bytes, 'application/vnd.mapbox-vector-tile', headers);
		}
		const format = address.ending === 'webp' ? 'webp' : 'png';
		const request = { ...address, size: Number(look.size), format } as const;
		const bytes = await expected(rasters.service.tile(layer, request, wish(c, look)));
		return answerBytes(c, bytes ?? new Uint8Array(), `image/${format}`, headers);
	}

	async function rasterOf(
		c: Context<ApiEnv>,
		id: string
	): Promise<Extract<TileLayer, { kind: 'raster' }>> {
		const layer = await rasters.access.find(c.var.identity, sameId(id));
		if (layer?.kind !== 'raster') throw new ProblemError('not-found');
		return layer;
	}
}

function wish(c: Context<ApiEnv>, { time }: { readonly time?: number | undefined }) {
	return { time, signal: c.req.raw.signal };
}

type Keeping = 'immutable' | 'while' | 'short';

const AGES: Readonly<Record<Keeping, string>> = {
	immutable: `${IMMUTABLE_SECONDS}, immutable`,
	while: String(WHILE_SECONDS),
	short: String(SHORT_SECONDS)
};

/** The version is that of the configuration: under it only what was uploaded here stays the same. */
function keepingOf(layer: Exclude<TileLayer, { kind: 'other' }>, version?: string): Keeping {
	if (version !== layer.version) return 'short';
	return layer.kind === 'vector' || isFixed(layer.config) ? 'immutable' : 'while';
}

function caching(layer: { readonly isPublic: boolean }, keeping: Keeping) {
	// What not everybody may see is kept by the browser that asked only, and by whom it asked as.
	return {
		'Cache-Control': `${layer.isPublic ? 'public' : 'private'}, max-age=${AGES[keeping]}`,
		Vary: 'Authorization'
	};
}

function answerBytes(
	c: Context<ApiEnv>,
	bytes: Uint8Array,
	type: string,
	headers: Readonly<Record<string, string>>
): Response {
	if (bytes.length === 0) return c.body(null, 204, headers);
	const etag = etagOf(bytes);
	const all = { ...headers, ETag: etag };
	if (c.req.header('If-None-Match') === etag) return c.body(null, 304, all);
	return c.body(Uint8Array.from(bytes), 200, { ...all, 'Content-Type': type });
}

async function found(answer: Promise<unknown>): Promise<unknown> {
	const value = await expected(answer);
	if (value === undefined || value === null) throw new ProblemError('not-found');
	return value;
}

/** What the file or its server is to blame for is said in one sentence. */
async function expected<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		if (!(error instanceof RasterJobError)) throw error;
		const problem = error.trouble === 'style' ? 'invalid' : 'source-failed';
		throw new ProblemError(problem, { detail: error.message });
	}
}
