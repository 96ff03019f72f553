import type { GeotiffConfig, WmsConfig } from '#core/layer/source-config.ts';
import type { AxisFault } from '#core/time/temporal-axis.ts';
import type { TimeAxis } from '#core/time/time-axis.ts';
import type { PointInfo, SourceFault, TileSource } from '#lib/raster/tile-source.ts';

/** A raster layer's source, read from its document. */
export type RasterConfig =
	| { readonly sourceType: 'wms'; readonly config: WmsConfig }
	| {
			readonly sourceType: 'geotiff';
			readonly config: GeotiffConfig;
			/** Only on this device so far. */
			readonly file?: Blob | undefined;
	  };

/** What a source is opened with. */
export interface OpeningOptions {
	readonly layerId: string;
	/** The layer is not to be seen any more. */
	readonly signal: AbortSignal;
}

/** A layer that is looked at before it is saved: drawn above all others. */
export interface RasterDraft {
	/** Another file has another one. */
	readonly id: string;
	readonly source: RasterConfig;
}

/** How a visible raster layer is doing. */
export interface RasterStatus {
	/**
	 * `loading`: pictures of the time wanted are on their way; what is seen is of `timeShown`.
	 * `fault`: the latest pictures, or some of them, can't be had; it is tried again by itself.
	 */
	readonly state: 'loading' | 'ok' | 'fault';
	readonly fault: SourceFault | null;
	/** What the service said, in its own words; plain text. */
	readonly detail: string;
	/** The layer's times; null for a layer without. */
	readonly axis: TimeAxis | null;
	/** Why its times can't be read; the layer is shown at what the service starts with. */
	readonly timeFault: AxisFault | null;
	/** What is seen: one of the layer's own times. Null when nothing is, or without times. */
	readonly timeShown: number | null;
	/** The layer's own time nearest to the clock. */
	readonly timeWanted: number | null;
	/** The layer has no data near the clock's instant: nothing is shown of it. */
	readonly outOfRange: boolean;
	/** The service draws it only from a nearer zoom on: nothing is asked for, and nothing seen. */
	readonly tooFarOut: boolean;
}

/** To one layer, about one point. */
export interface LayerQuestion {
	readonly layerId: string;
	/** The layer's own time that is asked for. */
	readonly time: number | null;
	/** What the layer is drawn from: another source may answer otherwise. */
	readonly source: TileSource;
	/** May ask a service: takes up to 20 s. Never rejects. */
	readonly ask: () => Promise<Identified>;
}

/** What a layer tells of a point. */
export interface Identified {
	readonly layerId: string;
	/** The layer's own time that was asked for. */
	readonly time: number | null;
	/** `null`: the layer has nothing there; `silent`: it has pictures only, and nobody to ask. */
	readonly info: PointInfo | { readonly kind: 'silent' } | null;
	readonly fault: SourceFault | null;
	readonly detail: string;
}
