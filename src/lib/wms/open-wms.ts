import type { Extent } from '#core/geometry/types.ts';
import type { WmsConfig } from '#core/layer/source-config.ts';
import { temporalAxis } from '#core/time/temporal-axis.ts';
import { nearestStep, type TimeAxis } from '#core/time/time-axis.ts';
import { mapUrl, requestCrs } from '#core/wms/request-url.ts';
import { degreeBox, HALF, mercatorBox, rowsOfDegrees } from '#core/wms/tile-box.ts';
import type { TileRequest, TileSource } from '#lib/raster/tile-source.ts';
import { featureInfo } from './feature-info.ts';
import { inTurn } from './host-queue.ts';
import { readPicture } from './read-picture.ts';
import { fetchService } from './service-fetch.ts';

/** Larger tiles: a quarter of the requests, and fewer names cut at their edges. */
const TILE = 512;
const MAX_ZOOM = 22;
/** Metres of a pixel as the standard takes it for scales. */
const PIXEL_METRES = 0.000_28;

export interface OpenWmsOptions {
	/** For times that are `current`. */
	readonly now?: number;
	/** For the way through our own server. */
	readonly token?: () => string | undefined;
}

/** Tiles of a WMS: each tile is one GetMap request in Web Mercator, or in degrees and bent here. */
export function openWms(
	config: WmsConfig,
	{ now = Date.now(), token = () => undefined }: OpenWmsOptions = {}
): TileSource {
	const axis = temporalAxis(config.temporal, { now });
	const times = axis.ok ? axis.value : undefined;
	const closed = new AbortController();
	const together = (signal: AbortSignal) => AbortSignal.any([signal, closed.signal]);
	return {
		tileSize: TILE,
		extent: extentOf(config),
		...zooms(config),
		tile: (request) =>
			tile({ config, axis: times, token }, { ...request, signal: together(request.signal) }),
		...(config.queryable === false
			? {}
			: {
					infoAt: (at, request) =>
						featureInfo(config, at, {
							zoom: request.zoom,
							time: textOf(times, request.time),
							signal: together(request.signal),
							token: token()
						})
				}),
		close: () => closed.abort()
	};
}

/** What the service calls the time; it has been taken from the axis. */
function textOf(axis: TimeAxis | undefined, time: number | undefined): string | undefined {
	return axis && time !== undefined ? axis.at(nearestStep(axis, time)).text : undefined;
}

interface Opened {
	readonly config: WmsConfig;
	readonly axis: TimeAxis | undefined;
	readonly token: () => string | undefined;
}

async function tile(
	{ config, axis, token }: Opened,
	request: TileRequest
): Promise<ImageBitmap | null> {
	const box = mercatorBox(request);
	const time = textOf(axis, request.time);
	if (!isGeographic(config)) {
		const direct = mapUrl(config, { box, width: TILE, height: TILE, time });
		return picture(direct, { signal: request.signal, token });
	}
	// Far out a tile spans so much latitude that its rows are drawn out at one end.
	const height = request.z < 4 ? 2 * TILE : TILE;
	const url = mapUrl(config, { box: degreeBox(box), width: TILE, height, time });
	const flat = await picture(url, { signal: request.signal, token });
	return flat && bend(flat, rowsOfDegrees(box, { height: TILE, sourceHeight: flat.height }));
}

function picture(
	url: string,
	{ signal, token }: { readonly signal: AbortSignal; readonly token: Opened['token'] }
): Promise<ImageBitmap | null> {
	return inTurn(
		url,
		async () => readPicture(await fetchService(url, { signal, accept: 'image/*', token: token() })),
		signal
	);
}

/** A picture in degrees as one in Web Mercator: the same columns, other rows. */
function bend(flat: ImageBitmap, rows: readonly number[]): ImageBitmap {
	const canvas = new OffscreenCanvas(flat.width, rows.length);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	context.imageSmoothingEnabled = false;
	rows.forEach((from, row) =>
		context.drawImage(flat, 0, from, flat.width, 1, 0, row, flat.width, 1)
	);
	flat.close();
	return canvas.transferToImageBitmap();
}

function isGeographic(config: WmsConfig): boolean {
	return ['EPSG:4326', 'CRS:84'].includes(requestCrs(config));
}

/** Boxes across the date line are not a box on the map: then everything is asked for. */
function extentOf({ bounds }: WmsConfig): Extent | undefined {
	if (!bounds) return undefined;
	const [[west, south], [east, north]] = bounds;
	return east > west && north > south ? [west, south, east, north] : undefined;
}

/** A scale of `1:n` is met where a pixel is `n` times as large as the standard's. */
function zooms({ scaleDenominators: scales }: WmsConfig): { minZoom: number; maxZoom: number } {
	const zoomAt = (scale: number): number => Math.log2((2 * HALF) / (TILE * PIXEL_METRES * scale));
	const clamp = (zoom: number): number => Math.max(0, Math.min(MAX_ZOOM, zoom));
	return {
		minZoom: scales?.max === undefined ? 0 : clamp(Math.ceil(zoomAt(scales.max) - 1e-6)),
		maxZoom: scales?.min === undefined ? MAX_ZOOM : clamp(Math.floor(zoomAt(scales.min) + 1e-6))
	};
}
