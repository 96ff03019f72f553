import { createRoute, z } from '@hono/zod-openapi';
import { LIMITS } from '#core/doc/limits.ts';
import { SCHEMA_VERSION } from '#core/doc/schema-version.ts';
import { basemapSchema } from '../basemaps.ts';
import { VERSION } from '../version.ts';
import { problems } from './problem.ts';
import { createRouter } from './router.ts';
import type { ApiParts } from './router.ts';

const configSchema = z
	.object({
		/** Of the program. */
		version: z.string(),
		/** Of the documents: a client of another version opens newer ones read-only. */
		schema_version: z.int(),
		/** Who says who somebody is; beside Clerk there are guests. */
		identity: z.discriminatedUnion('provider', [
			z.object({ provider: z.literal('local') }),
			z.object({
				provider: z.literal('clerk'),
				publishable_key: z.string(),
				frontend_api: z.string().openapi({ example: 'clerk.example.org' })
			})
		]),
		limits: z.record(z.string(), z.number()),
		/** Basemaps the operator offers beside those that the app ships. */
		basemaps: z.array(basemapSchema)
	})
	.openapi('Config');

const readConfig = createRoute({
	method: 'get',
	path: '/api/config',
	summary: 'What the app must know about this server',
	responses: {
		200: {
			description: 'Version, limits and basemaps',
			content: { 'application/json': { schema: configSchema } }
		},
		...problems('unauthorized', 'too-many-requests')
	}
});

/** `/api/config`. */
export function configRouter({ config, basemaps }: ApiParts) {
	const answer: z.infer<typeof configSchema> = {
		version: VERSION,
		schema_version: SCHEMA_VERSION,
		identity: identityOf(config),
		limits: {
			...LIMITS,
			frameBytes: config.limits.frameBytes,
			offlineAreaBytes: config.offlineArea.bytes,
			offlineAreaTiles: config.offlineArea.tiles
		},
		basemaps: [...basemaps]
	};
	return createRouter().openapi(readConfig, (c) => c.json(answer, 200));
}

function identityOf({ clerk }: ApiParts['config']): z.infer<typeof configSchema>['identity'] {
	if (clerk === undefined) return { provider: 'local' };
	const { publishableKey, frontendApi } = clerk;
	return { provider: 'clerk', publishable_key: publishableKey, frontend_api: frontendApi };
}
