import { ringsContain } from '#core/geometry/contains.ts';
import { extentOf } from '#core/geometry/extent-of.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { pathsOf, type VertexRef } from '#core/geometry/vertices.ts';
import { handleAt, type Handle } from './edit-handles.ts';
import { distance, type DrawSurface, type Pixel } from './surface.ts';

/** What a press on the map takes hold of. */
export type Grab =
	| {
			readonly kind: 'vertex' | 'midpoint';
			readonly ref: VertexRef;
			readonly at: readonly [number, number];
	  }
	| { readonly kind: 'body'; readonly from: readonly [number, number] };

const REACH = { mouse: 11, touch: 22 } as const;

/** A vertex, an edge's middle, or the whole shape; `undefined` when the press is beside it. */
export function grabAt(
	surface: DrawSurface,
	geometry: Geometry,
	options: {
		readonly handles: readonly Handle[];
		readonly pixel: Pixel;
		readonly pointer: 'mouse' | 'touch';
	}
): Grab | undefined {
	const reach = REACH[options.pointer];
	const handle = handleAt(options.handles, options.pixel, reach);
	if (handle) return { kind: handle.kind, ref: handle.ref, at: handle.at };
	const from = surface.unproject(options.pixel);
	const body = contains(geometry, from)
		? !fillsView(surface, geometry)
		: isNearLine(surface, geometry, options.pixel, reach / 2);
	return body ? { kind: 'body', from } : undefined;
}

/** From inside an area that fills the screen a drag moves the map: it could not be grabbed else. */
function fillsView(surface: DrawSurface, geometry: Geometry): boolean {
	const extent = extentOf([geometry]);
	if (!extent) return false;
	const [left, bottom] = surface.project([extent[0], extent[1]]);
	const [right, top] = surface.project([extent[2], extent[3]]);
	const [width, height] = surface.size();
	return right - left > width && bottom - top > height;
}

function contains(geometry: Geometry, at: readonly [number, number]): boolean {
	switch (geometry.type) {
		case 'Polygon':
			return ringsContain(geometry.coordinates, at);
		case 'MultiPolygon':
			return geometry.coordinates.some((rings) => ringsContain(rings, at));
		case 'GeometryCollection':
			return geometry.geometries.some((part) => contains(part, at));
		default:
			return false;
	}
}

function isNearLine(
	surface: DrawSurface,
	geometry: Geometry,
	pixel: Pixel,
	reach: number
): boolean {
	return pathsOf(geometry).some(({ positions, edges }) => {
		if (!edges) return false;
		const pixels = positions.map(([lng, lat]) => surface.project([lng, lat]));
		return pixels.some((b, i) => {
			const a = pixels[i - 1];
			return a !== undefined && toSegment(pixel, a, b) < reach;
		});
	});
}

function toSegment(p: Pixel, a: Pixel, b: Pixel): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const squared = dx * dx + dy * dy;
	const along = squared === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared;
	const t = Math.max(0, Math.min(1, along));
	return distance(p, [a[0] + t * dx, a[1] + t * dy]);
}
