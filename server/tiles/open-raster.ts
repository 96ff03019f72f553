import { createHash } from 'node:crypto';
import { fromCustomClient, fromFile, getDecoder } from 'geotiff';
import type { GeoTIFF } from 'geotiff';
import { LRUCache } from 'lru-cache';
import type { Numbers } from '#core/raster/block-reader.ts';
import { faultsOf } from '#core/raster/check-raster.ts';
import { knownCrs } from '#core/raster/crs-table.ts';
import { projectorOf } from '#core/raster/projector.ts';
import { RasterError } from '#core/raster/raster-fault.ts';
import { RasterReader } from '#core/raster/raster-reader.ts';
import { readHeader } from '#core/raster/read-header.ts';
import type { TiffImage } from '#core/raster/tiff-file.ts';
import { tiffImages } from '#core/raster/tiff-images.ts';
import type { GuardedFetch } from '../fetch/guarded-fetch.ts';
import { RangeClient } from './range-client.ts';
import { OPEN_MS } from './raster-job.ts';
import type { RasterPlace } from './raster-job.ts';

const OPEN_FILES = 200;
const BLOCK_CACHE_BYTES = 128 * 1024 * 1024;
const FETCH_BLOCK = 65_536;
const FETCH_BLOCKS_KEPT = 200;

export interface OpenRaster {
	readonly reader: RasterReader;
	/** What went wrong last while fetching. */
	trouble(): unknown;
}

interface Options {
	readonly fetch: GuardedFetch;
	readonly definitionOf: (code: number) => Promise<string | undefined>;
}

/** Keeps files open, and their decoded blocks. */
export class OpenRasters {
	readonly #options: Options;
	readonly #open = new LRUCache<string, Promise<OpenRaster>>({ max: OPEN_FILES, ttl: OPEN_MS });
	readonly #blocks = new LRUCache<string, Numbers>({
		maxSize: BLOCK_CACHE_BYTES,
		sizeCalculation: (values) => values.byteLength + 1
	});
	#opened = 0;

	constructor(options: Options) {
		this.#options = options;
	}

	open(place: RasterPlace): Promise<OpenRaster> {
		const key = place.kind === 'url' ? place.url : place.path;
		const known = this.#open.get(key);
		if (known !== undefined) return known;
		// Opened again, a file may be another: its blocks have names of their own.
		const name = `${createHash('sha256').update(key).digest('base64')}${++this.#opened}`;
		const opening = this.#read(place, name);
		this.#open.set(key, opening);
		opening.catch(() => this.#open.delete(key));
		return opening;
	}

	async #read(place: RasterPlace, name: string): Promise<OpenRaster> {
		const client =
			place.kind === 'url' ? new RangeClient(place.url, this.#options.fetch) : undefined;
		const trouble = () => client?.trouble;
		let tiff: GeoTIFF;
		try {
			tiff = await (client === undefined
				? fromFile(place.kind === 'file' ? place.path : '')
				: // Without blocks every few bytes are a request; its types do not know the options.
					fromCustomClient(client, {
						blockSize: FETCH_BLOCK,
						cacheSize: FETCH_BLOCKS_KEPT
					} as Parameters<typeof fromCustomClient>[1]));
		} catch (error) {
			throw asError(client?.trouble ?? new RasterError('not-a-tiff', '', { cause: error }));
		}
		const reader = await this.#reader(tiff, name).catch((error: unknown) => {
			throw asError(client?.trouble ?? (isOutOfBounds(error) ? cutOff(error) : error));
		});
		return { reader, trouble };
	}

	async #reader(tiff: GeoTIFF, name: string): Promise<RasterReader> {
		const file = await tiffImages(
			{
				getImageCount: () => tiff.getImageCount(),
				// The library's own types are narrower in what they ask and wider in what they give.
				getImage: (i) => tiff.getImage(i) as Promise<unknown> as Promise<TiffImage>
			},
			(compression, parameters) => getDecoder(compression, parameters as never)
		);
		const header = await readHeader(file);
		const [fault] = faultsOf(header).filter((found) => found === 'striped');
		if (fault !== undefined) throw new RasterError(fault);
		const code = header.epsg;
		const definition =
			knownCrs(code) === undefined ? await this.#options.definitionOf(code) : undefined;
		const projector = projectorOf(code, definition);
		if (projector === undefined) throw new RasterError('unknown-crs', `EPSG:${code}`);
		return new RasterReader(file, header, { name, cache: this.#blocks, projector });
	}
}

/** What the library throws when a file ends before the place that it names. */
function isOutOfBounds(error: unknown): boolean {
	return error instanceof RangeError || error instanceof TypeError;
}

function cutOff(cause: unknown): RasterError {
	return new RasterError('damaged', '', { cause });
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
