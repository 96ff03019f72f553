import type { Geometry, Position } from '#core/geometry/types.ts';
import { pathsOf, type Path, type VertexRef } from '#core/geometry/vertices.ts';
import { distance, type Pixel } from './surface.ts';

/** What can be grabbed: a vertex, or the middle of an edge, which becomes one. */
export interface Handle {
	readonly kind: 'vertex' | 'midpoint';
	readonly ref: VertexRef;
	readonly at: readonly [number, number];
	readonly pixel: Pixel;
}

/** Vertices closer than this on the screen share a handle: zoom in to take them apart. */
const APART = 9;
/** Edges shorter than this get no midpoint. */
const EDGE_WITH_MIDPOINT = 44;
/** Around the view, so that handles do not pop up at its edge. */
const MARGIN = 40;

/**
 * Handles of all parts and rings of a geometry that are in view. Their number depends on the screen
 * and not on the shape, so that a coast of ten thousand vertices can be edited too.
 */
export function handlesOf(
	geometry: Geometry,
	project: (lngLat: readonly [number, number]) => Pixel,
	size: Pixel
): Handle[] {
	return pathsOf(geometry).flatMap((path) => pathHandles(path, project, size));
}

function pathHandles(
	path: Path,
	project: (lngLat: readonly [number, number]) => Pixel,
	size: Pixel
): Handle[] {
	const pixels = path.positions.map(([lng, lat]) => project([lng, lat]));
	const handles = [...vertexHandles(path, pixels, size)];
	if (path.edges) handles.push(...midpointHandles(path, pixels, size));
	return handles;
}

function* vertexHandles(path: Path, pixels: readonly Pixel[], size: Pixel): Generator<Handle> {
	const { at, positions, closed, edges } = path;
	let last: Pixel | undefined;
	for (let index = 0; index < (closed ? positions.length - 1 : positions.length); index++) {
		const [pixel, here] = [pixels[index], positions[index]];
		if (!pixel || !here || !isInView(pixel, size)) continue;
		if (edges && last && distance(last, pixel) < APART) continue;
		last = pixel;
		yield { kind: 'vertex', ref: { at, index }, at: flat(here), pixel };
	}
}

function* midpointHandles(
	{ at, positions }: Path,
	pixels: readonly Pixel[],
	size: Pixel
): Generator<Handle> {
	for (let index = 0; index + 1 < positions.length; index++) {
		const [a, b] = [pixels[index], pixels[index + 1]];
		const [here, there] = [positions[index], positions[index + 1]];
		if (!a || !b || !here || !there || distance(a, b) < EDGE_WITH_MIDPOINT) continue;
		const pixel: Pixel = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
		if (!isInView(pixel, size)) continue;
		yield { kind: 'midpoint', ref: { at, index }, at: between(here, there), pixel };
	}
}

/** The handle a pointer means: the nearest, vertices before midpoints. */
export function handleAt(
	handles: readonly Handle[],
	pixel: Pixel,
	reach: number
): Handle | undefined {
	let best: Handle | undefined;
	let least = reach;
	for (const kind of ['vertex', 'midpoint'] as const) {
		for (const handle of handles) {
			const away = distance(handle.pixel, pixel);
			if (handle.kind === kind && away < least) [least, best] = [away, handle];
		}
		if (best) return best;
	}
	return undefined;
}

function isInView([x, y]: Pixel, [width, height]: Pixel): boolean {
	return x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN;
}

function between(a: Position, b: Position): readonly [number, number] {
	return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function flat(position: Position): readonly [number, number] {
	return [position[0], position[1]];
}
