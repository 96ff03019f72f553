import { randomUUID } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { documentName } from '#core/doc/names.ts';
import { listMapsOf, listPublicMaps } from '../../db/maps.ts';
import { isKnown, requireMatch } from '../etag.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import { jsonText } from '../json-text.ts';
import { cutPage } from '../pages.ts';
import { permitMap } from '../permit.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import { listText, mapAnswer } from './answers.ts';
import { copyMap } from './copy-map.ts';
import * as routes from './routes.ts';
import type { mapSummarySchema } from './schemas.ts';
import { changeMap, isFree, makeMap } from './write-map.ts';

type Summary = z.infer<typeof mapSummarySchema>;

/** `/api/maps`. Reads come from the tables; what a request wrote is in them when it is answered. */
export function mapsRouter(parts: ApiParts, queue: OneAtATime) {
	const { database, rights, documents } = parts;
	return createRouter()
		.openapi(routes.listMaps, async (c) => {
			const { public: isPublic, ...page } = c.req.valid('query');
			const { identity } = c.var;
			const rows =
				isPublic === true
					? await listPublicMaps(database, identity?.id ?? null, page)
					: await listMapsOf(database, required(identity).id, page);
			return jsonText<Summary[]>(c, listText(cutPage(c, page, rows), identity));
		})
		.openapi(routes.createMap, async (c) => {
			const identity = required(c.var.identity);
			const { id = randomUUID(), ...values } = c.req.valid('json');
			const isNew = await queue.run(id, async () => {
				const free = await isFree(parts, identity, id);
				if (free) await makeMap(parts, identity, { id, ...values });
				return free;
			});
			const map = await mapAnswer(database, identity, id);
			isKnown(c, map);
			if (isNew) c.header('Location', `/api/maps/${id}`);
			return c.json(map, isNew ? 201 : 200);
		})
		.openapi(routes.readMap, async (c) => {
			const { id } = c.req.valid('param');
			await permitMap(rights, c.var.identity, { act: 'map:read', id });
			const map = await mapAnswer(database, c.var.identity, id);
			return isKnown(c, map) ? c.body(null, 304) : c.json(map, 200);
		})
		.openapi(routes.updateMap, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const patch = c.req.valid('json');
			await queue.run(id, async () => {
				const map = await permitMap(rights, identity, { act: 'map:edit', id });
				await requireMatch(c, () => mapAnswer(database, identity, id));
				await changeMap(parts, identity, { id, map, patch });
			});
			const map = await mapAnswer(database, identity, id);
			isKnown(c, map);
			return c.json(map, 200);
		})
		.openapi(routes.deleteMap, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			await queue.run(id, async () => {
				await permitMap(rights, identity, { act: 'map:delete', id });
				await requireMatch(c, () => mapAnswer(database, identity, id));
				await documents.deleteDocument(documentName('map', id), identity);
			});
			return c.body(null, 204);
		})
		.openapi(routes.copyMap, async (c) => {
			const identity = required(c.var.identity);
			const { id: from } = c.req.valid('param');
			const { id = randomUUID(), name } = c.req.valid('json');
			await permitMap(rights, identity, { act: 'map:read', id: from });
			const isNew = await queue.run(id, async () => {
				const free = await isFree(parts, identity, id);
				if (free) await copyMap(parts, identity, { from, id, name });
				return free;
			});
			const map = await mapAnswer(database, identity, id);
			isKnown(c, map);
			if (isNew) c.header('Location', `/api/maps/${id}`);
			return c.json(map, isNew ? 201 : 200);
		});
}
