import { createRoute, z } from '@hono/zod-openapi';
import { Readable } from 'node:stream';
import { layersOfUpload } from '../db/raster-layers.ts';
import type { UploadRow } from '../db/uploads.ts';
import { parseRange } from '../static/range.ts';
import type { Identity } from '../access/identity.ts';
import { isKnown } from './etag.ts';
import { notModified, ProblemError, problems } from './problem.ts';
import { createRouter, required } from './router.ts';
import type { ApiParts } from './router.ts';
import { idParamSchema, ifNoneMatchSchema, sameId, uuidSchema } from './schemas.ts';

const uploadSchema = z
	.object({
		id: uuidSchema,
		file_name: z.string(),
		status: z.enum(['receiving', 'complete', 'failed']),
		total_bytes: z.int(),
		/** Why it failed. */
		reason: z.string().optional(),
		/** What /info of a layer says. */
		info: z.record(z.string(), z.unknown()).optional(),
		is_cog: z.boolean().optional()
	})
	.openapi('Upload');

const readUpload = createRoute({
	method: 'get',
	path: '/api/uploads/{id}',
	summary: 'How far an upload of yours is',
	request: { params: idParamSchema, headers: ifNoneMatchSchema },
	responses: {
		...notModified,
		200: { description: 'The upload', content: { 'application/json': { schema: uploadSchema } } },
		...problems('unauthorized', 'not-found', 'invalid')
	}
});

const readFile = createRoute({
	method: 'get',
	path: '/api/uploads/{id}/file',
	summary: 'The file, or a range of it, for whoever may read a layer that shows it',
	request: { params: idParamSchema },
	responses: {
		200: { description: 'All of it' },
		206: { description: 'A part of it' },
		416: { description: 'There is no such part' },
		...problems('not-found', 'invalid')
	}
});

/** `/api/uploads`: the tus protocol, and the files that came by it. */
export function uploadsRouter({ rasters, database }: ApiParts) {
	const router = createRouter()
		.openapi(readUpload, async (c) => {
			const { id: userId } = required(c.var.identity);
			// The framework answers HEAD as GET; to tus it is "how much have you got?".
			if (c.req.raw.method === 'HEAD') {
				return await rasters.uploads.handle(c.req.raw, userId);
			}
			const row = await rasters.uploads.find(sameId(c.req.valid('param').id));
			if (row?.userId !== userId) throw new ProblemError('not-found');
			const upload = toUpload(row);
			const isOld = isKnown(c, upload);
			c.header('Cache-Control', 'no-store');
			return isOld ? c.body(null, 304) : c.json(upload, 200);
		})
		.openapi(readFile, async (c) => {
			const row = await rasters.uploads.find(sameId(c.req.valid('param').id));
			if (row?.status !== 'complete' || !(await mayRead(row, c.var.identity))) {
				throw new ProblemError('not-found');
			}
			return answerFile(row, c.req.header('Range'));
		});
	// Tus deletes what is still coming, and this what has come.
	router.delete('/api/uploads/:id', async (c, next) => {
		const { id: userId } = required(c.var.identity);
		const row = await find(c.req.param('id'));
		if (row?.userId !== userId) throw new ProblemError('not-found');
		if (row.status === 'receiving') return next();
		if ((await layersOfUpload(database, row.id)).length > 0) {
			throw new ProblemError('conflict', { detail: 'A layer shows this file.' });
		}
		await rasters.uploads.remove(row);
		return c.body(null, 204);
	});
	router.on(['POST', 'PATCH', 'DELETE', 'OPTIONS'], ['/api/uploads', '/api/uploads/:id'], (c) =>
		rasters.uploads.handle(c.req.raw, required(c.var.identity).id)
	);
	return router;

	function find(text: string): Promise<UploadRow | undefined> {
		const id = uuidSchema.safeParse(text);
		return id.success ? rasters.uploads.find(sameId(id.data)) : Promise.resolve(undefined);
	}

	async function mayRead(row: UploadRow, identity: Identity | null): Promise<boolean> {
		if (identity !== null && row.userId === identity.id) return true;
		for (const layerId of await layersOfUpload(database, row.id)) {
			if (await rasters.access.mayRead(identity, layerId)) return true;
		}
		return false;
	}

	async function answerFile(row: UploadRow, header: string | undefined): Promise<Response> {
		const size = row.totalBytes;
		const range = header === undefined ? 'ignore' : parseRange(header, size);
		const headers = {
			'Content-Type': 'image/tiff',
			'Accept-Ranges': 'bytes',
			'Cache-Control': 'private, max-age=3600',
			Vary: 'Authorization',
			ETag: `"${row.id}-${size}"`
		};
		if (range === 'unsatisfiable') {
			return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } });
		}
		const isWhole = range === 'ignore';
		const part = isWhole ? { start: 0, end: size - 1 } : range;
		const stream = await rasters.uploads.read(row, part);
		return new Response(Readable.toWeb(stream) as ReadableStream, {
			status: isWhole ? 200 : 206,
			headers: {
				...headers,
				'Content-Length': String(part.end - part.start + 1),
				...(isWhole ? {} : { 'Content-Range': `bytes ${part.start}-${part.end}/${size}` })
			}
		});
	}
}

const outcomeSchema = z.object({
	reason: z.string().optional(),
	info: z.record(z.string(), z.unknown()).optional(),
	isCog: z.boolean().optional()
});

function toUpload(row: UploadRow): z.infer<typeof uploadSchema> {
	const outcome = outcomeSchema.safeParse(row.metadata);
	const { reason, info, isCog } = outcome.success ? outcome.data : {};
	return {
		id: row.id,
		file_name: row.fileName,
		status: row.status,
		total_bytes: row.totalBytes,
		...(reason === undefined ? {} : { reason }),
		...(info === undefined ? {} : { info }),
		...(isCog === undefined ? {} : { is_cog: isCog })
	};
}
