import { TerraDraw, TerraDrawModeUndoRedo, type GeoJSONStoreFeatures } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Geometry, Position } from '#core/geometry/types.ts';
import { CANCEL_KEY, FINISH_KEY, modeFor, type SketchTool } from './modes.ts';
import type { Drawn } from './sketch-of.ts';
import type { Snapper } from './snapper.ts';
import type { DrawSurface } from './surface.ts';

interface SketcherOptions {
	readonly surface: DrawSurface;
	readonly snapper: Snapper;
	readonly tool: SketchTool;
	/** `undefined`: nothing is being drawn. */
	readonly onChange: (drawn: Drawn | undefined) => void;
	readonly onFinish: (geometry: Geometry) => void;
}

/** 1 cm, as documents keep it. */
const COORDINATE_PRECISION = 7;
const REACH = { fine: 14, coarse: 34 } as const;

/**
 * Draws one kind of new shape with Terra Draw, from start to stop. Terra Draw holds the shape only
 * until it is finished: documents hold what is kept.
 */
export class Sketcher {
	readonly #options: SketcherOptions;
	readonly #draw: TerraDraw;
	readonly #mode: ReturnType<typeof modeFor>;

	constructor(options: SketcherOptions) {
		this.#options = options;
		const { surface, snapper, tool } = options;
		const coarse = matchMedia('(pointer: coarse)').matches;
		this.#mode = modeFor(tool, {
			theme: surface.theme,
			reach: REACH[coarse ? 'coarse' : 'fine'],
			snap: ({ containerX, containerY }) => {
				const snapped = snapper.snap([containerX, containerY]);
				return snapped && [snapped[0], snapped[1]];
			}
		});
		this.#draw = new TerraDraw({
			adapter: new TerraDrawMapLibreGLAdapter({
				map: surface.engine,
				renderBelowLayerId: surface.topMarker,
				coordinatePrecision: COORDINATE_PRECISION
			}),
			modes: [this.#mode],
			undoRedo: { modeLevel: new TerraDrawModeUndoRedo() }
		});
		this.#draw.on('change', () => this.#options.onChange(this.#drawn()));
		this.#draw.on('finish', (id) => this.#onFinish(id));
		this.#draw.start();
		this.#draw.setMode(tool);
	}

	/** True when a shape was begun. */
	get isDrawing(): boolean {
		return this.#draw.enabled && this.#current() !== undefined;
	}

	finish(): void {
		this.#key(FINISH_KEY);
	}

	/** Throws the begun shape away. */
	cancel(): void {
		this.#key(CANCEL_KEY);
		this.clear();
	}

	/** Takes back the vertex that was placed last. */
	undoVertex(): void {
		if (this.#draw.canUndo()) this.#draw.undo();
	}

	/** Takes finished shapes off the map. */
	clear(): void {
		if (this.#draw.enabled) this.#draw.clear();
	}

	stop(): void {
		if (this.#draw.enabled) this.#draw.stop();
	}

	/** The modes have no methods for this, only keys. */
	#key(key: string): void {
		if (!this.#draw.enabled) return;
		this.#mode.onKeyUp({ key, heldKeys: [], preventDefault: () => undefined });
	}

	#onFinish(id: string | number): void {
		const feature = this.#draw.getSnapshotFeature(id);
		if (feature) this.#options.onFinish(asGeometry(feature.geometry));
	}

	#current(): GeoJSONStoreFeatures | undefined {
		return this.#draw
			.getSnapshot()
			.find(({ properties }) => properties['currentlyDrawing'] === true);
	}

	#drawn(): Drawn | undefined {
		const feature = this.#draw.enabled ? this.#current() : undefined;
		if (!feature) return undefined;
		const { properties, geometry } = feature;
		const radius = properties['radiusKilometers'];
		return {
			geometry: asGeometry(geometry),
			placed: placedIn(feature),
			radiusMetres: typeof radius === 'number' ? radius * 1000 : null
		};
	}
}

/** Areas carry the count; the last vertex of a line is the one under the pointer. */
function placedIn({ geometry, properties }: GeoJSONStoreFeatures): number {
	const count = properties['committedCoordinateCount'];
	if (typeof count === 'number') return count;
	return geometry.type === 'LineString' ? geometry.coordinates.length - 1 : 0;
}

/** Terra Draw knows three kinds of geometry, without heights. */
function asGeometry(geometry: GeoJSONStoreFeatures['geometry']): Geometry {
	switch (geometry.type) {
		case 'Point':
			return { type: 'Point', coordinates: flat(geometry.coordinates) };
		case 'LineString':
			return { type: 'LineString', coordinates: geometry.coordinates.map(flat) };
		case 'Polygon':
			return { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(flat)) };
	}
}

function flat([lng = 0, lat = 0]: readonly number[]): Position {
	return [lng, lat];
}
