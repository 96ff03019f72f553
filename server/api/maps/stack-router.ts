import type { Context } from 'hono';
import type * as Y from 'yjs';
import { readStack } from '#core/doc/map-document.ts';
import type { StackEntry } from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addToStack, moveInStack, removeFromStack, setStackEntry } from '#core/edit/map-edits.ts';
import { opacityOf } from '#core/style/vector-style.ts';
import { findLayer } from '../../db/layers.ts';
import { readStackOf } from '../../db/maps.ts';
import { requireMatch } from '../etag.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import { permitMap, permitStacking } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiEnv, ApiParts } from '../router.ts';
import { mapAnswer, toStackEntry } from './answers.ts';
import * as routes from './routes.ts';
import { ORIGIN } from './write-map.ts';

/** `/api/maps/:id/layers`: what a map shows, in which order, and how. */
export function stackRouter(parts: ApiParts, queue: OneAtATime) {
	const { database, rights, documents } = parts;
	const edit = <T>(c: Context<ApiEnv>, id: string, change: (doc: Y.Doc) => T): Promise<T> =>
		queue.run(id, async () => {
			const identity = required(c.var.identity);
			await requireMatch(c, () => mapAnswer(database, identity, id));
			return documents.transactDurably(documentName('map', id), change, identity);
		});
	const answerEntry = async (id: string, layerId: string) => {
		const row = (await readStackOf(database, id)).find((entry) => entry.layer_id === layerId);
		if (row === undefined) throw new ProblemError('not-found');
		return toStackEntry(row);
	};
	const initialOpacity = async (layerId: string) => {
		const layer = await findLayer(database, layerId);
		return layer && opacityOf(layer.style_config);
	};
	return (
		createRouter()
			.openapi(routes.addToStack, async (c) => {
				const identity = required(c.var.identity);
				const { id } = c.req.valid('param');
				const { layer_id: layerId, ...look } = c.req.valid('json');
				await permitMap(rights, identity, { act: 'map:edit', id });
				await permitStacking(rights, identity, { layerId, mapId: id });
				const { opacity = await initialOpacity(layerId), ...rest } = look;
				const isNew = await edit(c, id, (doc) => {
					if (entryOf(doc, layerId) !== undefined) return false;
					applyChanges(doc, addToStack({ id, doc }, layerId, Math.random), ORIGIN);
					applyChanges(
						doc,
						setStackEntry({ id, doc }, layerId, patchOf({ ...rest, opacity })),
						ORIGIN
					);
					return true;
				});
				const entry = await answerEntry(id, layerId);
				if (isNew) c.header('Location', `/api/maps/${id}/layers/${layerId}`);
				return c.json(entry, isNew ? 201 : 200);
			})
			// Before the route of one layer, whose path it matches too.
			.openapi(routes.reorderStack, async (c) => {
				const identity = required(c.var.identity);
				const { id } = c.req.valid('param');
				const { layer_ids: order } = c.req.valid('json');
				await permitMap(rights, identity, { act: 'map:edit', id });
				await edit(c, id, (doc) => {
					refuseOtherLayers(readStack(doc), order);
					for (const [index, layerId] of order.entries()) {
						const options = { index, random: Math.random };
						applyChanges(doc, moveInStack({ id, doc }, layerId, options), ORIGIN);
					}
				});
				return c.json((await readStackOf(database, id)).map(toStackEntry), 200);
			})
			.openapi(routes.updateStackEntry, async (c) => {
				const identity = required(c.var.identity);
				const { id, layerId } = c.req.valid('param');
				const look = c.req.valid('json');
				await permitMap(rights, identity, { act: 'map:edit', id });
				await edit(c, id, (doc) => {
					if (entryOf(doc, layerId) === undefined) throw new ProblemError('not-found');
					applyChanges(doc, setStackEntry({ id, doc }, layerId, patchOf(look)), ORIGIN);
				});
				return c.json(await answerEntry(id, layerId), 200);
			})
			.openapi(routes.removeFromStack, async (c) => {
				const identity = required(c.var.identity);
				const { id, layerId } = c.req.valid('param');
				await permitMap(rights, identity, { act: 'map:edit', id });
				await edit(c, id, (doc) => {
					if (entryOf(doc, layerId) === undefined) throw new ProblemError('not-found');
					applyChanges(doc, removeFromStack({ id, doc }, layerId), ORIGIN);
				});
				// Whoever could read it by this map alone no longer may.
				await documents.rightsChanged({ layerId });
				return c.body(null, 204);
			})
	);
}

function entryOf(doc: Y.Doc, layerId: string): StackEntry | undefined {
	return readStack(doc).find((entry) => entry.layerId === layerId);
}

function patchOf(look: {
	readonly is_visible?: boolean | undefined;
	readonly opacity?: number | undefined;
}): Partial<Pick<StackEntry, 'visible' | 'opacity'>> {
	return {
		...(look.is_visible === undefined ? {} : { visible: look.is_visible }),
		...(look.opacity === undefined ? {} : { opacity: look.opacity })
	};
}

/** An order that was made for another stack would move layers that nobody meant to move. */
function refuseOtherLayers(stack: readonly StackEntry[], order: readonly string[]): void {
	const given = new Set(order);
	const isSame =
		given.size === order.length &&
		stack.length === order.length &&
		stack.every(({ layerId }) => given.has(layerId));
	if (isSame) return;
	throw new ProblemError('conflict', {
		detail: 'The map shows other layers by now: read it again, and name each of them once.'
	});
}
