import type { BandStatistics } from '#core/raster/band-statistics.ts';
import type { Extent } from '#core/geometry/types.ts';
import type { GeotiffConfig, TileParams } from '#core/layer/source-config.ts';
import type { PaletteClass } from '#core/raster/palette-classes.ts';
import type { RasterSummary } from './raster-summary.ts';
import type { SourceFault } from './tile-source.ts';

/** Where the worker reads a raster. `headers` are for our own server only. */
export type ReadPlace =
	| {
			readonly kind: 'url';
			readonly url: string;
			readonly headers?: Readonly<Record<string, string>>;
			/** Another way to the same bytes, where the browser may not ask for them. */
			readonly detour?: {
				readonly url: string;
				readonly headers: Readonly<Record<string, string>>;
			};
	  }
	| { readonly kind: 'blob'; readonly name: string; readonly blob: Blob };

type Processing = Extract<GeotiffConfig, { delivery: 'direct' }>['processing'];

export type ReadStyle =
	| { readonly kind: 'processing'; readonly processing: Processing }
	| { readonly kind: 'params'; readonly params: TileParams };

export type RasterTask =
	| { readonly t: 'open' }
	| {
			readonly t: 'tile';
			readonly z: number;
			readonly x: number;
			readonly y: number;
			readonly size: number;
	  }
	/** What the colours of a file stand for that has its own. */
	| { readonly t: 'classes' }
	| { readonly t: 'point'; readonly lng: number; readonly lat: number }
	/** `within`: of a part only, degrees. */
	| { readonly t: 'statistics'; readonly within?: Extent };

/** What each task answers. */
export interface RasterAnswers {
	open: RasterSummary;
	tile: ImageBitmap | null;
	classes: readonly PaletteClass[] | undefined;
	point: { readonly names: readonly string[]; readonly values: readonly (number | null)[] };
	statistics: ReadonlyMap<string, BandStatistics | undefined>;
}

export type ToRasterWorker =
	| {
			readonly t: 'task';
			readonly id: number;
			readonly place: ReadPlace;
			readonly style: ReadStyle;
			readonly task: RasterTask;
	  }
	| { readonly t: 'abort'; readonly id: number };

export type FromRasterWorker =
	| { readonly t: 'done'; readonly id: number; readonly value: unknown }
	| {
			readonly t: 'failed';
			readonly id: number;
			readonly fault: SourceFault;
			readonly detail: string;
	  };
