import type { Feature as GeoJsonFeature } from 'geojson';
import type { Feature } from '#core/feature/types.ts';
import { pointOnSurface } from '#core/geometry/point-on-surface.ts';

/** A feature as the map's source wants it: its id, its drawing order, and nothing it does not draw. */
export function toGeoJson(feature: Feature): GeoJsonFeature {
	return {
		type: 'Feature',
		// The map reads coordinates and never writes them, so that they need not be copied.
		geometry: feature.geometry as GeoJsonFeature['geometry'],
		properties: { id: feature.id, o: feature.order }
	};
}

/** Longest name that is written on the map; the inspector has the rest. */
const LONGEST_NAME = 80;

/** The place and the words of a feature's label, or `undefined` when it has no name. */
export function toLabel(feature: Feature): GeoJsonFeature | undefined {
	const name = nameOf(feature);
	const at = name === '' ? undefined : pointOnSurface(feature.geometry);
	if (!at) return undefined;
	const point = feature.geometry.type === 'Point' || feature.geometry.type === 'MultiPoint';
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [at[0], at[1]] },
		properties: { id: feature.id, o: feature.order, name, ...(point ? { point } : {}) }
	};
}

function nameOf({ properties }: Feature): string {
	const name = properties['name'];
	if (typeof name !== 'string' && typeof name !== 'number') return '';
	return String(name).trim().slice(0, LONGEST_NAME);
}
