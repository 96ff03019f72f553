import type { z } from '@hono/zod-openapi';
import type { MapThing } from '#core/access/policy.ts';
import type { Identity } from '../../access/identity.ts';
import {
	deleteCollaborator,
	findCollaborator,
	findUserByEmail,
	listCollaborators,
	listRemoved,
	saveCollaborator,
	setPermission,
	tookPart
} from '../../db/collaborators.ts';
import type { CollaboratorRow, RemovedRow } from '../../db/collaborators.ts';
import type { Database } from '../../db/database.ts';
import { notifyInvitation } from '../../db/notifications-read.ts';
import { cutPage } from '../pages.ts';
import { permitMap } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import * as routes from './routes.ts';
import type { collaboratorSchema, newCollaboratorSchema, removedPersonSchema } from './schemas.ts';
import { wakeForSharing } from './wake.ts';

/** `/api/maps/:id/collaborators`: whom a map is shared with. */
export function collaboratorsRouter(parts: ApiParts) {
	const { database, rights, documents, limits } = parts;
	const answer = async (mapId: string, userId: string) => {
		const row = await findCollaborator(database, mapId, userId);
		if (row === undefined) throw new ProblemError('not-found');
		return toCollaborator(row, row.address_known);
	};
	return createRouter()
		.openapi(routes.listCollaborators, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const page = c.req.valid('query');
			const map = await permitMap(rights, identity, { act: 'map:list-people', id });
			const rows = await listCollaborators(database, id, page);
			const isOwner = map.createdBy === identity.id;
			return c.json(
				cutPage(c, page, rows).map((row) =>
					toCollaborator(row, row.user_id === identity.id || (isOwner && row.address_known))
				),
				200
			);
		})
		.openapi(routes.listRemoved, async (c) => {
			const { id } = c.req.valid('param');
			const page = c.req.valid('query');
			await permitMap(rights, required(c.var.identity), { act: 'map:share', id });
			const rows = await listRemoved(database, id, page);
			return c.json(cutPage(c, page, rows).map(toRemoved), 200);
		})
		.openapi(routes.addCollaborator, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const given = c.req.valid('json');
			const map = await permitMap(rights, identity, { act: 'map:share', id });
			const userId = await limits.guess(
				c,
				() => invitedUser(database, id, given),
				(found) => found === undefined
			);
			if (userId === undefined) throw unknownPerson(given);
			refuseOwner(map, userId);
			const { permission } = given;
			await wakeForSharing(parts, { id, map, userId });
			const isNew = await saveCollaborator(database, {
				...{ mapId: id, userId, permission },
				byEmail: given.email !== undefined
			});
			await documents.rightsChanged({ mapId: id });
			if (isNew) await notifyInvitation(database, { userId, actorId: identity.id, mapId: id });
			if (isNew) c.header('Location', `/api/maps/${id}/collaborators/${userId}`);
			return c.json(await answer(id, userId), isNew ? 201 : 200);
		})
		.openapi(routes.updateCollaborator, async (c) => {
			const identity = required(c.var.identity);
			const { id, userId } = c.req.valid('param');
			const { permission } = c.req.valid('json');
			await permitMap(rights, identity, { act: 'map:share', id });
			if (permission !== undefined) {
				await setPermission(database, { mapId: id, userId, permission });
				await documents.rightsChanged({ mapId: id });
			}
			return c.json(await answer(id, userId), 200);
		})
		.openapi(routes.removeCollaborator, async (c) => {
			const identity = required(c.var.identity);
			const { id, userId } = c.req.valid('param');
			await permitRemoval(parts, identity, { id, userId });
			const by = userId === identity.id ? 'themselves' : 'owner';
			if (!(await deleteCollaborator(database, { mapId: id, userId, by }))) {
				throw new ProblemError('not-found');
			}
			await documents.rightsChanged({ mapId: id });
			return c.body(null, 204);
		});
}

/** Everybody may leave, the owner may send anybody. */
async function permitRemoval(
	{ rights }: ApiParts,
	identity: Identity,
	{ id, userId }: { readonly id: string; readonly userId: string }
): Promise<void> {
	const act = userId === identity.id ? 'map:read' : 'map:share';
	await permitMap(rights, identity, { act, id });
}

async function invitedUser(
	database: Database,
	mapId: string,
	{ email, user_id: userId }: z.infer<typeof newCollaboratorSchema>
): Promise<string | undefined> {
	if (email !== undefined) return findUserByEmail(database, email);
	return userId !== undefined && (await tookPart(database, mapId, userId)) ? userId : undefined;
}

function unknownPerson({ email }: z.infer<typeof newCollaboratorSchema>): ProblemError {
	const [pointer, detail] =
		email === undefined
			? ['/user_id', 'Nobody with this id took part in this map: send them a link.']
			: ['/email', 'Nobody here has this address: send them a link instead.'];
	return new ProblemError('invalid', { detail, errors: [{ pointer, detail }] });
}

function refuseOwner(map: MapThing, userId: string): void {
	if (map.createdBy !== userId) return;
	throw new ProblemError('conflict', { detail: 'The map is theirs already.' });
}

function toRemoved({ removed_at, ...person }: RemovedRow): z.infer<typeof removedPersonSchema> {
	return { ...person, removed_at: removed_at.toISOString() };
}

function toCollaborator(
	row: CollaboratorRow,
	showsEmail: boolean
): z.infer<typeof collaboratorSchema> {
	const { address_known: _, ...rest } = row;
	return {
		...rest,
		email: showsEmail ? row.email : null,
		invited_at: row.invited_at.toISOString(),
		accepted_at: row.accepted_at?.toISOString() ?? null
	};
}
