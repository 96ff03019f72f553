import type { z } from '@hono/zod-openapi';
import type { Identity } from '../../access/identity.ts';
import { addLink, joinByLink, listLinks, revokeLink } from '../../db/links.ts';
import type { Joined, LinkRow } from '../../db/links.ts';
import { wakeForSharing } from '../collaborators/wake.ts';
import { cutPage } from '../pages.ts';
import { permitMap } from '../permit.ts';
import { ProblemError } from '../problem.ts';
import { createRouter, required } from '../router.ts';
import type { ApiParts } from '../router.ts';
import * as routes from './routes.ts';
import type { joinSchema, linkSchema, newLinkSchema } from './schemas.ts';
import { hashOf, newCode, newToken } from './secret.ts';

/** Codes that are tried before a new link goes without; one in millions is taken. */
const CODE_TRIES = 5;

/** `/api/maps/:id/links` and `/api/join`. */
export function linksRouter(parts: ApiParts) {
	const { database, rights, documents, limits } = parts;
	return createRouter()
		.openapi(routes.listLinks, async (c) => {
			const { id } = c.req.valid('param');
			const page = c.req.valid('query');
			await permitMap(rights, c.var.identity, { act: 'map:share', id });
			return c.json(cutPage(c, page, await listLinks(database, id, page)).map(toLink), 200);
		})
		.openapi(routes.createLink, async (c) => {
			const identity = required(c.var.identity);
			const { id } = c.req.valid('param');
			const given = c.req.valid('json');
			const map = await permitMap(rights, identity, { act: 'map:share', id });
			await wakeForSharing(parts, { id, map, userId: null });
			const { link, token } = await makeLink(parts, identity, { mapId: id, given });
			c.header('Cache-Control', 'no-store');
			c.header('Location', `/api/maps/${id}/links/${link.id}`);
			return c.json({ ...toLink(link), token }, 201);
		})
		.openapi(routes.revokeLink, async (c) => {
			const { id, linkId } = c.req.valid('param');
			await permitMap(rights, c.var.identity, { act: 'map:share', id });
			if (!(await revokeLink(database, id, linkId))) throw new ProblemError('not-found');
			return c.body(null, 204);
		})
		.openapi(routes.join, async (c) => {
			const identity = required(c.var.identity);
			const secret = secretOf(c.req.valid('json'));
			const find = () => joinByLink(database, identity.id, secret);
			const isWrong = (found: Joined) => !found.ok && found.reason === 'unknown';
			// The secret of a link is too long to be guessed, and a whole room scans it at once.
			const joined = await ('code' in secret ? limits.guess(c, find, isWrong) : find());
			if (!joined.ok) throw refusalOf(joined.reason);
			if (joined.gained) await documents.rightsChanged({ mapId: joined.mapId });
			return c.json({ map_id: joined.mapId, name: joined.name, role: joined.role }, 200);
		});
}

async function makeLink(
	{ database }: ApiParts,
	identity: Identity,
	{ mapId, given }: { readonly mapId: string; readonly given: z.infer<typeof newLinkSchema> }
): Promise<{ readonly link: LinkRow; readonly token: string }> {
	const { permission, expires_at: expiresAt, max_uses: maxUses, with_code: withCode } = given;
	const token = newToken();
	for (let i = 0; i <= CODE_TRIES; i++) {
		const link = await addLink(database, {
			mapId,
			createdBy: identity.id,
			permission,
			tokenHash: hashOf(token),
			code: withCode === false || i === CODE_TRIES ? null : newCode(),
			expiresAt: expiresAt ? new Date(expiresAt) : null,
			maxUses: maxUses ?? null
		});
		if (link !== undefined) return { link, token };
	}
	throw new Error('a link without a code was not stored');
}

function secretOf({ token, code }: z.infer<typeof joinSchema>) {
	return token === undefined ? { code: code ?? '' } : { tokenHash: hashOf(token) };
}

function refusalOf(reason: Extract<Joined, { ok: false }>['reason']): ProblemError {
	if (reason === 'sent-away') {
		return new ProblemError('sent-away', { detail: 'Ask the owner to invite you again.' });
	}
	if (reason === 'expired') return new ProblemError('link-expired');
	if (reason === 'used-up') return new ProblemError('link-used-up');
	return new ProblemError('not-found', { detail: 'No map has this link or code (any more).' });
}

function toLink(row: LinkRow): z.infer<typeof linkSchema> {
	return {
		...row,
		expires_at: row.expires_at?.toISOString() ?? null,
		created_at: row.created_at.toISOString()
	};
}
