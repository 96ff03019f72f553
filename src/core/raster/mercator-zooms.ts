import { apply } from './affine.ts';
import type { Extent } from '../geometry/types.ts';
import type { Projector } from './projector.ts';
import type { RasterHeader } from './raster-header.ts';
import { MERCATOR_WIDTH } from './tile-grid.ts';

const EDGE_POINTS = 32;
const MAX_LATITUDE = 85.0511287798066;
const MAX_ZOOM = 22;
const TILE = 256;

/** `[west, south, east, north]` in degrees of where a raster lies; `undefined` if nowhere. */
export function extentOf(
	{ width, height, affine }: Pick<RasterHeader, 'width' | 'height' | 'affine'>,
	projector: Projector
): Extent | undefined {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i <= EDGE_POINTS; i++) {
		for (let j = 0; j <= EDGE_POINTS; j++) {
			const [x, y] = apply(affine, (i * width) / EDGE_POINTS, (j * height) / EDGE_POINTS);
			const [lng, lat] = projector.toLngLat(x, y);
			if (!Number.isFinite(lng) || !Number.isFinite(lat)) continue;
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		}
	}
	if (!(west <= east && south <= north)) return undefined;
	const [bottom, top] = [Math.max(-90, south), Math.min(90, north)];
	// Beyond the 180th meridian in either direction, or around a pole: it may be anywhere.
	return west < -180 || east > 180 || east - west > 300
		? [-180, bottom, 180, top]
		: [west, bottom, east, top];
}

/** The zoom at which a pixel of the raster is as large as one of the tile, and one more to be crisp. */
export function maxZoomOf(
	{ width, height }: Pick<RasterHeader, 'width' | 'height'>,
	[west, south, east, north]: Extent
): number {
	const lat = Math.min(MAX_LATITUDE, Math.abs((south + north) / 2));
	const metresPerDegree = MERCATOR_WIDTH / 360;
	const resolution = Math.min(
		((east - west) * metresPerDegree) / width,
		((north - south) * metresPerDegree) / height / Math.cos((lat * Math.PI) / 180)
	);
	const zoom = Math.ceil(Math.log2(MERCATOR_WIDTH / TILE / resolution)) + 1;
	return Math.min(MAX_ZOOM, Math.max(0, zoom));
}
