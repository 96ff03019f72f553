import type { Extent } from '#core/geometry/types.ts';
import { isJsonObject, type JsonValue } from '#core/util/json.ts';

/**
 * `[west, south, east, north]` of `bounds` in the configuration of a layer. Without its schema, which
 * only those who open a raster load.
 */
export function configExtent(sourceConfig: JsonValue): Extent | undefined {
	if (!isJsonObject(sourceConfig)) return undefined;
	const { bounds } = sourceConfig;
	const corners: unknown[] = Array.isArray(bounds) ? bounds.flat() : [];
	const [west, south, east, north] = corners;
	if (!isNumber(west) || !isNumber(south) || !isNumber(east) || !isNumber(north)) return undefined;
	return west < east && south < north ? [west, south, east, north] : undefined;
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number';
}
