import { measureGeometry } from '#core/geometry/measure-geometry.ts';
import type { Geometry, LineString, Polygon, Position } from '#core/geometry/types.ts';
import type { Hint, Sketch } from '#lib/map/view-types.ts';
import type { SketchTool } from './modes.ts';

/** A feature of Terra Draw's store while it is drawn. */
export interface Drawn {
	readonly geometry: Geometry;
	/** Vertices that were placed; the one under the pointer is not among them. */
	readonly placed: number;
	readonly radiusMetres: number | null;
}

/** What the interface says about the shape that is being drawn. */
export function sketchOf(tool: SketchTool, drawn: Drawn | undefined): Sketch {
	if (!drawn) return { ...NOTHING, hint: hintOf(tool, undefined) };
	return {
		...NOTHING,
		...measureGeometry(withoutRepeats(drawn.geometry)),
		hint: hintOf(tool, drawn),
		vertices: drawn.placed,
		radiusMetres: drawn.radiusMetres,
		canFinish: drawn.placed >= LEAST[tool],
		canUndoVertex: BY_VERTEX.has(tool)
	};
}

const NOTHING: Omit<Sketch, 'hint'> = {
	vertices: 0,
	lengthMetres: null,
	areaSquareMetres: null,
	radiusMetres: null,
	canFinish: false,
	canUndoVertex: false,
	conflict: false
};

/** Vertices after which a shape can be finished. Dragged shapes can be at any time. */
const LEAST: Readonly<Record<SketchTool, number>> = {
	point: Infinity,
	line: 2,
	'measure-line': 2,
	polygon: 3,
	hole: 3,
	'measure-area': 3,
	rectangle: 0,
	circle: 0,
	freehand: 0,
	'freehand-line': 0
};

const BY_VERTEX: ReadonlySet<SketchTool> = new Set([
	'line',
	'polygon',
	'hole',
	'measure-line',
	'measure-area'
]);

function hintOf(tool: SketchTool, drawn: Drawn | undefined): Hint {
	switch (tool) {
		case 'point':
			return 'point-place';
		case 'line':
		case 'measure-line':
			return drawn ? byCount(drawn.placed, 2, 'line') : 'line-start';
		case 'polygon':
		case 'measure-area':
			return drawn ? byCount(drawn.placed, 3, 'polygon') : 'polygon-start';
		case 'hole':
			return drawn ? byCount(drawn.placed, 3, 'hole') : 'hole-start';
		case 'rectangle':
			return drawn ? 'rectangle-finish' : 'rectangle-start';
		case 'circle':
			return drawn ? 'circle-finish' : 'circle-start';
		case 'freehand':
		case 'freehand-line':
			return drawn ? 'freehand-drawing' : 'freehand-start';
	}
}

function byCount<T extends 'line' | 'polygon' | 'hole'>(
	placed: number,
	least: number,
	kind: T
): `${T}-next` | `${T}-finish` {
	return placed < least ? `${kind}-next` : `${kind}-finish`;
}

/** Terra Draw keeps the vertex under the pointer twice at times; a ring of two has no area yet. */
function withoutRepeats(geometry: Geometry): Geometry {
	if (geometry.type === 'LineString') return { ...geometry, coordinates: distinct(geometry) };
	if (geometry.type !== 'Polygon') return geometry;
	const ring = distinct({ type: 'LineString', coordinates: geometry.coordinates[0] ?? [] });
	const polygon: Polygon = { type: 'Polygon', coordinates: [ring] };
	const line: LineString = { type: 'LineString', coordinates: ring.slice(0, -1) };
	return ring.length >= 4 ? polygon : line;
}

function distinct({ coordinates }: LineString): Position[] {
	return coordinates.filter((position, i) => {
		const before = coordinates[i - 1];
		return before?.[0] !== position[0] || before[1] !== position[1];
	});
}
