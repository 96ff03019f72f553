import type { Extent } from '../geometry/types.ts';

/** What we speak; services of 1.0 and 1.1.0 are spoken to as 1.1.1. */
export type WmsVersion = '1.1.1' | '1.3.0';

export interface WmsStyle {
	readonly name: string;
	readonly title: string;
	/** Address of a picture that explains it. */
	readonly legendUrl?: string;
}

export interface WmsDimension {
	/** As the service writes it: `time`, `ELEVATION` … */
	readonly name: string;
	readonly units: string;
	readonly unitSymbol?: string;
	/** As the service writes them: a list, or intervals; see `core/time/parse-extent.ts` for `time`. */
	readonly values: string;
	readonly default?: string;
	/** The service itself takes the nearest value that it has. */
	readonly nearestValue: boolean;
}

export interface WmsAttribution {
	readonly title: string;
	readonly url?: string;
}

/** A layer with everything that it inherits. */
export interface WmsLayer {
	/** Absent: only a folder, which can't be asked for. */
	readonly name?: string;
	readonly title: string;
	readonly abstract: string;
	readonly queryable: boolean;
	/** It covers everything; putting it on top hides the rest. */
	readonly opaque: boolean;
	readonly styles: readonly WmsStyle[];
	readonly crs: readonly string[];
	readonly extent?: Extent;
	readonly dimensions: readonly WmsDimension[];
	readonly attribution?: WmsAttribution;
	/** Scales `1:n` between which it is drawn. */
	readonly minScale?: number;
	readonly maxScale?: number;
	readonly layers: readonly WmsLayer[];
}

/** What a service says of itself. */
export interface WmsService {
	readonly version: WmsVersion;
	readonly title: string;
	readonly abstract: string;
	readonly accessConstraints: string;
	/** The address for pictures, as the service gives it. */
	readonly mapUrl?: string;
	readonly mapFormats: readonly string[];
	readonly infoFormats: readonly string[];
	readonly maxWidth?: number;
	readonly maxHeight?: number;
	readonly root: WmsLayer;
}
