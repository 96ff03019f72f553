import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { documentName } from '#core/doc/names.ts';
import { origins } from '#core/doc/origins.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createLayer } from '#core/edit/layer-edits.ts';
import { layerMetadataSchema, legendConfigSchema } from '#core/layer/legend-config.ts';
import { geotiffConfigSchema, wmsConfigSchema } from '#core/layer/source-config.ts';
import type { JsonValue } from '#core/util/json.ts';
import type { Identity } from '../access/identity.ts';
import type { Database } from '../db/database.ts';
import { listSeedable, markGlobal } from '../db/library-seed.ts';
import type { Logger } from '../log.ts';
import type { Sync } from '../sync/types.ts';

const FILE = fileURLToPath(new URL('../../db/seed/library.json', import.meta.url));

const common = {
	id: z.uuid(),
	name: z.string().min(1).max(255),
	description: z.string().max(10_000),
	category: z.string().max(100),
	legend_config: z.optional(legendConfigSchema),
	metadata: layerMetadataSchema
};
const seedSchema = z.array(
	z.discriminatedUnion('source_type', [
		z.strictObject({ ...common, source_type: z.literal('wms'), source_config: wmsConfigSchema }),
		z.strictObject({
			...common,
			source_type: z.literal('geotiff'),
			source_config: geotiffConfigSchema
		})
	])
);
export type SeedLayer = z.infer<typeof seedSchema>[number];

/** The server itself: it has no row among the people, so the layers it makes are nobody's. */
const GARDENER: Identity = Object.freeze({
	id: '5ea00000-0000-4000-8000-000000000000',
	name: 'SamSyn',
	color: '#0072b2',
	isGuest: false,
	isAdmin: true
});

/** The public services that a new library begins with. They are configuration: nothing is fetched. */
export function readSeeds(): SeedLayer[] {
	return seedSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

export interface SeedParts {
	readonly database: Database;
	readonly sync: Pick<Sync, 'transactDurably'>;
	readonly log: Logger;
}

/**
 * Puts into the library what it never held. What an admin changed or deleted stays changed or
 * deleted. Never rejects: a server without a library still holds people's maps. What is left when
 * `signal` says that the server ends is done at its next start.
 */
export async function seedLibrary(
	{ database, sync, log }: SeedParts,
	signal?: AbortSignal
): Promise<void> {
	try {
		const seeds = readSeeds();
		const ids = await listSeedable(
			database,
			seeds.map(({ id }) => id)
		);
		for (const seed of seeds) {
			if (!ids.has(seed.id)) continue;
			signal?.throwIfAborted();
			await sync.transactDurably(
				documentName('layer', seed.id),
				(doc) =>
					applyChanges(doc, createLayer({ id: seed.id, doc }, toNewLayer(seed)), origins.server),
				GARDENER
			);
			await markGlobal(database, seed.id);
		}
		if (ids.size > 0) log.info({ layers: ids.size }, 'the library was filled');
	} catch (error) {
		if (signal?.aborted === true) return;
		log.error({ err: error }, 'the library could not be filled');
	}
}

function toNewLayer(seed: SeedLayer): Parameters<typeof createLayer>[1] {
	return {
		name: seed.name,
		description: seed.description,
		category: seed.category,
		sourceType: seed.source_type,
		sourceConfig: seed.source_config as JsonValue,
		legendConfig: (seed.legend_config ?? {}) as JsonValue,
		metadata: { ...seed.metadata, unverified: true } as JsonValue
	};
}
