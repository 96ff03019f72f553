import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { SEED } from '#core/wire/local-id.ts';
import type { NewProfile, OpenSession, Sessions } from '../access/sessions.ts';
import { findUser } from '../db/users.ts';
import { bearerOf } from './bearer.ts';
import { meSchema, profileSchema, toMe } from './person-schemas.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter, required } from './router.ts';
import type { ApiParts } from './router.ts';
import { momentSchema, userSchema } from './schemas.ts';

const MAX_CODE_LENGTH = 64;
const MAX_TOKEN_LENGTH = 4096;

const newSessionSchema = profileSchema
	.extend({
		reentry_code: z
			.string()
			.trim()
			.min(1)
			.max(MAX_CODE_LENGTH)
			.openapi({ example: 'ACDE-FGHJ-KMNP-QRTV' })
			.optional(),
		/** 32 random bytes, of which the browser made its id before it reached the server. */
		seed: z.string().regex(SEED).optional()
	})
	.openapi('NewSession');

const sessionSchema = z
	.object({
		token: z.string(),
		expires_at: momentSchema,
		user: userSchema.extend({ organisation: z.string() }),
		/** With a new person only. Who has it can get in as this person: it is kept nowhere else. */
		reentry_code: z.string().optional()
	})
	.openapi('Session');

const createSession = createRoute({
	method: 'post',
	path: '/api/session',
	summary: 'Take a name, come back, or go on: a local identity',
	description:
		'With a `name` a new person, whose id is the fingerprint of `seed` where one is given. With a `reentry_code` the person it belongs to, on this device too. ' +
		'With the token of a session, also an expired one, the same session goes on under what is given here.',
	request: {
		body: { required: true, content: { 'application/json': { schema: newSessionSchema } } }
	},
	responses: {
		201: {
			description: 'Who you are, and the token that proves it',
			content: { 'application/json': { schema: sessionSchema } }
		},
		...problems(
			'bad-request',
			'unauthorized',
			'too-large',
			'wrong-content-type',
			'invalid',
			'too-many-requests',
			'unavailable'
		)
	}
});

const deleteSession = createRoute({
	method: 'delete',
	path: '/api/session',
	summary: 'Sign out: the token, and those it was renewed from, are worth nothing any more',
	responses: {
		204: { description: 'Signed out' },
		...problems('unauthorized', 'too-many-requests', 'unavailable')
	}
});

const mergeSchema = z
	.strictObject({ guest_token: z.string().min(1).max(MAX_TOKEN_LENGTH) })
	.openapi('GuestToMerge');

const mergeGuest = createRoute({
	method: 'post',
	path: '/api/session/merge',
	summary: 'As an account: take over what you made as a guest',
	request: { body: { required: true, content: { 'application/json': { schema: mergeSchema } } } },
	responses: {
		200: {
			description: 'You, with everything the guest had; the guest is no more',
			content: { 'application/json': { schema: meSchema } }
		},
		...problems(
			'bad-request',
			'unauthorized',
			'forbidden',
			'too-large',
			'wrong-content-type',
			'invalid',
			'too-many-requests',
			'unavailable'
		)
	}
});

/** `POST /api/session`: before anybody asks who is calling, since here an expired token counts. */
export function signInRouter({ sessions, people, limits }: ApiParts) {
	return createRouter().openapi(createSession, async (c) => {
		const { reentry_code: code, seed, ...profile } = c.req.valid('json');
		c.header('Cache-Control', 'no-store');
		const token = bearerOf(c);
		if (code !== undefined) {
			const by = { code, seed, address: limits.addressOf(c) };
			return c.json(toSession(await reenter(c, sessions, by)), 201);
		}
		if (token !== undefined) {
			const session = await sessions.renew(token, profile);
			if (session === null) {
				const detail = 'The session has ended.';
				throw new ProblemError('unauthorized', { detail });
			}
			people.changed(session.person.id);
			return c.json(toSession(session), 201);
		}
		return c.json(toSession(await sessions.create(named(profile), seed)), 201);
	});
}

/** The rest of `/api/session`. */
export function sessionRouter({ database, sessions, people }: ApiParts) {
	return createRouter()
		.openapi(deleteSession, async (c) => {
			const { id } = required(c.var.identity);
			await sessions.end(bearerOf(c) ?? '');
			people.changed(id);
			return c.body(null, 204);
		})
		.openapi(mergeGuest, async (c) => {
			const identity = required(c.var.identity);
			const me = await findUser(database, identity.id);
			if (me === undefined || me.clerk_id === null) {
				const detail = 'Sign in with an account first: only an account takes over a guest.';
				throw new ProblemError('forbidden', { detail });
			}
			const guest = await sessions.owner(c.req.valid('json').guest_token);
			if (guest === null) {
				const errors = [{ pointer: '/guest_token', detail: 'is no token of a guest' }];
				throw new ProblemError('invalid', { errors });
			}
			await people.merge(guest.id, me.id);
			return c.json(toMe(me, identity), 200);
		});
}

async function reenter(
	c: Context,
	sessions: Sessions,
	{
		code,
		...from
	}: { readonly code: string; readonly address: string; readonly seed?: string | undefined }
): Promise<OpenSession> {
	const result = await sessions.reenter(code, from);
	if (result === null) {
		const errors = [{ pointer: '/reentry_code', detail: 'is no code of anybody' }];
		throw new ProblemError('invalid', { detail: 'There is nobody with this code.', errors });
	}
	if (typeof result !== 'number') return result;
	c.header('Retry-After', String(result));
	const detail = 'Too many wrong codes came from here. Wait a few minutes.';
	throw new ProblemError('too-many-requests', { detail });
}

function named({ name, ...profile }: z.infer<typeof profileSchema>): NewProfile {
	if (name !== undefined) return { ...profile, name };
	const errors = [{ pointer: '/name', detail: 'is needed for a new person' }];
	throw new ProblemError('invalid', { errors });
}

function toSession(
	session: OpenSession & { readonly reentryCode?: string }
): z.infer<typeof sessionSchema> {
	const { token, expiresAt, reentryCode, person } = session;
	const { id, name, color, organisation } = person;
	return {
		token,
		expires_at: expiresAt.toISOString(),
		user: { id, name, color, organisation },
		...(reentryCode === undefined ? {} : { reentry_code: reentryCode })
	};
}
