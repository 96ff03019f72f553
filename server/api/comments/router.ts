import { randomUUID } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import type * as Y from 'yjs';
import { may } from '#core/access/policy.ts';
import type { CommentThing } from '#core/access/policy.ts';
import { documentName } from '#core/doc/names.ts';
import { COMMENTS } from '#core/doc/talk-document.ts';
import type { CommentTarget } from '#core/doc/talk-document.ts';
import { LIMITS } from '#core/doc/limits.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addComment, deleteComment, setCommentText, setResolved } from '#core/edit/talk-edits.ts';
import type { Change } from '#core/edit/change.ts';
import type { Identity } from '../../access/identity.ts';
import { findComment, listComments, threadAuthorOf } from '../../db/comments-read.ts';
import type { CommentRow } from '../../db/comments-read.ts';
import { isKnown, requireMatch } from '../etag.ts';
import { ORIGIN } from '../maps/write-map.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { cutPage } from '../pages.ts';
import { permit, permitLayer, permitMap } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import * as routes from './routes.ts';
import type { commentPatchSchema, commentSchema, newCommentSchema } from './schemas.ts';

/** `/api/comments`. Written into the talk about the map, in the caller's name. */
export function commentsRouter(parts: ApiParts) {
	const { database, rights } = parts;
	const queue = new OneAtATime();
	return createRouter()
		.openapi(routes.listComments, async (c) => {
			const { mapId, layerId, ...page } = c.req.valid('query');
			const { identity } = c.var;
			if (mapId !== undefined) await permitMap(rights, identity, { act: 'map:read', id: mapId });
			if (layerId !== undefined) {
				await permitLayer(rights, identity, { act: 'layer:read', id: layerId });
			}
			const userId = identity?.id ?? null;
			const rows = await listComments(database, { mapId, layerId, userId, page });
			return c.json(cutPage(c, page, rows).map(toComment), 200);
		})
		.openapi(routes.createComment, async (c) => {
			const identity = required(c.var.identity);
			const given = c.req.valid('json');
			const { id = randomUUID(), map_id: mapId } = given;
			const isNew = await queue.run(id, async () => {
				await permitMap(rights, identity, { act: 'comment:write', id: mapId });
				return write(parts, identity, { ...given, id });
			});
			const comment = toComment(await stored(parts, id));
			isKnown(c, comment);
			if (isNew) c.header('Location', `/api/comments/${id}`);
			return c.json(comment, isNew ? 201 : 200);
		})
		.openapi(routes.readComment, async (c) => {
			const { id } = c.req.valid('param');
			const row = await stored(parts, id);
			await permitMap(rights, c.var.identity, { act: 'map:read', id: row.map_id });
			const comment = toComment(row);
			return isKnown(c, comment) ? c.body(null, 304) : c.json(comment, 200);
		})
		.openapi(routes.updateComment, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const patch = c.req.valid('json');
			const comment = await queue.run(id, async () => {
				const { row, thing } = await seen(parts, identity, id);
				permitPatch(identity, { row, thing, patch });
				await requireMatch(c, () => Promise.resolve(toComment(row)));
				await change(parts, identity, { row, patch });
				return toComment(await stored(parts, id));
			});
			isKnown(c, comment);
			return c.json(comment, 200);
		})
		.openapi(routes.deleteComment, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			await queue.run(id, async () => {
				const { row, thing } = await seen(parts, identity, id);
				permit(may(identity, 'comment:delete', thing));
				await requireMatch(c, () => Promise.resolve(toComment(row)));
				await edit(parts, identity, row.map_id, (talk) => deleteComment(talk, id));
			});
			return c.body(null, 204);
		});
}

type Parts = Pick<ApiParts, 'database' | 'rights' | 'documents'>;
type Patch = z.infer<typeof commentPatchSchema>;

async function stored({ database }: Parts, id: string): Promise<CommentRow> {
	const row = await findComment(database, id);
	if (row === undefined) throw new ProblemError('not-found');
	return row;
}

/** The comment, if the caller may read it, and what the rules need to know of it. */
async function seen(
	parts: Parts,
	identity: Identity,
	id: string
): Promise<{ readonly row: CommentRow; readonly thing: CommentThing }> {
	const row = await stored(parts, id);
	const map = await permitMap(parts.rights, identity, { act: 'map:read', id: row.map_id });
	if (row.is_deleted) throw new ProblemError('not-found');
	const thread = await threadAuthorOf(parts.database, id);
	const threadAuthorId = thread?.author_id ?? null;
	return { row, thing: { map, authorId: row.author_id, threadAuthorId } };
}

function permitPatch(
	identity: Identity,
	{ row, thing, patch }: { row: CommentRow; thing: CommentThing; patch: Patch }
): void {
	const { content, is_resolved: isResolved } = patch;
	if (content !== undefined) permit(may(identity, 'comment:edit', thing));
	if (isResolved === undefined) return;
	permit(may(identity, 'comment:resolve', thing));
	if (row.parent_id !== null) {
		throw new ProblemError('conflict', { detail: 'A thread is resolved at its first comment.' });
	}
}

async function change(
	parts: Parts,
	identity: Identity,
	{ row, patch }: { readonly row: CommentRow; readonly patch: Patch }
): Promise<void> {
	const { content: text, is_resolved: isResolved } = patch;
	const at = new Date().toISOString();
	await edit(parts, identity, row.map_id, (talk) => [
		...(text === undefined ? [] : setCommentText(talk, row.id, { text, at })),
		...(isResolved === undefined || isResolved === row.is_resolved
			? []
			: setResolved(talk, row.id, isResolved ? { by: identity.id, at } : null))
	]);
}

/** Writes a new comment; `false` when the caller had written it before. */
async function write(
	parts: Parts,
	identity: Identity,
	comment: z.infer<typeof newCommentSchema> & { readonly id: string }
): Promise<boolean> {
	const { id, map_id: mapId, parent_id: parentId, content } = comment;
	const before = await findComment(parts.database, id);
	if (before?.author_id === identity.id && before.map_id === mapId) return false;
	if (before !== undefined) throw new ProblemError('conflict', { detail: 'This id is taken.' });
	const parent = parentId === undefined ? undefined : await findComment(parts.database, parentId);
	if (parentId !== undefined && parent?.map_id !== mapId) {
		const detail = 'There is no such comment on this map.';
		throw new ProblemError('invalid', { errors: [{ pointer: '/parent_id', detail }] });
	}
	await edit(parts, identity, mapId, (talk) => {
		if (talk.doc.getMap(COMMENTS).size >= LIMITS.commentsPerMap) {
			throw new ProblemError('limit-reached');
		}
		return addComment(talk, {
			id,
			author: identity.id,
			at: new Date().toISOString(),
			text: content,
			parent: parentId ?? null,
			target: targetOf(comment)
		});
	});
	return true;
}

function targetOf({
	layer_id: layer,
	feature_id: feature,
	lng,
	lat
}: z.infer<typeof newCommentSchema>): CommentTarget {
	if (layer !== undefined) {
		return feature === undefined ? { kind: 'layer', layer } : { kind: 'feature', layer, feature };
	}
	return lng === undefined || lat === undefined ? { kind: 'map' } : { kind: 'place', lng, lat };
}

function edit(
	{ documents }: Parts,
	identity: Identity,
	mapId: string,
	changes: (talk: { readonly id: string; readonly doc: Y.Doc }) => readonly Change[]
): Promise<void> {
	return documents.transactDurably(
		documentName('talk', mapId),
		(doc) => applyChanges(doc, changes({ id: mapId, doc }), ORIGIN),
		identity
	);
}

function toComment(row: CommentRow): z.infer<typeof commentSchema> {
	return {
		...row,
		content: row.is_deleted ? '' : row.content,
		created_at: row.created_at.toISOString(),
		updated_at: row.updated_at.toISOString()
	};
}
