import type { Extent } from '#core/geometry/types.ts';
import type { TileSource } from '#lib/raster/tile-source.ts';
import type { LayerQuestion } from './raster/raster-types.ts';

/** `[lng, lat]`, WGS 84 degrees. */
export type LngLat = readonly [number, number];

/** What the map shows. Zoom as in Web Mercator with 512 px tiles; bearing and pitch in degrees. */
export interface Camera {
	readonly center: LngLat;
	readonly zoom: number;
	readonly bearing: number;
	readonly pitch: number;
}

/**
 * `select` picks and moves nothing; `edit` opens the shape of what is picked (vertices, moving);
 * `hole` cuts a hole into the picked polygon; the `measure-*` tools draw and write nothing.
 */
export const TOOLS = [
	'select',
	'edit',
	'point',
	'line',
	'polygon',
	'rectangle',
	'circle',
	'freehand',
	'freehand-line',
	'hole',
	'measure-line',
	'measure-area'
] as const;
export type Tool = (typeof TOOLS)[number];

/** Features that are picked; always of one layer. */
export interface Selection {
	readonly layerId: string;
	readonly ids: readonly string[];
}

/** What the next click or key does; worded by the interface. */
export type Hint =
	| 'point-place'
	| 'line-start'
	| 'line-next'
	| 'line-finish'
	| 'polygon-start'
	| 'polygon-next'
	| 'polygon-finish'
	| 'rectangle-start'
	| 'rectangle-finish'
	| 'circle-start'
	| 'circle-finish'
	| 'freehand-start'
	| 'freehand-drawing'
	| 'tool-away'
	| 'edit-pick'
	| 'edit-drag'
	| 'hole-pick'
	| 'hole-start'
	| 'hole-next'
	| 'hole-finish';

/** The shape being drawn or edited. */
export interface Sketch {
	readonly hint: Hint;
	/** Vertices placed so far; of an edited shape all of them. */
	readonly vertices: number;
	/** Geodesic length of a line or outline in metres; `null` while there is none. */
	readonly lengthMetres: number | null;
	/** Geodesic area in m²; `null` for lines and points. */
	readonly areaSquareMetres: number | null;
	/** Only while a circle is drawn. */
	readonly radiusMetres: number | null;
	readonly canFinish: boolean;
	readonly canUndoVertex: boolean;
	/**
	 * Someone else changed the edited shape while it was being dragged. Finishing the drag keeps what
	 * is dragged and replaces theirs.
	 */
	readonly conflict: boolean;
}

/**
 * Things that happened which a person should be told, once. `layerId` and `featureId` where known.
 * - `removed-elsewhere`: the shape being edited was deleted by someone else; editing ended.
 * - `changed-elsewhere`: someone else changed the shape while it was dragged (see `Sketch.conflict`).
 * - `replaced-elsewhere`: such a drag was finished; ours now stands in place of theirs.
 * - `crosses-date-line`: a shape across ±180° was not kept.
 * - `not-a-shape`: too small, or without area, to be kept.
 * - `hole-outside`: a hole has to lie inside the polygon it is cut into.
 * - `layer-full`, `too-many-vertices`: limits.
 * - `read-only`: the layer cannot be edited by this person.
 * - `layer-hidden`: the active layer was hidden; it is shown again for drawing.
 */
export type NoticeKind =
	| 'removed-elsewhere'
	| 'changed-elsewhere'
	| 'replaced-elsewhere'
	| 'crosses-date-line'
	| 'not-a-shape'
	| 'hole-outside'
	| 'layer-full'
	| 'too-many-vertices'
	| 'read-only'
	| 'layer-hidden';

export interface NoticeDetail {
	readonly layerId?: string | undefined;
	readonly featureId?: string | undefined;
}

export type NoticeListener = (kind: NoticeKind, detail: NoticeDetail) => void;

/** A secondary click or long press on the map. */
export interface MapMenuRequest {
	readonly lngLat: LngLat;
	/** CSS pixels from the top left corner of the map. */
	readonly point: readonly [number, number];
	readonly hit: Hit | null;
}

/** A feature under the pointer. */
export interface Hit {
	readonly layerId: string;
	readonly featureId: string;
}

/** A mark on the map where something is talked about. */
export interface TalkPin {
	/** Of the thread that it opens. */
	readonly id: string;
	readonly lngLat: LngLat;
	/** Comments behind it. */
	readonly count: number;
	readonly unread: boolean;
	/** What it is, in words. */
	readonly label: string;
}

/** A credit for what is visible. `href` is `null` where the source has no page. */
export interface Attribution {
	readonly text: string;
	readonly href: string | null;
}

/**
 * `failing`: some tiles of an online basemap do not arrive. `unreachable`: none did; the embedded
 * chart is shown instead.
 */
export type BasemapStatus = 'ok' | 'failing' | 'unreachable';

/** CSS pixels around the map that panels cover; fitting keeps clear of them. */
export interface Padding {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

/** What the mounted map does for `MapViewState`. */
export interface MapCommands {
	flyTo(target: Partial<Camera>, animated: boolean): void;
	fit(extent: Extent, animated: boolean): void;
	zoomBy(levels: number): void;
	finish(): void;
	cancel(): void;
	undoVertex(): void;
	deleteSelection(): void;
	focus(): void;
	project(lngLat: LngLat): readonly [number, number];
	identify(at: LngLat): LayerQuestion[];
	retryRaster(layerId: string): void;
	rasterSource(layerId: string): TileSource | undefined;
	extent(): Extent;
}
