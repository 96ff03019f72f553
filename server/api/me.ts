import { createRoute, z } from '@hono/zod-openapi';
import type { Identity } from '../access/identity.ts';
import { changeProfile, findUser } from '../db/users.ts';
import type { PersonRow } from '../db/users.ts';
import { isKnown, requireMatch } from './etag.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { meSchema, profileChangeSchema, toMe } from './person-schemas.ts';
import { notModified, ProblemError, problems, writeProblems } from './problem.ts';
import { createRouter, required } from './router.ts';
import type { ApiParts } from './router.ts';
import { ifMatchSchema, ifNoneMatchSchema } from './schemas.ts';

const me = { description: 'You', content: { 'application/json': { schema: meSchema } } };

const readMe = createRoute({
	method: 'get',
	path: '/api/me',
	summary: 'Who you are',
	request: { headers: ifNoneMatchSchema },
	responses: {
		200: me,
		...notModified,
		...problems('unauthorized', 'too-many-requests', 'unavailable')
	}
});

const changeMe = createRoute({
	method: 'put',
	path: '/api/me',
	summary: 'Change what others see of you',
	request: {
		headers: ifMatchSchema,
		body: { required: true, content: { 'application/json': { schema: profileChangeSchema } } }
	},
	responses: {
		200: me,
		...writeProblems('changed')
	}
});

const deleteMe = createRoute({
	method: 'delete',
	path: '/api/me',
	summary: 'Delete your account',
	description:
		'Each of your maps goes to the person who may edit it and was there first; maps that nobody else ' +
		'may edit are deleted for good. What you wrote and drew on other maps stays, without your name.',
	request: { headers: ifMatchSchema },
	responses: {
		204: { description: 'Forgotten' },
		...problems('unauthorized', 'changed', 'too-many-requests', 'unavailable')
	}
});

const renewCode = createRoute({
	method: 'post',
	path: '/api/me/reentry-code',
	summary: 'A new code to get in with on another device; the one before is worth nothing any more',
	responses: {
		201: {
			description: 'The code; it is not shown again',
			content: {
				'application/json': {
					schema: z.object({ reentry_code: z.string() }).openapi('ReentryCode')
				}
			}
		},
		...problems('unauthorized', 'forbidden', 'too-many-requests', 'unavailable')
	}
});

/** `/api/me`. */
export function meRouter({ database, sessions, people }: ApiParts) {
	const queue = new OneAtATime();
	const readAs = async (identity: Identity) =>
		toMe(present(await findUser(database, identity.id)), identity);
	return createRouter()
		.openapi(readMe, async (c) => {
			const identity = required(c.var.identity);
			const answer = await readAs(identity);
			const isOld = isKnown(c, answer);
			c.header('Cache-Control', 'no-store');
			return isOld ? c.body(null, 304) : c.json(answer, 200);
		})
		.openapi(changeMe, async (c) => {
			const identity = required(c.var.identity);
			const answer = await queue.run(identity.id, async () => {
				await requireMatch(c, () => readAs(identity));
				const person = await changeProfile(database, identity.id, c.req.valid('json'));
				return toMe(present(person), identity);
			});
			people.changed(identity.id);
			isKnown(c, answer);
			c.header('Cache-Control', 'no-store');
			return c.json(answer, 200);
		})
		.openapi(deleteMe, async (c) => {
			const identity = required(c.var.identity);
			await queue.run(identity.id, async () => {
				await requireMatch(c, () => readAs(identity));
				await people.delete(identity.id);
			});
			return c.body(null, 204);
		})
		.openapi(renewCode, async (c) => {
			const person = await localPerson(c.var.identity);
			c.header('Cache-Control', 'no-store');
			return c.json({ reentry_code: await sessions.renewReentryCode(person.id) }, 201);
		});

	async function localPerson(identity: Identity | null): Promise<PersonRow> {
		const person = present(await findUser(database, required(identity).id));
		if (person.clerk_id === null) return person;
		const detail = 'You get in with your account; it needs no code.';
		throw new ProblemError('forbidden', { detail });
	}
}

/** Verified a moment ago, and deleted since. */
function present(person: PersonRow | undefined): PersonRow {
	if (person === undefined) throw new ProblemError('unauthorized');
	return person;
}
