/**
 * Definitions of coordinate systems that marine data of Europe come in, by EPSG code: proj strings of
 * PostGIS's `spatial_ref_sys`. Others are asked for (`/api/crs/{code}`).
 */
const ETRS89 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
const WGS84 = '+datum=WGS84 +units=m +no_defs';

const TABLE: Readonly<Record<number, string>> = {
	2056: '+proj=somerc +lat_0=46.95240555555556 +lon_0=7.439583333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs',
	2154: `+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 ${ETRS89}`,
	2180: `+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 ${ETRS89}`,
	3006: `+proj=utm +zone=33 ${ETRS89}`,
	3031: `+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=0 +k=1 +x_0=0 +y_0=0 ${WGS84}`,
	3034: `+proj=lcc +lat_1=35 +lat_2=65 +lat_0=52 +lon_0=10 +x_0=4000000 +y_0=2800000 ${ETRS89}`,
	3035: `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${ETRS89}`,
	3059: `+proj=tmerc +lat_0=0 +lon_0=24 +k=0.9996 +x_0=500000 +y_0=-6000000 ${ETRS89}`,
	3067: `+proj=utm +zone=35 ${ETRS89}`,
	3301: `+proj=lcc +lat_1=59.33333333333334 +lat_2=58 +lat_0=57.51755393055556 +lon_0=24 +x_0=500000 +y_0=6375000 ${ETRS89}`,
	3346: `+proj=tmerc +lat_0=0 +lon_0=24 +k=0.9998 +x_0=500000 +y_0=0 ${ETRS89}`,
	3395: `+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 ${WGS84}`,
	3413: `+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +k=1 +x_0=0 +y_0=0 ${WGS84}`,
	3575: `+proj=laea +lat_0=90 +lon_0=10 +x_0=0 +y_0=0 ${WGS84}`,
	3763: `+proj=tmerc +lat_0=39.66825833333333 +lon_0=-8.133108333333334 +k=1 +x_0=0 +y_0=0 ${ETRS89}`,
	3976: `+proj=stere +lat_0=-90 +lat_ts=-70 +lon_0=0 +k=1 +x_0=0 +y_0=0 ${WGS84}`,
	3995: `+proj=stere +lat_0=90 +lat_ts=71 +lon_0=0 +k=1 +x_0=0 +y_0=0 ${WGS84}`,
	27700:
		'+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +datum=OSGB36 +units=m +no_defs',
	28992:
		'+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.2369,50.0087,465.658,-0.406857,0.350733,-1.87035,4.0812 +units=m +no_defs'
};

/** Geographic systems that agree with WGS 84 to about a metre. */
const GEOGRAPHIC = new Set([4326, 4258, 4269, 4152, 4979, 4937]);
const MERCATOR = new Set([3857, 3785, 900913, 102100, 102113]);

export type KnownCrs = 'mercator' | 'geographic' | { readonly definition: string };

/** What is known of a coordinate system without asking anybody. */
export function knownCrs(code: number): KnownCrs | undefined {
	if (MERCATOR.has(code)) return 'mercator';
	if (GEOGRAPHIC.has(code)) return 'geographic';
	const definition = TABLE[code] ?? utmDefinition(code);
	return definition === undefined ? undefined : { definition };
}

function utmDefinition(code: number): string | undefined {
	if (code > 32600 && code <= 32660) return `+proj=utm +zone=${code - 32600} ${WGS84}`;
	if (code > 32700 && code <= 32760) return `+proj=utm +zone=${code - 32700} +south ${WGS84}`;
	if (code >= 25828 && code <= 25838) return `+proj=utm +zone=${code - 25800} ${ETRS89}`;
	return undefined;
}
