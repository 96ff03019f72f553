import proj4 from 'proj4';
import type { Position } from '../geometry/types.ts';
import { knownCrs } from './crs-table.ts';
import { lngLatToMercator, MERCATOR_WIDTH, mercatorToLngLat } from './tile-grid.ts';

/** Between degrees (or Web Mercator metres) and the coordinates of a raster. Not finite: no such place. */
export interface Projector {
	fromLngLat(lng: number, lat: number): Position;
	fromMercator(x: number, y: number): Position;
	toLngLat(x: number, y: number): Position;
	/** After so many units in x the same place comes again. */
	readonly period?: number;
}

const NOWHERE: Position = [NaN, NaN];

const mercator: Projector = {
	fromLngLat: lngLatToMercator,
	fromMercator: (x, y) => [x, y],
	toLngLat: mercatorToLngLat,
	period: MERCATOR_WIDTH
};

const geographic: Projector = {
	fromLngLat: (lng, lat) => [lng, lat],
	fromMercator: mercatorToLngLat,
	toLngLat: (x, y) => [x, y],
	period: 360
};

/**
 * For a coordinate system by EPSG code, with its proj definition where the table holds none.
 * `undefined`: the definition is missing or not understood.
 */
export function projectorOf(code: number, definition?: string): Projector | undefined {
	const known = knownCrs(code);
	if (known === 'mercator') return mercator;
	if (known === 'geographic') return geographic;
	const text = known?.definition ?? definition;
	return text === undefined ? undefined : projected(text);
}

function projected(definition: string): Projector | undefined {
	const converter = converterOf(definition);
	if (converter === undefined) return undefined;
	const fromLngLat = (lng: number, lat: number) => attempt(converter.forward, lng, lat);
	return {
		fromLngLat,
		fromMercator(x, y) {
			const [lng, lat] = mercatorToLngLat(x, y);
			return fromLngLat(lng, lat);
		},
		toLngLat: (x, y) => attempt(converter.inverse, x, y),
		...(/\+proj=(longlat|latlong)/.test(definition) ? { period: 360 } : {})
	};
}

function converterOf(definition: string): proj4.Converter | undefined {
	try {
		return proj4('+proj=longlat +datum=WGS84 +no_defs', definition);
	} catch {
		return undefined;
	}
}

function attempt(convert: proj4.Converter['forward'], x: number, y: number): Position {
	try {
		const [a = NaN, b = NaN] = convert([x, y]);
		return [a, b];
	} catch {
		return NOWHERE;
	}
}
