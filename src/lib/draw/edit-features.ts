import type { Feature as GeoJsonFeature } from 'geojson';
import type { Geometry } from '#core/geometry/types.ts';
import { sameAt, type VertexRef } from '#core/geometry/vertices.ts';
import type { Handle } from './edit-handles.ts';

/** The edited shape and its handles as the map draws them; `part` says which is which. */
export function editFeatures(
	geometry: Geometry,
	handles: readonly Handle[],
	active: VertexRef | undefined
): GeoJsonFeature[] {
	return [
		feature(geometry, 'shape'),
		...handles.map(({ kind, ref, at }) =>
			feature({ type: 'Point', coordinates: at }, isActive(kind, ref, active) ? 'active' : kind)
		)
	];
}

function isActive(kind: Handle['kind'], ref: VertexRef, active: VertexRef | undefined): boolean {
	return (
		kind === 'vertex' &&
		active !== undefined &&
		ref.index === active.index &&
		sameAt(ref.at, active.at)
	);
}

function feature(geometry: Geometry, part: string): GeoJsonFeature {
	return {
		type: 'Feature',
		geometry: geometry as GeoJsonFeature['geometry'],
		properties: { part }
	};
}
