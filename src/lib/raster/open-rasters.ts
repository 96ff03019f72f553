import { fromBlob, GeoTIFF, getDecoder } from 'geotiff';
import { LRUCache } from 'lru-cache';
import type { Numbers } from '#core/raster/block-reader.ts';
import { FilePieces } from '#core/raster/file-pieces.ts';
import { openReader } from '#core/raster/open-reader.ts';
import { RasterError } from '#core/raster/raster-fault.ts';
import type { RasterReader } from '#core/raster/raster-reader.ts';
import { RangeClient } from './range-source.ts';
import type { ReadPlace } from './raster-wire.ts';
import { isBarred, SourceError } from './tile-source.ts';

const OPEN_FILES = 60;
const BLOCK_CACHE_BYTES = 96 * 1024 * 1024;
/** Of all files together, as they came: what is drawn is kept decoded. */
const PIECE_CACHE_BYTES = 16 * 1024 * 1024;

export interface OpenRaster {
	readonly reader: RasterReader;
	/** Absent for files of this device. */
	readonly client: RangeClient | undefined;
}

/** The rasters that a worker has open, and their decoded blocks: a new style needs no new bytes. */
export class OpenRasters {
	readonly #open = new LRUCache<string, Promise<OpenRaster>>({ max: OPEN_FILES });
	readonly #blocks = new LRUCache<string, Numbers>({
		maxSize: BLOCK_CACHE_BYTES,
		sizeCalculation: (values) => values.byteLength + 1
	});
	readonly #pieces = new LRUCache<string, ArrayBuffer>({
		maxSize: PIECE_CACHE_BYTES,
		sizeCalculation: (piece) => piece.byteLength + 1
	});
	#opened = 0;

	async open(place: ReadPlace): Promise<OpenRaster> {
		const key = keyOf(place);
		let opening = this.#open.get(key);
		if (opening === undefined) {
			opening = place.kind === 'url' ? this.#openUrl(place) : this.#openBlob(place.blob);
			this.#open.set(key, opening);
			opening.catch(() => this.#open.delete(key));
		}
		const raster = await opening;
		if (raster.client !== undefined && place.kind === 'url') {
			const isDetour = raster.client.url !== place.url;
			raster.client.headers = (isDetour ? place.detour?.headers : place.headers) ?? {};
		}
		return raster;
	}

	/**
	 * The library remembers for good that a part of a file did not come: after such a fault the next
	 * one who asks opens it anew.
	 */
	forget(place: ReadPlace): void {
		this.#open.delete(keyOf(place));
	}

	async #openUrl(place: Extract<ReadPlace, { kind: 'url' }>): Promise<OpenRaster> {
		try {
			return await this.#read(new RangeClient(place.url, place.headers));
		} catch (error) {
			if (!isBarred(error) || place.detour === undefined) throw error;
			const { url, headers } = place.detour;
			return this.#read(new RangeClient(url, headers)).catch((second: unknown) => {
				const isBusy = second instanceof SourceError && second.fault === 'too-many';
				// Else the first reason is the one that somebody can mend.
				throw isBusy ? second : error;
			});
		}
	}

	async #read(client: RangeClient): Promise<OpenRaster> {
		const name = this.#nextName();
		const pieces = new FilePieces({
			read: (slice, signal) => client.read(slice, signal),
			name,
			cache: this.#pieces
		});
		try {
			// Only its shape matters: the library keeps the class to itself.
			// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
			const tiff = await GeoTIFF.fromSource(pieces);
			return { reader: await this.#reader(tiff, name), client };
		} catch (error) {
			throw notATiff(error);
		}
	}

	async #openBlob(blob: Blob): Promise<OpenRaster> {
		try {
			const tiff = await fromBlob(blob);
			return { reader: await this.#reader(tiff, this.#nextName()), client: undefined };
		} catch (error) {
			throw notATiff(error);
		}
	}

	#reader(tiff: GeoTIFF, name: string): Promise<RasterReader> {
		return openReader(tiff, {
			getDecoder: (compression, parameters) => getDecoder(compression, parameters as never),
			name,
			cache: this.#blocks,
			definitionOf
		});
	}

	/** Opened again, a file may be another: what is kept of it has names of its own. */
	#nextName(): string {
		return String(++this.#opened);
	}
}

function keyOf(place: ReadPlace): string {
	return place.kind === 'url' ? place.url : `blob:${place.name}`;
}

function notATiff(error: unknown): Error {
	if (error instanceof RasterError || error instanceof SourceError) return error;
	return new RasterError('not-a-tiff', '', { cause: error });
}

const definitions = new Map<number, string>();

/** Our server knows what the table does not. */
async function definitionOf(code: number): Promise<string | undefined> {
	const known = definitions.get(code);
	if (known !== undefined) return known;
	const response = await fetch(`/api/crs/${code}`).catch(() => undefined);
	if (response?.ok !== true) return undefined;
	const answer = (await response.json()) as { readonly proj4?: unknown };
	if (typeof answer.proj4 !== 'string') return undefined;
	definitions.set(code, answer.proj4);
	return answer.proj4;
}
