import { LRUCache } from 'lru-cache';
import { may } from '#core/access/policy.ts';
import type { Actor } from '#core/access/policy.ts';
import { geotiffConfigSchema } from '#core/layer/source-config.ts';
import type { GeotiffConfig } from '#core/layer/source-config.ts';
import { configVersion } from '#core/raster/config-version.ts';
import { readLayerThing } from '../db/rights.ts';
import { readLayerSource } from '../db/raster-layers.ts';
import type { Database } from '../db/database.ts';

export type TileLayer =
	| {
			readonly kind: 'raster';
			readonly id: string;
			readonly config: GeotiffConfig;
			readonly version: string;
			/** Whether anybody at all may read it. */
			readonly isPublic: boolean;
	  }
	| {
			readonly kind: 'vector';
			readonly id: string;
			readonly version: string;
			readonly isPublic: boolean;
	  }
	/** A layer that has no tiles, or whose configuration is not understood. */
	| { readonly kind: 'other'; readonly id: string };

const KEPT = 2_000;
/** A right that was taken away must be felt within a second; a screen of tiles asks 40 times. */
const TRUST_MS = 1_000;

/** Which layer somebody may read; `undefined`: none of this id, for them. */
export class LayerAccess {
	readonly #database: Database;
	readonly #known = new LRUCache<string, Promise<TileLayer | undefined>>({
		max: KEPT,
		ttl: TRUST_MS
	});

	constructor(database: Database) {
		this.#database = database;
	}

	find(actor: Actor | null, id: string): Promise<TileLayer | undefined> {
		const key = `${actor?.id ?? ''}|${actor?.isAdmin === true}|${id}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const reading = this.#read(actor, id);
		this.#known.set(key, reading);
		reading.catch(() => this.#known.delete(key));
		return reading;
	}

	async mayRead(actor: Actor | null, id: string): Promise<boolean> {
		return (await this.find(actor, id)) !== undefined;
	}

	async #read(actor: Actor | null, id: string): Promise<TileLayer | undefined> {
		const thing = await readLayerThing(this.#database, id, actor?.id ?? null);
		if (thing === undefined || !may(actor, 'layer:read', thing).ok) return undefined;
		const source = await readLayerSource(this.#database, id);
		if (source === undefined) return undefined;
		const isPublic = may(null, 'layer:read', thing).ok;
		const { sourceType, sourceConfig, docSeq } = source;
		if (sourceType === 'vector') {
			return { kind: 'vector', id, version: String(docSeq), isPublic };
		}
		const config = geotiffConfigSchema.safeParse(sourceConfig);
		if (sourceType !== 'geotiff' || !config.success) return { kind: 'other', id };
		const version = configVersion(config.data);
		return { kind: 'raster', id, config: config.data, version, isPublic };
	}
}
