import { verifyWebhook } from '@clerk/backend/webhooks';
import { createRoute, z } from '@hono/zod-openapi';
import { readAccountMessage } from '../access/account-message.ts';
import type { Logger } from '../log.ts';
import { ProblemError, problems } from './problem.ts';
import { createRouter } from './router.ts';
import type { ApiParts } from './router.ts';

const clerkWebhook = createRoute({
	method: 'post',
	path: '/api/webhooks/clerk',
	summary: 'For Clerk: accounts that were made, changed or deleted',
	description: 'Signed by Svix. Taken once each, in any order.',
	request: {
		headers: z.object({
			'svix-id': z.string().optional(),
			'svix-timestamp': z.string().optional(),
			'svix-signature': z.string().optional()
		})
	},
	responses: {
		204: { description: 'Taken, now or before' },
		...problems(
			'bad-request',
			'unauthorized',
			'not-found',
			'too-large',
			'too-many-requests',
			'unavailable'
		)
	}
});

/** `/api/webhooks`. */
export function webhooksRouter({ config, people, log }: ApiParts) {
	return createRouter().openapi(clerkWebhook, async (c) => {
		const signingSecret = config.clerk?.webhookSecret;
		if (signingSecret === undefined) throw new ProblemError('not-found');
		const event = await verified(c.req.raw, signingSecret, log);
		const message = readAccountMessage(c.req.header('svix-id') ?? '', event);
		if (message !== undefined) await people.take(message);
		return c.body(null, 204);
	});
}

/** Body, time and signature; a message older than five minutes is refused by its time alone. */
async function verified(request: Request, signingSecret: string, log: Logger): Promise<unknown> {
	try {
		return await verifyWebhook(request, { signingSecret });
	} catch (error) {
		// The message of the library tells why, and repeats nothing of the body.
		log.warn({ reason: error instanceof Error ? error.message : '' }, 'a webhook was refused');
		throw new ProblemError('bad-request', { detail: 'The signature does not fit.' });
	}
}
