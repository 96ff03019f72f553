import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { PEOPLE_COLOURS } from '#core/wire/session.ts';
import { saveUser } from '../db/users.ts';
import { problems } from './problem.ts';
import { createRouter, required } from './router.ts';
import type { ApiParts } from './router.ts';
import { momentSchema, userSchema } from './schemas.ts';

const MAX_NAME_LENGTH = 80;
const CONTROL_CHARACTERS = /\p{Cc}/u;

const newSessionSchema = z
	.strictObject({
		name: z
			.string()
			.trim()
			.min(1)
			.max(MAX_NAME_LENGTH)
			.refine((name) => !CONTROL_CHARACTERS.test(name), 'must not hold control characters')
			.openapi({ example: 'Astrid' })
	})
	.openapi('NewSession');

const sessionSchema = z
	.object({ token: z.string(), expires_at: momentSchema, user: userSchema })
	.openapi('Session');

const createSession = createRoute({
	method: 'post',
	path: '/api/session',
	summary: 'Take a name, or a new one: a local identity',
	description: 'With a valid token the same person is renewed under the given name.',
	request: {
		body: { required: true, content: { 'application/json': { schema: newSessionSchema } } }
	},
	responses: {
		201: {
			description: 'Who you are, and the token that proves it',
			content: { 'application/json': { schema: sessionSchema } }
		},
		...problems('bad-request', 'unauthorized', 'too-large', 'wrong-content-type', 'invalid')
	}
});

const readMe = createRoute({
	method: 'get',
	path: '/api/me',
	summary: 'Who you are',
	responses: {
		200: { description: 'You', content: { 'application/json': { schema: userSchema } } },
		...problems('unauthorized')
	}
});

/** `/api/session` and `/api/me`. */
export function sessionRouter({ database, signToken }: ApiParts) {
	return createRouter()
		.openapi(createSession, async (c) => {
			const { name } = c.req.valid('json');
			const id = c.var.identity?.id ?? randomUUID();
			const user = await saveUser(database, { id, name, color: colorOf(id) });
			const { token, expiresAt } = await signToken(user);
			c.header('Cache-Control', 'no-store');
			return c.json({ token, expires_at: expiresAt.toISOString(), user }, 201);
		})
		.openapi(readMe, (c) => {
			const { id, name, color } = required(c.var.identity);
			return c.json({ id, name, color }, 200);
		});
}

/** The same person has the same colour; people are spread over all of them. */
function colorOf(id: string): string {
	const index = Number.parseInt(id.slice(0, 8), 16) % PEOPLE_COLOURS.length;
	return PEOPLE_COLOURS[index] ?? PEOPLE_COLOURS[0];
}
