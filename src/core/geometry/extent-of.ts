import { eachPosition } from './each-position.ts';
import type { Extent, Geometry } from './types.ts';

/** Extent of all positions, or `undefined` when there are none. Longitudes are taken as they stand. */
export function extentOf(geometries: Iterable<Geometry>): Extent | undefined {
	let west = Infinity;
	let south = Infinity;
	let east = -Infinity;
	let north = -Infinity;
	for (const geometry of geometries) {
		eachPosition(geometry, ([lng, lat]) => {
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		});
	}
	return west <= east ? [west, south, east, north] : undefined;
}
