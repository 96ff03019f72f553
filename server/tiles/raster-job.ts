import type { GeotiffConfig, TileParams } from '#core/layer/source-config.ts';

/** Where the bytes of a raster are. */
export type RasterPlace =
	{ readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };

/** After so long a file is opened anew, and what was drawn of it drawn again: it may have been replaced. */
export const OPEN_MS = 10 * 60_000;

export type TileFormat = 'png' | 'webp';

type Processing = Extract<GeotiffConfig, { delivery: 'direct' }>['processing'];

/** How a layer wants its values coloured, as its configuration says it. */
export type StyleRequest =
	| { readonly kind: 'params'; readonly params: TileParams }
	| { readonly kind: 'processing'; readonly processing: Processing };

/** What a raster worker is asked. */
export type RasterJob =
	| {
			readonly t: 'tile';
			readonly place: RasterPlace;
			readonly style: StyleRequest;
			readonly z: number;
			readonly x: number;
			readonly y: number;
			readonly size: number;
			readonly format: TileFormat;
	  }
	| { readonly t: 'info'; readonly place: RasterPlace }
	| { readonly t: 'statistics'; readonly place: RasterPlace; readonly style: StyleRequest }
	| {
			readonly t: 'point';
			readonly place: RasterPlace;
			readonly style: StyleRequest;
			readonly lng: number;
			readonly lat: number;
	  }
	| {
			readonly t: 'preview';
			readonly place: RasterPlace;
			readonly style: StyleRequest;
			readonly maxSize: number;
			readonly format: TileFormat;
	  };

/**
 * - `style`: the configuration asks for what can't be done
 * - `raster`: the file can't be drawn
 * - `source`: the file can't be fetched
 */
export type RasterTrouble = 'style' | 'raster' | 'source';

/** Expected: its message is for the person. */
export class RasterJobError extends Error {
	override readonly name = 'RasterJobError';
	readonly trouble: RasterTrouble;

	constructor(trouble: RasterTrouble, message: string, options?: ErrorOptions) {
		super(message, options);
		this.trouble = trouble;
	}
}

export type ToWorker =
	| { readonly t: 'job'; readonly id: number; readonly job: RasterJob }
	| { readonly t: 'abort'; readonly id: number }
	| { readonly t: 'crs'; readonly code: number; readonly definition: string | undefined };

export type FromWorker =
	| { readonly t: 'done'; readonly id: number; readonly value: unknown }
	| {
			readonly t: 'failed';
			readonly id: number;
			/** Absent: a fault of ours. */
			readonly trouble?: RasterTrouble;
			readonly message: string;
	  }
	/** The definition of a coordinate system is wanted. */
	| { readonly t: 'crs'; readonly code: number };
