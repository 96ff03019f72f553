import type { WmsConfig } from '../layer/source-config.ts';
import type { WmsVersion } from './types.ts';

/** `[west, south, east, north]` in the units of the CRS, x before y. */
export type Box = readonly [number, number, number, number];

/** Names by which services offer Web Mercator, the first that is offered is used. */
export const MERCATOR = [
	'EPSG:3857',
	'EPSG:900913',
	'EPSG:102100',
	'EPSG:102113',
	'EPSG:3785'
] as const;

/** What we ask for ourselves; in the address that a person gave it would stand twice. */
const OURS = new Set(
	(
		'service request version layers styles style layer crs srs bbox width height format transparent ' +
		'time elevation exceptions query_layers info_format feature_count i j x y sld_version'
	).split(' ')
);

type Parameters = readonly (readonly [string, string])[];

export function capabilitiesUrl(url: string, version?: WmsVersion): string {
	return withParameters(url, [
		['SERVICE', 'WMS'],
		...(version ? ([['VERSION', version]] as const) : []),
		['REQUEST', 'GetCapabilities']
	]);
}

export interface Picture {
	readonly box: Box;
	readonly width: number;
	readonly height: number;
	/** As the service wants to hear it. */
	readonly time?: string | undefined;
}

export function mapUrl(config: WmsConfig, picture: Picture): string {
	return withParameters(config.url, [
		['SERVICE', 'WMS'],
		['VERSION', config.version],
		['REQUEST', 'GetMap'],
		...pictureParameters(config, picture)
	]);
}

/** `column` and `row` of the pixel of the picture, from its top left corner. */
export interface Click extends Picture {
	readonly column: number;
	readonly row: number;
}

export function featureInfoUrl(config: WmsConfig, click: Click): string {
	const [column, row] = config.version === '1.3.0' ? (['I', 'J'] as const) : (['X', 'Y'] as const);
	return withParameters(config.url, [
		['SERVICE', 'WMS'],
		['VERSION', config.version],
		['REQUEST', 'GetFeatureInfo'],
		...pictureParameters(config, click),
		['QUERY_LAYERS', config.layers],
		['INFO_FORMAT', config.infoFormat ?? 'text/plain'],
		['FEATURE_COUNT', '10'],
		[column, String(click.column)],
		[row, String(click.row)]
	]);
}

/** For services that give no picture of their own in the style. */
export function legendUrl(config: WmsConfig): string {
	const [layer = ''] = config.layers.split(',');
	const [style = ''] = (config.styles ?? '').split(',');
	return withParameters(config.url, [
		['SERVICE', 'WMS'],
		['VERSION', config.version],
		['REQUEST', 'GetLegendGraphic'],
		['LAYER', layer],
		['STYLE', style],
		['FORMAT', 'image/png'],
		// Services of 1.3.0 require it.
		['SLD_VERSION', '1.1.0']
	]);
}

function pictureParameters(config: WmsConfig, { box, width, height, time }: Picture): Parameters {
	const crs = requestCrs(config);
	const opaque = !config.transparent || /jpe?g/i.test(config.format);
	return [
		['LAYERS', config.layers],
		// Has to be there, also empty.
		['STYLES', config.styles ?? ''],
		[config.version === '1.3.0' ? 'CRS' : 'SRS', crs],
		['BBOX', boxOf(box, config.version, crs).map(decimal).join(',')],
		['WIDTH', String(width)],
		['HEIGHT', String(height)],
		['FORMAT', config.format],
		['TRANSPARENT', opaque ? 'FALSE' : 'TRUE'],
		...(time === undefined ? [] : [[config.temporal?.parameter ?? 'TIME', time] as const]),
		...Object.entries(config.dimensions ?? {}).map(
			([name, value]) => [dimensionParameter(name), value] as const
		)
	];
}

/** The CRS to ask in. Before 1.3.0 there was no `CRS:84`, and `EPSG:4326` was the same. */
export function requestCrs({ crs = 'EPSG:3857', version }: WmsConfig): string {
	return crs === 'CRS:84' && version === '1.1.1' ? 'EPSG:4326' : crs;
}

/** From 1.3.0 on, axes are in the order of the CRS: latitude first in EPSG:4326. */
function boxOf([west, south, east, north]: Box, version: WmsVersion, crs: string): Box {
	return version === '1.3.0' && crs === 'EPSG:4326'
		? [south, west, north, east]
		: [west, south, east, north];
}

/** Without an exponent, which services do not read. */
function decimal(value: number): string {
	return Math.abs(value) < 1e-6 ? '0' : String(value);
}

/** `time` and `elevation` are sent by their names, all others as `DIM_NAME`. */
function dimensionParameter(name: string): string {
	const upper = name.toUpperCase();
	return ['TIME', 'ELEVATION'].includes(upper) || upper.startsWith('DIM_') ? upper : `DIM_${upper}`;
}

/** The address as the person gave it (`map=`, tokens), without what we say ourselves, and with that. */
function withParameters(url: string, parameters: Parameters): string {
	const [address = '', query = ''] = (url.split('#')[0] ?? '').split(/\?(.*)/s);
	const said = new Set(parameters.map(([name]) => name.toLowerCase()));
	const theirs = query
		.split('&')
		.filter((part) => part !== '' && !OURS.has(keyOf(part)) && !said.has(keyOf(part)));
	const ours = parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
	return `${address}?${[...theirs, ...ours].join('&')}`;
}

function keyOf(part: string): string {
	const key = part.split('=')[0] ?? '';
	try {
		return decodeURIComponent(key).toLowerCase();
	} catch {
		return key.toLowerCase();
	}
}

/** Readable where the standard allows it: these characters separate nothing in a query. */
function encoded(text: string): string {
	return encodeURIComponent(text).replaceAll(/%(2C|3A|2F)/g, (code) => decodeURIComponent(code));
}
