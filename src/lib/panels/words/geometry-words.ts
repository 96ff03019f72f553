import type { GeometryType } from '#core/geometry/types.ts';
import { unreachable } from '#core/util/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a feature is, for who has not named it. */
export function geometryName(type: GeometryType): string {
	switch (type) {
		case 'Point':
			return m.geometry_point();
		case 'MultiPoint':
			return m.geometry_points();
		case 'LineString':
			return m.geometry_line();
		case 'MultiLineString':
			return m.geometry_lines();
		case 'Polygon':
			return m.geometry_area();
		case 'MultiPolygon':
			return m.geometry_areas();
		case 'GeometryCollection':
			return m.geometry_mixed();
		default:
			return unreachable(type);
	}
}
