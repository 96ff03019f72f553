import type { Feature as GeoJsonFeature } from 'geojson';
import { graticule, graticuleStep, type GraticuleLine } from '#core/geometry/graticule.ts';
import { wrapLongitude } from '#core/geometry/format-coordinates.ts';
import type { MapLibreMap } from '../maplibre.ts';
import type { Padding } from '../view-types.ts';

/** Lines are at least this many pixels apart. */
const LEAST_PIXELS = 130;

interface Graticule {
	readonly lines: GeoJsonFeature[];
	readonly texts: GeoJsonFeature[];
	/** Changes when the lines have to be drawn anew. */
	readonly key: string;
}

/** The graticule of what the map shows, with its degrees along the right and the lower edge. */
export function graticuleFeatures(map: MapLibreMap, padding: Padding): Graticule {
	const zoom = map.getZoom();
	const step = graticuleStep((LEAST_PIXELS * 360) / (512 * 2 ** zoom));
	const bounds = map.getBounds();
	const view = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
	const lines = graticule(grown(view, step), step);
	const { width, height } = map.getCanvas().getBoundingClientRect();
	const corner = map.unproject([width - padding.right - 6, height - padding.bottom - 6]);
	const upright = map.getBearing() === 0 && map.getPitch() === 0;
	return {
		lines: lines.map(({ geometry }, i) => ({
			type: 'Feature',
			geometry: geometry as unknown as GeoJSON.LineString,
			properties: { id: i }
		})),
		texts: upright ? lines.map((line, i) => text(line, i, [corner.lng, corner.lat])) : [],
		key: `${step}/${[corner.lng, corner.lat, zoom].map((n) => n.toFixed(4)).join('/')}/${upright}`
	};
}

function text(
	{ axis, value }: GraticuleLine,
	id: number,
	[lng, lat]: readonly [number, number]
): GeoJsonFeature {
	const meridian = axis === 'meridian';
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: meridian ? [value, lat] : [lng, value] },
		properties: {
			id,
			text: degrees(meridian ? wrapLongitude(value) : value, meridian ? 'EW' : 'NS'),
			anchor: meridian ? 'bottom' : 'right'
		}
	};
}

/** `5°E`, `52°30′N`; nothing but the sign for the equator and the prime meridian. */
function degrees(value: number, sides: string): string {
	const minutes = Math.round(Math.abs(value) * 60);
	const rest = minutes % 60;
	const side = minutes === 0 || minutes === 180 * 60 ? '' : sides.charAt(value < 0 ? 1 : 0);
	const whole = `${Math.floor(minutes / 60)}°`;
	return rest === 0 ? whole + side : `${whole}${String(rest).padStart(2, '0')}′${side}`;
}

/** A little beyond the view, so that lines are there while the map is dragged. */
function grown(
	[west, south, east, north]: readonly [number, number, number, number],
	by: number
): readonly [number, number, number, number] {
	// Not around the world twice: lines over lines would be darker.
	const dx = Math.max(0, Math.min((east - west) / 2 + by, (359.9 - (east - west)) / 2));
	const dy = (north - south) / 2 + by;
	return [west - dx, south - dy, east + dx, north + dy];
}
