import { SourceError, type TileSource } from '#lib/raster/tile-source.ts';
import type { MapLibreMap } from '../maplibre.ts';
import { serveTiles, type TileAddress } from './protocol.ts';
import type { TileCache } from './tile-cache.ts';

export interface FrameOptions {
	readonly map: MapLibreMap;
	readonly source: TileSource;
	readonly cache: TileCache;
	/** Names the source in the cache: another configuration has another one. */
	readonly key: string;
	readonly layerId: string;
	readonly time: number | undefined;
	readonly opacity: number;
	/** The style layer that it is put beneath. */
	readonly before: string;
	/** Called whenever a tile came or failed. */
	readonly onTile: () => void;
}

let lastFrame = 0;

/** Pictures of one layer at one time: a source and a style layer of the map. */
export class Frame {
	readonly id: string;
	readonly time: number | undefined;
	readonly startedAt = performance.now();
	/** Why a tile failed, if one did. */
	fault: SourceError | undefined;
	readonly #options: FrameOptions;
	readonly #stop: () => void;

	constructor(options: FrameOptions) {
		this.#options = options;
		const { map, source, layerId, time, opacity, before } = options;
		this.time = time;
		this.id = `raster:${layerId}:${++lastFrame}`;
		const { url, stop } = serveTiles((tile, signal) => this.#tile(tile, signal));
		this.#stop = stop;
		const { extent, minZoom, maxZoom, tileSize } = source;
		map.addSource(this.id, {
			type: 'raster',
			tiles: [url],
			tileSize,
			minzoom: minZoom,
			maxzoom: maxZoom,
			...(extent ? { bounds: [extent[0], extent[1], extent[2], extent[3]] } : {})
		});
		map.addLayer(
			{
				id: this.id,
				type: 'raster',
				source: this.id,
				paint: {
					'raster-opacity': opacity,
					'raster-opacity-transition': { duration: 0, delay: 0 },
					'raster-fade-duration': 0
				}
			},
			before
		);
	}

	/** All tiles in view came, or failed. */
	get loaded(): boolean {
		return this.#options.map.isSourceLoaded(this.id);
	}

	setOpacity(opacity: number): void {
		this.#options.map.setPaintProperty(this.id, 'raster-opacity', opacity);
	}

	moveBelow(before: string): void {
		this.#options.map.moveLayer(this.id, before);
	}

	/** Requests that are under way are given up. */
	remove(): void {
		const { map } = this.#options;
		map.removeLayer(this.id);
		map.removeSource(this.id);
		this.#stop();
	}

	async #tile(tile: TileAddress, signal: AbortSignal): Promise<ImageBitmap | null> {
		const { cache, onTile } = this.#options;
		try {
			const bitmap = await cache.get(tileKey(this.#options, tile), signal, (together) =>
				loadTile(this.#options, tile, together)
			);
			onTile();
			return bitmap;
		} catch (error) {
			if (signal.aborted) throw error;
			this.fault = error instanceof SourceError ? error : new SourceError('unreachable');
			onTile();
			return null;
		}
	}
}

type Cached = Pick<FrameOptions, 'source' | 'key' | 'time'>;

export function tileKey({ key, time }: Cached, { z, x, y }: TileAddress): string {
	return `${key}|${time ?? ''}|${z}/${x}/${y}`;
}

export function loadTile(
	{ source, time }: Cached,
	tile: TileAddress,
	signal: AbortSignal
): Promise<ImageBitmap | null> {
	return source.tile({ ...tile, signal, ...(time === undefined ? {} : { time }) });
}
