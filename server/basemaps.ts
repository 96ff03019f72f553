import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { StartupError } from './startup-error.ts';

export const basemapSchema = z.object({
	id: z.string().min(1).max(100),
	name: z.string().min(1).max(255),
	/** `raster`: a tile template with {z}, {x} and {y}. `style`: a MapLibre style document. */
	kind: z.enum(['raster', 'style']),
	url: z.url({ protocol: /^https?$/ }),
	/** Shown on the map, as plain text. */
	attribution: z.string().max(1000)
});

export type Basemap = z.infer<typeof basemapSchema>;

/** The operator's own basemaps, from the JSON file that SAMSYN_BASEMAPS names. Throws `StartupError`. */
export function readBasemaps(path: string | undefined): Basemap[] {
	if (path === undefined) return [];
	let content: unknown;
	try {
		content = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new StartupError(`SAMSYN_BASEMAPS: ${path} cannot be read as JSON.`, { cause: error });
	}
	const parsed = z.array(basemapSchema).safeParse(content);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new StartupError(
		`SAMSYN_BASEMAPS: ${path} is wrong at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}.`
	);
}

/** Origins that the app must be allowed to ask for them. */
export function basemapHosts(basemaps: readonly Basemap[]): string[] {
	return [...new Set(basemaps.map(({ url }) => new URL(url).origin))];
}
