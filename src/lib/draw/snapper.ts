import { eachPosition } from '#core/geometry/each-position.ts';
import type { Geometry } from '#core/geometry/types.ts';
import type { LngLat } from '#lib/map/view-types.ts';
import { distance, type DrawSurface, type Pixel } from './surface.ts';

/** Pixels within which a vertex of another feature draws the pointer to itself. */
const REACH = 9;

type Lookup = (layerId: string, featureId: string) => Geometry | undefined;

/**
 * Finds the vertex of a visible feature that a pointer means. Asks the map which features are near
 * and measures those only, so that it costs the same in a layer of ten and of ten thousand.
 */
export class Snapper {
	readonly #surface: DrawSurface;
	readonly #lookup: Lookup;

	constructor(surface: DrawSurface, lookup: Lookup) {
		this.#surface = surface;
		this.#lookup = lookup;
	}

	/** `[lng, lat]` of the vertex, as its feature has it; `except` is the feature being changed. */
	snap(pixel: Pixel, except?: string): LngLat | undefined {
		let nearest: LngLat | undefined;
		let least = REACH;
		for (const { layerId, featureId } of this.#surface.near(pixel, REACH)) {
			const geometry = featureId === except ? undefined : this.#lookup(layerId, featureId);
			if (!geometry) continue;
			eachPosition(geometry, ([lng, lat]) => {
				const away = distance(this.#surface.project(this.#inFrame(lng, lat)), pixel);
				if (away < least) [least, nearest] = [away, this.#inFrame(lng, lat)];
			});
		}
		return nearest;
	}

	/** The copy of the place that is nearest to the middle of the map. */
	#inFrame(lng: number, lat: number): LngLat {
		return [lng + 360 * Math.round((this.#surface.center()[0] - lng) / 360), lat];
	}
}
