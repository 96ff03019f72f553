import { ok, refuse } from '../util/parsed.ts';
import type { Parsed } from '../util/parsed.ts';

const USER_DEFINED = 32767;
const GEOGRAPHIC_MODEL = 2;
const PIXEL_IS_POINT = 2;

export type GeoKeys = Readonly<Record<string, unknown>>;

/** The EPSG code that a file's keys name. Geographic ones are in longitude, latitude always. */
export function epsgOf(keys: GeoKeys | null): Parsed<number, 'no-crs' | 'user-crs'> {
	if (keys === null) return refuse('no-crs');
	const projected = codeOf(keys['ProjectedCSTypeGeoKey']);
	const geographic = codeOf(keys['GeographicTypeGeoKey']);
	const isGeographic = keys['GTModelTypeGeoKey'] === GEOGRAPHIC_MODEL;
	const code = isGeographic ? geographic : (projected ?? geographic);
	if (code === undefined) return refuse('no-crs');
	// Of a projection of its own only the datum would be known.
	return code === USER_DEFINED ? refuse('user-crs') : ok(code);
}

export function pixelIsPoint(keys: GeoKeys | null): boolean {
	return keys?.['GTRasterTypeGeoKey'] === PIXEL_IS_POINT;
}

function codeOf(value: unknown): number | undefined {
	return typeof value === 'number' && value > 0 ? value : undefined;
}
