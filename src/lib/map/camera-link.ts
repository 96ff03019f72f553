import type { Extent } from '#core/geometry/types.ts';
import type { MapLibreMap } from './maplibre.ts';
import type { MapViewState } from './map-view-state.svelte.ts';
import type { Camera } from './view-types.ts';

/** Around what is fitted, beside the space that panels cover. */
const FIT_MARGIN = 48;
/** A single point is fitted at this zoom, not at the closest there is. */
const FIT_MAX_ZOOM = 13;
const FLY_MS = 800;

/** Moves the map when the view is told to, and tells the view where the map is. */
export class CameraLink {
	readonly #map: MapLibreMap;
	readonly #view: MapViewState;

	constructor(map: MapLibreMap, view: MapViewState) {
		this.#map = map;
		this.#view = view;
		map.on('move', this.#report);
		map.on('movestart', ({ originalEvent }: { originalEvent?: unknown }) => {
			view.moving = true;
			// Only a hand on the map has an original event; then it is the person who leads.
			if (originalEvent !== undefined) view.following = null;
		});
		map.on('moveend', () => {
			view.moving = false;
			this.#report();
		});
		map.on('resize', this.#measure);
		this.#measure();
		this.#report();
	}

	flyTo(target: Partial<Camera>, animated: boolean): void {
		const { center, ...rest } = target;
		const options = {
			...rest,
			...(center ? { center: [center[0], center[1]] as [number, number] } : {})
		};
		if (animated) this.#map.flyTo({ ...options, maxDuration: FLY_MS });
		else this.#map.jumpTo(options);
	}

	fit([west, south, east, north]: Extent, animated: boolean): void {
		const turned = east < west ? east + 360 : east;
		this.#map.fitBounds([west, south, turned, north], {
			padding: this.#paddingForFit(),
			maxZoom: FIT_MAX_ZOOM,
			animate: animated,
			maxDuration: FLY_MS
		});
	}

	zoomBy(levels: number): void {
		this.#map.easeTo({ zoom: this.#map.getZoom() + levels, duration: 180 });
	}

	/** Glides to where a followed person looks; their next report comes within a tenth of a second. */
	follow(camera: Camera): void {
		this.#map.easeTo({
			center: [camera.center[0], camera.center[1]],
			zoom: camera.zoom,
			bearing: camera.bearing,
			pitch: camera.pitch,
			duration: 180,
			easing: (t) => t
		});
	}

	#paddingForFit(): { top: number; right: number; bottom: number; left: number } {
		const { top, right, bottom, left } = this.#view.padding;
		const [width, height] = this.#view.size;
		// Panels that cover nearly everything (a phone's sheet) are not kept clear of.
		const across = left + right + 2 * FIT_MARGIN < width - 80;
		const along = top + bottom + 2 * FIT_MARGIN < height - 80;
		return {
			top: FIT_MARGIN / 2 + (along ? top : 0),
			bottom: FIT_MARGIN / 2 + (along ? bottom : 0),
			left: FIT_MARGIN / 2 + (across ? left : 0),
			right: FIT_MARGIN / 2 + (across ? right : 0)
		};
	}

	readonly #report = (): void => {
		const { lng, lat } = this.#map.getCenter().wrap();
		this.#view.camera = {
			center: [lng, lat],
			zoom: this.#map.getZoom(),
			bearing: this.#map.getBearing(),
			pitch: this.#map.getPitch()
		};
	};

	readonly #measure = (): void => {
		const { clientWidth, clientHeight } = this.#map.getContainer();
		this.#view.size = [clientWidth, clientHeight];
	};
}
