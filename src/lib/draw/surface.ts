import type { Feature as GeoJsonFeature } from 'geojson';
import type { Hit, LngLat } from '#lib/map/view-types.ts';

/** Pixels from the top left corner of the map. */
export type Pixel = readonly [number, number];

/**
 * What drawing needs of a map. Longitudes are those of the map's frame: near ±180 they go on beyond.
 */
export interface DrawSurface {
	/** The map itself, for Terra Draw's adapter only. */
	readonly engine: unknown;
	/** Receives pointer and key events. */
	readonly element: HTMLElement;
	/** Id of the style layer that drawing lies below. */
	readonly topMarker: string;
	readonly theme: 'light' | 'dark';
	size(): Pixel;
	center(): LngLat;
	project(lngLat: readonly [number, number]): Pixel;
	unproject(pixel: Pixel): LngLat;
	setPanning(enabled: boolean): void;
	setCursor(cursor: string): void;
	/** Draws the shape being edited with its handles; an empty list takes them away. */
	showEdit(features: readonly GeoJsonFeature[]): void;
	/** The layer leaves this feature out: the editor draws it. */
	setEditing(hit: Hit | null): void;
	/** Features near a pixel, the topmost first; for snapping. */
	near(pixel: Pixel, radius: number): readonly Hit[];
	/** Runs the listener when the camera came to rest. Returns the undo. */
	onRest(listener: () => void): () => void;
	/** Resolves when what the documents hold is drawn. */
	drawn(): Promise<void>;
}

export function distance(a: Pixel, b: Pixel): number {
	return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
