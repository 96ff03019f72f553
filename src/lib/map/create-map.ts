import { prefersReducedMotion } from 'svelte/motion';
import { MapLibreMap } from './maplibre.ts';
import { emptyStyle } from './slots.ts';
import type { Camera } from './view-types.ts';

/** Room for bright phones and projectors; above that each frame costs more than it shows. */
const MAX_PIXEL_RATIO = 2;
/** Of names that come and go. */
const FADE_MS = 120;

/** A map without layers, or `undefined` when this browser has no WebGL 2. */
export function createMap(container: HTMLElement, camera: Camera): MapLibreMap | undefined {
	try {
		return new MapLibreMap({
			container,
			style: emptyStyle(),
			center: [camera.center[0], camera.center[1]],
			zoom: camera.zoom,
			bearing: camera.bearing,
			pitch: camera.pitch,
			// The interface shows credits, zoom buttons and the scale in its own way.
			attributionControl: false,
			maxPitch: 60,
			boxZoom: false,
			fadeDuration: prefersReducedMotion.current ? 0 : FADE_MS,
			pixelRatio: Math.min(devicePixelRatio, MAX_PIXEL_RATIO),
			// Edits reach the screen with the next frame, not after a crossfade of placed names.
			refreshExpiredTiles: false
		});
	} catch (error) {
		if (error instanceof Error && error.name === 'GPUInitializationError') return undefined;
		throw error;
	}
}
