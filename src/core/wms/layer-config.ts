import { compactExtent } from '../time/compact-extent.ts';
import type { Bounds, TemporalConfig, WmsConfig } from '../layer/source-config.ts';
import type { LegendConfig } from '../layer/legend-config.ts';
import { ok, refuse, type Parsed } from '../util/parsed.ts';
import { layerNamed } from './find-layers.ts';
import { legendUrl, MERCATOR } from './request-url.ts';
import type { WmsDimension, WmsLayer, WmsService } from './types.ts';

/** `folder`: the layer has no name to ask by. `no-usable-crs`: neither Web Mercator nor WGS 84. */
export type LayerConfigFault = 'folder' | 'no-usable-crs';

/** A layer of a service, ready to be put on a map. */
export interface WmsLayerDraft {
	readonly name: string;
	readonly description: string;
	readonly config: WmsConfig;
	readonly legend: LegendConfig;
	/** The service lists more times than a layer keeps; the latest are kept. */
	readonly timesCut: boolean;
}

export interface LayerChoice {
	/** The address that the person gave. */
	readonly url: string;
	/** Name of a style; the service's own choice if absent. */
	readonly style?: string;
}

/** What a layer keeps of its times, in characters (core/layer/source-config.ts). */
const MOST_TIMES = 60_000;

/** Everything that the service says of a layer, as the configuration of one. */
export function layerConfig(
	service: WmsService,
	layer: WmsLayer,
	{ url, style }: LayerChoice
): Parsed<WmsLayerDraft, LayerConfigFault> {
	if (layer.name === undefined) return refuse('folder');
	const crs = usableCrs(layer.crs);
	if (crs === undefined) return refuse('no-usable-crs');
	const time = timeOf(layer);
	const times = time && compactExtent(time.values, MOST_TIMES);
	const format = pictureFormat(service.mapFormats);
	const config: WmsConfig = {
		url,
		layers: layer.name,
		version: service.version,
		format,
		transparent: !layer.opaque && !/jpe?g/i.test(format),
		...(crs === 'EPSG:3857' ? {} : { crs }),
		...(style === undefined ? {} : { styles: style }),
		...(time && times ? { temporal: temporal(time, times.values) } : {}),
		...dimensions(layer),
		...traits(layer, service)
	};
	return ok({
		name: layer.title || layer.name,
		description: layer.abstract.slice(0, 5_000),
		config,
		legend: legend(layer, config),
		timesCut: times?.cut ?? false
	});
}

function timeOf(layer: WmsLayer): WmsDimension | undefined {
	return layer.dimensions.find(({ name }) => name.toLowerCase() === 'time');
}

/**
 * The configuration with the times that the service lists now: forecasts and rolling archives list
 * others every day. `undefined`: it lists none for these layers.
 */
export function withFreshTimes(config: WmsConfig, service: WmsService): WmsConfig | undefined {
	const names = config.layers.split(',').map((name) => name.trim());
	const layers = names.flatMap((name) => layerNamed(service.root, name) ?? []);
	const time = layers.map(timeOf).find((found) => found !== undefined && found.values !== '');
	if (time === undefined) return undefined;
	const { values } = compactExtent(time.values, MOST_TIMES);
	const parameter = config.temporal?.parameter ?? 'TIME';
	return { ...config, temporal: { ...temporal(time, values), parameter } };
}

function traits(layer: WmsLayer, service: WmsService): Partial<WmsConfig> {
	const { extent, attribution, minScale, maxScale, queryable } = layer;
	const infoFormat = infoFormatOf(service.infoFormats);
	const scales = {
		...(minScale === undefined ? {} : { min: minScale }),
		...(maxScale === undefined ? {} : { max: maxScale })
	};
	return {
		...(extent ? { bounds: boundsOf(extent) } : {}),
		queryable: queryable && infoFormat !== undefined,
		...(infoFormat === undefined ? {} : { infoFormat }),
		...(attribution ? { attribution: attribution.title.slice(0, 1_000) } : {}),
		...(Object.keys(scales).length === 0 ? {} : { scaleDenominators: scales })
	};
}

function boundsOf([west, south, east, north]: NonNullable<WmsLayer['extent']>): Bounds {
	return [
		[west, south],
		[east, north]
	];
}

function temporal(time: WmsDimension, values: string): TemporalConfig {
	return {
		enabled: true,
		parameter: 'TIME',
		values,
		...(time.default === undefined ? {} : { default: time.default }),
		...(time.nearestValue ? { nearestValue: true } : {})
	};
}

/** Each dimension but time at the value that the service starts with. */
function dimensions({ dimensions }: WmsLayer): Pick<WmsConfig, 'dimensions'> {
	const others = dimensions.filter(({ name }) => name.toLowerCase() !== 'time');
	const chosen = others.flatMap((one) => {
		const value = one.default ?? one.values.split(/[,/]/)[0]?.trim() ?? '';
		const name = one.name.toLowerCase() === 'elevation' ? 'ELEVATION' : one.name;
		return value === '' ? [] : [[name, value] as const];
	});
	return chosen.length === 0 ? {} : { dimensions: Object.fromEntries(chosen) };
}

/** Nothing listed: Web Mercator, which nearly every service draws without saying so. */
function usableCrs(offered: readonly string[]): NonNullable<WmsConfig['crs']> | undefined {
	if (offered.length === 0) return 'EPSG:3857';
	const usable = [...MERCATOR, 'CRS:84', 'EPSG:4326'] as const;
	return usable.find((code) => offered.includes(code));
}

const FORMATS = [
	/^image\/png$/i,
	/^image\/png/i,
	/^image\/webp/i,
	/^image\/gif/i,
	/^image\/jpe?g/i
];

/** PNG can be seen through; JPEG is the last resort. */
function pictureFormat(offered: readonly string[]): string {
	for (const form of FORMATS) {
		const found = offered.find((format) => form.test(format));
		if (found !== undefined) return found;
	}
	return 'image/png';
}

const INFO_FORMATS = [
	/^application\/geo\+?json/i,
	/^application\/json/i,
	/^application\/vnd\.ogc\.gml/i,
	/^(text|application)\/xml/i,
	/^text\/html/i,
	/^text\/plain/i
];

function infoFormatOf(offered: readonly string[]): string | undefined {
	for (const form of INFO_FORMATS) {
		const found = offered.find((format) => form.test(format));
		if (found !== undefined) return found;
	}
	return offered[0];
}

function legend(layer: WmsLayer, config: WmsConfig): LegendConfig {
	const style = layer.styles.find(({ name }) => name === config.styles) ?? layer.styles[0];
	return { type: 'image', url: style?.legendUrl ?? legendUrl(config) };
}
