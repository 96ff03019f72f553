import type { Feature } from '../feature/types.ts';
import type { Geometry, Position, Ring } from '../geometry/types.ts';

/**
 * Features → text of a GeoJSON FeatureCollection as RFC 7946 wants it: WGS 84, `[lng, lat]`, at most
 * 7 decimals, outer rings counter-clockwise and holes clockwise (§3.1.6), lowest feature first.
 * A feature that came from a file with an id of its own gets that id back.
 */
export function writeGeoJson(features: Iterable<Feature>): string {
	const sorted = [...features].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
	const lines = sorted.map((feature) => JSON.stringify(toGeoJsonFeature(feature)));
	return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}

function toGeoJsonFeature(feature: Feature): {
	type: 'Feature';
	id: string | number;
	geometry: Geometry;
	properties: Feature['properties'];
} {
	return {
		type: 'Feature',
		id: feature.sourceId ?? feature.id,
		geometry: rightHanded(feature.geometry),
		properties: feature.properties
	};
}

function rightHanded(geometry: Geometry): Geometry {
	switch (geometry.type) {
		case 'Polygon':
			return { ...geometry, coordinates: windRings(geometry.coordinates) };
		case 'MultiPolygon':
			return { ...geometry, coordinates: geometry.coordinates.map(windRings) };
		case 'GeometryCollection':
			return { ...geometry, geometries: geometry.geometries.map(rightHanded) };
		default:
			return geometry;
	}
}

function windRings(rings: readonly Ring[]): Ring[] {
	return rings.map((ring, i) => (isClockwise(ring) === i > 0 ? ring : [...ring].reverse()));
}

/** By the sign of the planar shoelace sum; a ring without area counts as counter-clockwise. */
function isClockwise(ring: Ring): boolean {
	let sum = 0;
	let previous: Position | undefined;
	for (const position of ring) {
		if (previous) sum += (position[0] - previous[0]) * (position[1] + previous[1]);
		previous = position;
	}
	return sum > 0;
}
