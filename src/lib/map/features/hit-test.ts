import type { MapGeoJSONFeature } from 'maplibre-gl';
import type { MapLibreMap } from '../maplibre.ts';
import type { Hit } from '../view-types.ts';

/** Pixels around the pointer in which lines and points are hit. */
const TOLERANCE = { mouse: 10, touch: 18 } as const;

/**
 * The feature a person means at a pixel of the map: a point or a line close by before the area under
 * them, and within each kind the topmost. `layers` are style layers, bottom to top.
 */
export function hitTest(
	map: MapLibreMap,
	[x, y]: readonly [number, number],
	options: { readonly layers: readonly string[]; readonly touch: boolean }
): Hit | null {
	const tolerance = TOLERANCE[options.touch ? 'touch' : 'mouse'];
	const near: [[number, number], [number, number]] = [
		[x - tolerance, y - tolerance],
		[x + tolerance, y + tolerance]
	];
	const points = options.layers.filter((id) => id.endsWith('/point'));
	const lines = options.layers.filter((id) => id.endsWith('/line'));
	const fills = options.layers.filter((id) => id.endsWith('/fill'));
	// Outlines of areas count only where they are hit exactly: else every border would win.
	return (
		first(map.queryRenderedFeatures(near, { layers: points })) ??
		first(map.queryRenderedFeatures(near, { layers: lines }), isLine) ??
		first(map.queryRenderedFeatures([x, y], { layers: [...fills, ...lines] }))
	);
}

/** All features within a radius of a pixel, the topmost first. */
export function hitsNear(
	map: MapLibreMap,
	[x, y]: readonly [number, number],
	{ layers, radius }: { readonly layers: readonly string[]; readonly radius: number }
): Hit[] {
	const found = map.queryRenderedFeatures(
		[
			[x - radius, y - radius],
			[x + radius, y + radius]
		],
		{ layers: [...layers] }
	);
	const seen = new Set<string>();
	return found.flatMap((feature) => {
		const hit = asHit(feature);
		if (!hit || seen.has(hit.featureId)) return [];
		seen.add(hit.featureId);
		return [hit];
	});
}

function first(
	features: readonly MapGeoJSONFeature[],
	accepts: (feature: MapGeoJSONFeature) => boolean = () => true
): Hit | null {
	const feature = features.find(accepts);
	return feature ? asHit(feature) : null;
}

function isLine({ geometry }: MapGeoJSONFeature): boolean {
	return geometry.type === 'LineString' || geometry.type === 'MultiLineString';
}

function asHit({ source, id }: MapGeoJSONFeature): Hit | null {
	return id === undefined
		? null
		: { layerId: source.slice('layer:'.length), featureId: String(id) };
}
