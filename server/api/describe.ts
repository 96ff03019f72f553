import type { OpenAPIHono } from '@hono/zod-openapi';
import { VERSION } from '../version.ts';
import type { ApiEnv } from './router.ts';

/** The chapters of the reference, in its order; an operation is in the first that its path fits. */
const CHAPTERS: readonly (readonly [name: string, path: RegExp])[] = [
	['People', /^\/api\/(session|me|webhooks)\b/],
	['Sharing', /^\/api\/(join|maps\/\{id\}\/(collaborators|links))\b/],
	['Maps', /^\/api\/maps\b/],
	['Features', /^\/api\/layers\/\{id\}\/features\b/],
	['Pictures and values', /^\/api\/(crs|layers\/\{id\}\/(tiles|info|statistics|point|preview))\b/],
	['Layers', /^\/api\/layers\b/],
	['Talk', /^\/api\/(comments|notifications)\b/],
	['Files', /^\/api\/uploads\b/],
	['Services of others', /^\/api\/(wms|files)\b/],
	['This server', /^\//]
];

type Described = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>;

/** `/api/openapi.json`, made from the schemas that validate. Call when all routes are there. */
export function describeApi(api: OpenAPIHono<ApiEnv>): void {
	api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
		type: 'http',
		scheme: 'bearer'
	});
	let described: Described | undefined;
	api.get('/api/openapi.json', (c) => {
		described ??= inChapters(
			api.getOpenAPI31Document({
				openapi: '3.1.0',
				info: { title: 'SamSyn', version: VERSION, license: { name: 'Apache-2.0' } },
				security: [{ token: [] }, {}]
			})
		);
		return c.json(described);
	});
}

function inChapters(document: Described): Described {
	const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => {
		const chapter = CHAPTERS.find(([, pattern]) => pattern.test(path))?.[0] ?? '';
		const tagged = Object.entries(operations).map(([method, operation]) => {
			return [method, { ...(operation as object), tags: [chapter] }];
		});
		return [path, Object.fromEntries(tagged) as typeof operations];
	});
	return {
		...document,
		tags: CHAPTERS.map(([name]) => ({ name })),
		paths: Object.fromEntries(paths) as NonNullable<Described['paths']>
	};
}
