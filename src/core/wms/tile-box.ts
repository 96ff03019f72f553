import type { Box } from './request-url.ts';

/** Half the side of the square of Web Mercator, in its metres. */
export const HALF = Math.PI * 6_378_137;

/** The square of a tile in EPSG:3857. */
export function mercatorBox({ z, x, y }: { z: number; x: number; y: number }): Box {
	const side = (2 * HALF) / 2 ** z;
	return [x * side - HALF, HALF - (y + 1) * side, (x + 1) * side - HALF, HALF - y * side];
}

/** The same in degrees, longitude first. */
export function degreeBox([west, south, east, north]: Box): Box {
	return [longitude(west), latitude(south), longitude(east), latitude(north)];
}

export function mercatorOf([lng, lat]: readonly [number, number]): readonly [number, number] {
	const bounded = Math.max(-85.06, Math.min(85.06, lat));
	const y = Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360));
	return [(lng / 180) * HALF, (y / Math.PI) * HALF];
}

function longitude(x: number): number {
	return (x / HALF) * 180;
}

export function latitude(y: number): number {
	return (Math.atan(Math.sinh((y / HALF) * Math.PI)) * 180) / Math.PI;
}

/**
 * For each row of a tile in Web Mercator, the row of a picture of the same box in degrees, both from
 * the top: the two differ along y only.
 */
export function rowsOfDegrees(
	box: Box,
	{ height, sourceHeight }: { readonly height: number; readonly sourceHeight: number }
): readonly number[] {
	const [, south, , north] = box;
	const [, bottom, , top] = degreeBox(box);
	return Array.from({ length: height }, (_, row) => {
		const lat = latitude(north - ((row + 0.5) / height) * (north - south));
		const at = Math.floor(((top - lat) / (top - bottom)) * sourceHeight);
		return Math.max(0, Math.min(sourceHeight - 1, at));
	});
}
