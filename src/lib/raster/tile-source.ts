import type { Extent } from '#core/geometry/types.ts';
import type { BandStatistics } from '#core/raster/band-statistics.ts';
import type { PaletteClass } from '#core/raster/palette-classes.ts';
import type { RasterFault } from '#core/raster/raster-fault.ts';
import type { RasterSummary } from './raster-summary.ts';
import type { LngLat } from '#lib/map/view-types.ts';

/** One tile of the Web Mercator grid (EPSG:3857, XYZ, origin top left). */
export interface TileRequest {
	readonly z: number;
	readonly x: number;
	readonly y: number;
	/** The time step to show: milliseconds since 1970 UTC, one that the source's axis holds; absent for sources without time. */
	readonly time?: number;
	readonly signal: AbortSignal;
}

/** A value of the data under a point. `null`: no data there. */
export interface PointValue {
	/** Band or layer of the data, as the source names it. */
	readonly name: string;
	readonly value: number | string | null;
	readonly unit?: string;
}

/**
 * What a source tells of a point. Text is plain. HTML is a stranger's: only for a frame with
 * `sandbox`, never for the page.
 */
export type PointInfo =
	| { readonly kind: 'values'; readonly values: readonly PointValue[] }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'html'; readonly html: string };

export interface InfoRequest {
	/** Of the map, with 512 px tiles: says how near "there" is. */
	readonly zoom: number;
	readonly time?: number;
	readonly signal: AbortSignal;
}

export interface StatisticsRequest {
	readonly time?: number | undefined;
	/** Of a part only, degrees; absent: of all. */
	readonly within?: Extent | undefined;
	readonly signal: AbortSignal;
}

/**
 * Anything that draws raster tiles for the map: a WMS, a GeoTIFF read here, a tile service. Knows no
 * map library.
 */
export interface TileSource {
	/** Pixels across one tile. */
	readonly tileSize: 256 | 512;
	/** `[west, south, east, north]` in degrees; nothing is asked for outside. */
	readonly extent: Extent | undefined;
	readonly minZoom: number;
	readonly maxZoom: number;
	/** `null`: nothing is there. Rejects with `SourceError`, or an AbortError when aborted. */
	tile(request: TileRequest): Promise<ImageBitmap | null>;
	/** Values under a point `[lng, lat]`, or `undefined` when the source can't tell. */
	valueAt?(at: LngLat, options: Omit<TileRequest, 'z' | 'x' | 'y'>): Promise<PointValue[]>;
	/** For sources of numbers: figures of the bands that are shown, by name. */
	statistics?(request: StatisticsRequest): Promise<ReadonlyMap<string, BandStatistics | undefined>>;
	/**
	 * For sources whose file may give each value a colour: what those stand for, nothing when there are
	 * too many to be classes. `undefined`: it does not, or it is drawn in other colours.
	 */
	classes?(
		request: Omit<StatisticsRequest, 'within'>
	): Promise<readonly PaletteClass[] | undefined>;
	/** Its colours are those of the file as long as nobody chooses others; absent: not known. */
	readonly hasOwnColours?: boolean | undefined;
	/** What the file says of itself, where that is known. */
	readonly summary?: RasterSummary | undefined;
	/** For sources that tell more than values: asked before `valueAt`. `null`: nothing is there. */
	infoAt?(at: LngLat, request: InfoRequest): Promise<PointInfo | null>;
	close(): void;
}

/** Why a source gives nothing, for a person: worded by the interface. */
export type SourceFault =
	| 'not-found'
	| 'no-cors'
	/** An http address on an https page, and no way around. */
	| 'mixed-content'
	| 'no-ranges'
	| 'not-a-raster'
	| 'unsupported'
	| 'login'
	| 'unreachable'
	/** Asked too often for now, by its service's measure or our server's. */
	| 'too-many'
	/** Its file is on another device, and was not uploaded yet. */
	| 'not-uploaded'
	| 'service-says'
	/** What it says of a place is more than is read here. */
	| 'answer-too-large'
	| Exclude<RasterFault, 'not-a-tiff'>;

export class SourceError extends Error {
	override readonly name = 'SourceError';
	readonly fault: SourceFault;
	/** What a service said in its own words; plain text. */
	readonly detail: string;

	constructor(fault: SourceFault, detail = '') {
		super(detail === '' ? fault : `${fault}: ${detail}`);
		this.fault = fault;
		this.detail = detail;
	}
}

/**
 * The browser may not ask, or nobody answered. Without the network the two look alike, and what came
 * by another way before is on this device.
 * (A server that answered with an error of its own is told of with `detail`.)
 */
export function isBarred(error: unknown): boolean {
	if (!(error instanceof SourceError)) return false;
	const { fault, detail } = error;
	return fault === 'unreachable' ? detail === '' : fault === 'no-cors' || fault === 'mixed-content';
}
