import { createHash } from 'node:crypto';
import { fromFile, GeoTIFF, getDecoder } from 'geotiff';
import { LRUCache } from 'lru-cache';
import type { Numbers } from '#core/raster/block-reader.ts';
import { FilePieces } from '#core/raster/file-pieces.ts';
import { openReader } from '#core/raster/open-reader.ts';
import { RasterError } from '#core/raster/raster-fault.ts';
import type { RasterReader } from '#core/raster/raster-reader.ts';
import { FetchError } from '../fetch/fetch-fault.ts';
import type { GuardedFetch } from '../fetch/guarded-fetch.ts';
import { readRange } from './range-client.ts';
import { OPEN_MS, RasterJobError } from './raster-job.ts';
import type { RasterPlace } from './raster-job.ts';

const OPEN_FILES = 200;
const BLOCK_CACHE_BYTES = 128 * 1024 * 1024;
/** Of all files together, as they came: what is drawn is kept decoded. */
const PIECE_CACHE_BYTES = 32 * 1024 * 1024;

interface Options {
	readonly fetch: GuardedFetch;
	readonly definitionOf: (code: number) => Promise<string | undefined>;
}

/** Keeps files open, and their decoded blocks. */
export class OpenRasters {
	readonly #options: Options;
	readonly #open = new LRUCache<string, Promise<RasterReader>>({
		max: OPEN_FILES,
		ttl: OPEN_MS
	});
	readonly #blocks = new LRUCache<string, Numbers>({
		maxSize: BLOCK_CACHE_BYTES,
		sizeCalculation: (values) => values.byteLength + 1
	});
	readonly #pieces = new LRUCache<string, ArrayBuffer>({
		maxSize: PIECE_CACHE_BYTES,
		sizeCalculation: (piece) => piece.byteLength + 1
	});
	#opened = 0;

	constructor(options: Options) {
		this.#options = options;
	}

	open(place: RasterPlace): Promise<RasterReader> {
		const key = keyOf(place);
		const known = this.#open.get(key);
		if (known !== undefined) return known;
		// Opened again, a file may be another: its blocks have names of their own.
		const name = `${createHash('sha256').update(key).digest('base64')}${++this.#opened}`;
		const opening = this.#read(place, name);
		this.#open.set(key, opening);
		opening.catch(() => this.#open.delete(key));
		return opening;
	}

	/**
	 * The library remembers for good that a part of a file did not come: after such a fault the next
	 * one who asks opens it anew.
	 */
	forget(place: RasterPlace): void {
		this.#open.delete(keyOf(place));
	}

	async #read(place: RasterPlace, name: string): Promise<RasterReader> {
		let tiff: GeoTIFF;
		try {
			tiff = await this.#tiff(place, name);
		} catch (error) {
			if (isExpected(error)) throw error;
			throw new RasterError('not-a-tiff', '', { cause: error });
		}
		return this.#reader(tiff, name).catch((error: unknown) => {
			throw isOutOfBounds(error) ? cutOff(error) : asError(error);
		});
	}

	#tiff(place: RasterPlace, name: string): Promise<GeoTIFF> {
		if (place.kind === 'file') return fromFile(place.path);
		const { fetch } = this.#options;
		const pieces = new FilePieces({
			read: (slice, signal) => readRange(place.url, slice, { fetch, signal }),
			name,
			cache: this.#pieces
		});
		// Only its shape matters: the library keeps the class to itself.
		// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
		return GeoTIFF.fromSource(pieces);
	}

	#reader(tiff: GeoTIFF, name: string): Promise<RasterReader> {
		return openReader(tiff, {
			getDecoder: (compression, parameters) => getDecoder(compression, parameters as never),
			name,
			cache: this.#blocks,
			definitionOf: this.#options.definitionOf
		});
	}
}

function keyOf(place: RasterPlace): string {
	return place.kind === 'url' ? place.url : place.path;
}

function isExpected(error: unknown): boolean {
	return error instanceof FetchError || error instanceof RasterJobError;
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
