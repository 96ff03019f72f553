import type { Extent } from '#core/geometry/types.ts';
import type { Bounds } from '#core/layer/source-config.ts';

/** `[[west, south], [east, north]]` of a configuration as the map wants it. */
export function flatExtent(bounds: Bounds | undefined): Extent | undefined {
	if (bounds === undefined) return undefined;
	const [[west, south], [east, north]] = bounds;
	return [west, south, east, north];
}
