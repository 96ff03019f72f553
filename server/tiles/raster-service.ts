import { createHash } from 'node:crypto';
import type { GeotiffConfig, TileParams } from '#core/layer/source-config.ts';
import { rasterPlace } from '#core/raster/raster-place.ts';
import type { TileAddress } from '#core/raster/tile-grid.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { CheckAddress, GuardedFetch } from '../fetch/guarded-fetch.ts';
import type { ByteCache } from './byte-cache.ts';
import { OPEN_MS, RasterJobError } from './raster-job.ts';
import type { RasterJob, RasterPlace, StyleRequest, TileFormat } from './raster-job.ts';
import type { RasterPool } from './raster-pool.ts';
import { TitilerProxy } from './titiler-proxy.ts';

export interface RasterParts {
	readonly pool: RasterPool;
	readonly cache: ByteCache;
	readonly fetch: GuardedFetch;
	readonly checkAddress: CheckAddress;
	/** Whether the operator trusts the server of an address. */
	readonly isTrusted: (url: URL) => boolean;
	/** Where the bytes of a layer's upload are; `undefined`: not there, not ready, or not for this layer. */
	readonly placeOfUpload: (layerId: string, uploadId: string) => Promise<RasterPlace | undefined>;
}

interface RasterLayer {
	readonly id: string;
	readonly config: GeotiffConfig;
	readonly version: string;
}

/** Each kind of job without what the layer decides. */
type Ask = RasterJob extends infer J
	? J extends RasterJob
		? Omit<J, 'place' | 'style'>
		: never
	: never;

interface Wish {
	/** Milliseconds; what suits now if absent. */
	readonly time: number | undefined;
	readonly signal: AbortSignal;
}

const NOTHING = new Uint8Array();

/** Draws the GeoTIFF layers of this server: itself, or through a TiTiler that the layer names. */
export class RasterService {
	readonly #parts: RasterParts;
	readonly #titiler: TitilerProxy;

	constructor(parts: RasterParts) {
		this.#parts = parts;
		this.#titiler = new TitilerProxy(parts.fetch);
	}

	/** `undefined`: nothing is there, or not at that time. */
	async tile(
		layer: RasterLayer,
		tile: TileAddress & { readonly size: number; readonly format: TileFormat },
		wish: Wish
	): Promise<Uint8Array | undefined> {
		const { z, x, y, size, format } = tile;
		const found = await this.#find(layer, wish.time);
		if (found === undefined) return undefined;
		const key = keyOf([layer.version, found.name, z, x, y, size, format]);
		const known = await this.#parts.cache.get(key);
		if (known !== undefined) return known.length === 0 ? undefined : known;
		const ask: Ask = { t: 'tile', z, x, y, size, format };
		const drawn = await this.#answer(layer.config, found.place, ask, wish.signal);
		const bytes = drawn instanceof Uint8Array ? drawn : NOTHING;
		this.#parts.cache.set(key, bytes, lifetimeOf(layer.config));
		return bytes.length === 0 ? undefined : bytes;
	}

	preview(layer: RasterLayer, maxSize: number, wish: Wish): Promise<unknown> {
		return this.#kept(layer, { t: 'preview', maxSize, format: 'png' }, wish);
	}

	info(layer: RasterLayer, wish: Wish): Promise<unknown> {
		return this.#kept(layer, { t: 'info' }, wish);
	}

	statistics(layer: RasterLayer, wish: Wish): Promise<unknown> {
		return this.#kept(layer, { t: 'statistics' }, wish);
	}

	async point(layer: RasterLayer, lng: number, lat: number, wish: Wish): Promise<unknown> {
		const found = await this.#find(layer, wish.time);
		return found === undefined
			? undefined
			: this.#answer(layer.config, found.place, { t: 'point', lng, lat }, wish.signal);
	}

	async #kept(layer: RasterLayer, ask: Ask, wish: Wish): Promise<unknown> {
		const { config, version } = layer;
		const found = await this.#find(layer, wish.time);
		if (found === undefined) return undefined;
		const key = keyOf([version, found.name, ask]);
		const isPicture = ask.t === 'preview';
		const known = await this.#parts.cache.get(key);
		if (known !== undefined) {
			return isPicture ? known : (JSON.parse(Buffer.from(known).toString('utf8')) as unknown);
		}
		const answer = await this.#answer(config, found.place, ask, wish.signal);
		const bytes = answer instanceof Uint8Array ? answer : Buffer.from(JSON.stringify(answer));
		this.#parts.cache.set(key, bytes, lifetimeOf(config));
		return answer;
	}

	async #answer(
		config: GeotiffConfig,
		place: RasterPlace,
		ask: Ask,
		signal: AbortSignal
	): Promise<unknown> {
		const job = { ...ask, place, style: styleOf(config) } as RasterJob;
		const server = config.delivery === 'tiles' ? config.tileServer : undefined;
		// A TiTiler elsewhere cannot read what was uploaded here.
		if (server === undefined || place.kind === 'file') return this.#parts.pool.run(job, signal);
		// Nor may it: the address of an upload is signed, and opens the file to whoever has it.
		const isUpload = isFixed(config);
		if (isUpload && !this.#parts.isTrusted(new URL(server))) {
			return this.#parts.pool.run(job, signal);
		}
		if (!isUpload) await this.#check(place.url);
		const params = paramsOf(config);
		return this.#titiler.answer({ server, url: place.url, params }, job, signal);
	}

	/** The tile server is asked through the guard, and would itself go wherever it is sent. */
	async #check(url: string): Promise<void> {
		try {
			await this.#parts.checkAddress(url);
		} catch (error) {
			if (!(error instanceof FetchError)) throw error;
			throw new RasterJobError('source', error.message, { cause: error });
		}
	}

	async #find({ id, config }: RasterLayer, time: number | undefined): Promise<Found | undefined> {
		const found = rasterPlace(config, { time, now: Date.now() });
		if (!found.ok) {
			if (found.reason === 'no-data') return undefined;
			throw new RasterJobError('style', found.detail);
		}
		if ('url' in found) return { name: found.url, place: { kind: 'url', url: found.url } };
		const place = await this.#parts.placeOfUpload(id, found.uploadId);
		if (place === undefined) {
			throw new RasterJobError(
				'source',
				'The file of this layer was not uploaded, not wholly, or by somebody else.'
			);
		}
		return { name: `upload:${found.uploadId}`, place };
	}
}

/** What was uploaded never changes; the file at an address may be replaced, as "latest.tif" is every day. */
export function isFixed(config: GeotiffConfig): boolean {
	return config.uploadId !== undefined;
}

function lifetimeOf(config: GeotiffConfig): number | undefined {
	return isFixed(config) ? undefined : OPEN_MS;
}

interface Found {
	/** For what is kept of it: the same at every server, while an address may be signed for an hour. */
	readonly name: string;
	readonly place: RasterPlace;
}

function styleOf(config: GeotiffConfig): StyleRequest {
	return config.delivery === 'tiles'
		? { kind: 'params', params: config.tileParams }
		: { kind: 'processing', processing: config.processing };
}

function paramsOf(config: GeotiffConfig): TileParams {
	return config.delivery === 'tiles' ? config.tileParams : {};
}

function keyOf(parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
