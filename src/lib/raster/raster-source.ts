import type { TileSource } from './tile-source.ts';

/** A GeoTIFF as the map and its legend need it. */
export type RasterSource = TileSource & Required<Pick<TileSource, 'statistics'>>;

export interface RasterSourceOptions {
	/** Of the saved layer; absent while it is being added. */
	readonly layerId?: string;
	/** For our own server. */
	readonly token?: () => string | undefined;
	/** A file that is on this device only. */
	readonly file?: Blob;
	readonly now?: () => number;
	readonly signal: AbortSignal;
}
