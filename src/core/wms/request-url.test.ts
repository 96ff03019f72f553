import { describe, expect, test } from 'vitest';
import { wmsConfigSchema, type WmsConfig } from '../layer/source-config.ts';
import { layerConfig, withFreshTimes } from './layer-config.ts';
import { layerNamed } from './find-layers.ts';
import { readCapabilities } from './read-capabilities.ts';
import { capabilitiesUrl, featureInfoUrl, legendUrl, mapUrl, type Box } from './request-url.ts';
import { bytesOf, capabilities130, SEA_111, SEA_130 } from './testing/documents.ts';
import type { WmsService } from './types.ts';

const BOX: Box = [5, 50, 15, 60];
const picture = { box: BOX, width: 512, height: 256 };

function config(patch: Partial<WmsConfig> = {}): WmsConfig {
	return wmsConfigSchema.parse({ url: 'https://sea.example/wms', layers: 'a', ...patch });
}

function queryOf(url: string): Record<string, string> {
	return Object.fromEntries(new URL(url).searchParams);
}

describe('GetMap', () => {
	test('[U1] 1.3.0 in Web Mercator', () => {
		expect(mapUrl(config({ layers: 'a,b c&d' }), picture)).toBe(
			'https://sea.example/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=a,b%20c%26d&STYLES=' +
				'&CRS=EPSG:3857&BBOX=5,50,15,60&WIDTH=512&HEIGHT=256&FORMAT=image/png&TRANSPARENT=TRUE'
		);
	});

	test.each([
		['1.3.0', 'EPSG:4326', 'CRS', 'EPSG:4326', '50,5,60,15'],
		['1.3.0', 'CRS:84', 'CRS', 'CRS:84', '5,50,15,60'],
		['1.3.0', 'EPSG:900913', 'CRS', 'EPSG:900913', '5,50,15,60'],
		['1.1.1', 'EPSG:4326', 'SRS', 'EPSG:4326', '5,50,15,60'],
		['1.1.1', 'CRS:84', 'SRS', 'EPSG:4326', '5,50,15,60'],
		['1.1.1', 'EPSG:3857', 'SRS', 'EPSG:3857', '5,50,15,60']
	] as const)('[U2] %s, %s: %s=%s, BBOX=%s', (version, crs, key, code, box) => {
		const query = queryOf(mapUrl(config({ version, crs }), picture));
		expect(query[key]).toBe(code);
		expect(query['BBOX']).toBe(box);
		expect(query[key === 'CRS' ? 'SRS' : 'CRS']).toBeUndefined();
	});

	test.each([
		[
			'https://x/cgi?map=/a b.map&token=A%2fb%3D&REQUEST=GetCapabilities&Service=wms',
			'https://x/cgi?map=/a b.map&token=A%2fb%3D&'
		],
		['https://x/wms?', 'https://x/wms?'],
		['https://x/wms?&&layers=z&Styles=q&bBox=1&%73rs=x', 'https://x/wms?'],
		['https://x/wms#part', 'https://x/wms?'],
		['https://x/wms?url=http://y/?a=1', 'https://x/wms?url=http://y/?a=1&']
	])('[U3] of %s stays what is not ours', (url, start) => {
		expect(mapUrl(config({ url }), picture)).toBe(
			`${start}${mapUrl(config({ url: 'https://x/' }), picture).slice('https://x/?'.length)}`
		);
	});

	test('[U4] time and elevation plain, other dimensions with DIM_, in place of those in the address', () => {
		const query = queryOf(
			mapUrl(
				config({
					url: 'https://x/?time=1&dim_wavelength=2&elevation=3',
					temporal: { enabled: true },
					dimensions: { elevation: '-0.5', wavelength: '400', DIM_RUN: '2024-01-01' }
				}),
				{ ...picture, time: '2024-01-01T00:00:00Z' }
			)
		);
		expect(query).toMatchObject({
			TIME: '2024-01-01T00:00:00Z',
			ELEVATION: '-0.5',
			DIM_WAVELENGTH: '400',
			DIM_RUN: '2024-01-01'
		});
		expect(Object.keys(query).filter((key) => /time|wavelength|elevation/i.test(key))).toHaveLength(
			3
		);
	});

	test('[U5] transparent, unless it is not wanted or the format has none', () => {
		expect(queryOf(mapUrl(config({ transparent: false }), picture))['TRANSPARENT']).toBe('FALSE');
		expect(queryOf(mapUrl(config({ format: 'image/jpeg' }), picture))['TRANSPARENT']).toBe('FALSE');
		expect(queryOf(mapUrl(config({ styles: 'ramp' }), picture))['STYLES']).toBe('ramp');
	});

	test('[U6] numbers have no exponent', () => {
		const url = mapUrl(config(), { ...picture, box: [-3.7e-9, 0, 20037508.342789244, 1e-7] });
		expect(queryOf(url)['BBOX']).toBe('0,0,20037508.342789244,0');
	});

	test('[U7] braces that a map library would fill in do not get through', () => {
		expect(mapUrl(config({ layers: '{z}{bbox-epsg-3857}' }), picture)).not.toMatch(/[{}]/);
	});
});

describe('the other requests', () => {
	test('[U8] capabilities keep what the person gave', () => {
		expect(capabilitiesUrl('https://x/cgi?MAP=a&version=1.0.0&request=GetMap', '1.3.0')).toBe(
			'https://x/cgi?MAP=a&SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities'
		);
		expect(capabilitiesUrl('https://x')).toBe('https://x?SERVICE=WMS&REQUEST=GetCapabilities');
	});

	test.each([
		['1.3.0', 'I', 'J'],
		['1.1.1', 'X', 'Y']
	] as const)(
		'[U9] feature info of %s repeats the picture and asks by %s, %s',
		(version, column, row) => {
			const of = config({
				version,
				infoFormat: 'application/json',
				dimensions: { ELEVATION: '0' }
			});
			const click = { ...picture, time: '2024', column: 50, row: 51 };
			const query = queryOf(featureInfoUrl(of, click));
			const { REQUEST, ...map } = queryOf(mapUrl(of, click));
			expect(REQUEST).toBe('GetMap');
			expect(query).toEqual({
				...map,
				REQUEST: 'GetFeatureInfo',
				QUERY_LAYERS: 'a',
				INFO_FORMAT: 'application/json',
				FEATURE_COUNT: '10',
				[column]: '50',
				[row]: '51'
			});
		}
	);

	test('[U10] a legend of the first layer, with what services of 1.3.0 require', () => {
		expect(queryOf(legendUrl(config({ layers: 'a,b', styles: 's,t' })))).toEqual({
			SERVICE: 'WMS',
			VERSION: '1.3.0',
			REQUEST: 'GetLegendGraphic',
			LAYER: 'a',
			STYLE: 's',
			FORMAT: 'image/png',
			SLD_VERSION: '1.1.0'
		});
	});
});

describe('a layer with one click', () => {
	function draft(text: string, name: string, style?: string) {
		const read = readCapabilities(bytesOf(text), { url: 'https://sea.example/wms?map=a' });
		if (!read.ok) throw new Error(read.reason);
		const layer = layerNamed(read.value.root, name) ?? read.value.root;
		const choice = {
			url: 'https://sea.example/wms?map=a',
			...(style === undefined ? {} : { style })
		};
		return layerConfig(read.value, layer, choice);
	}

	test('[U15] the times of a layer that was added before are those that the service lists now', () => {
		const read = readCapabilities(bytesOf(SEA_130), { url: 'https://sea.example/wms' });
		if (!read.ok) throw new Error(read.reason);
		const temporal = {
			enabled: true,
			parameter: 'WHEN',
			values: '2023-01-01/2023-03-01/P1M',
			default: '2023-02-01'
		};
		const fresh = (layers: string) =>
			withFreshTimes(config({ layers, styles: 'ramp', temporal }), read.value);
		expect(fresh('sst')).toMatchObject({
			styles: 'ramp',
			temporal: {
				enabled: true,
				parameter: 'WHEN',
				values: '2024-01-01,2024-01-02',
				default: 'current',
				nearestValue: true
			}
		});
		// Of several layers the first that has times; of what is gone there are none.
		expect(fresh('gone, ice')?.temporal?.values).toBe('2024-01-01/2024-03-01/P1M');
		expect(fresh('gone')).toBeUndefined();
	});

	test('[U11] legend, extent, time, elevation, attribution, scales and info are picked up', () => {
		expect(draft(SEA_130, 'sst')).toEqual({
			ok: true,
			value: {
				name: 'Temperature & ice',
				description: 'Sea surface',
				timesCut: false,
				legend: {
					type: 'image',
					url: 'https://sea.example/wms?map=a&SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=sst&STYLE=&FORMAT=image/png&SLD_VERSION=1.1.0'
				},
				config: {
					url: 'https://sea.example/wms?map=a',
					layers: 'sst',
					version: '1.3.0',
					format: 'image/png',
					transparent: false,
					temporal: {
						enabled: true,
						parameter: 'TIME',
						values: '2024-01-01,2024-01-02',
						default: 'current',
						nearestValue: true
					},
					dimensions: { ELEVATION: '-0.5', wavelength: '400' },
					bounds: [
						[0, 50],
						[10, 60]
					],
					queryable: true,
					infoFormat: 'application/json',
					attribution: 'The institute',
					scaleDenominators: { min: 1000, max: 5e6 }
				}
			}
		});
	});

	test('[U12] a chosen style brings its own legend; what is made is a valid configuration', () => {
		const made = draft(SEA_130, 'sst', 'default');
		expect(made).toMatchObject({
			value: {
				config: { styles: 'default' },
				legend: { url: 'https://sea.example/legend.png?a=1' }
			}
		});
		const config = made.ok ? made.value.config : undefined;
		expect(wmsConfigSchema.parse(config)).toEqual(config);
	});

	test('[U13] aliases of Web Mercator, WGS 84 where there is none, and neither', () => {
		expect(draft(SEA_111, 'waves')).toMatchObject({
			value: { config: { crs: 'EPSG:900913', version: '1.1.1' } }
		});
		const only = (crs: string) => capabilities130(`<Layer><Name>a</Name><CRS>${crs}</CRS></Layer>`);
		expect(draft(only('EPSG:4326'), 'a')).toMatchObject({
			value: { config: { crs: 'EPSG:4326' } }
		});
		expect(draft(only('EPSG:3035'), 'a')).toEqual({ ok: false, reason: 'no-usable-crs' });
		expect(draft(SEA_130, 'no such layer')).toEqual({ ok: false, reason: 'folder' });
	});

	test('[U14] a hundred thousand times are kept as what they are: intervals, or the latest', () => {
		const at = (index: number) => new Date(index * 3_600_000).toISOString();
		const regular = Array.from({ length: 100_000 }, (_, index) => at(index));
		const irregular = Array.from({ length: 20_000 }, (_, index) => at(index * index));
		const of = (times: string[]) => {
			const service: WmsService = {
				version: '1.3.0',
				title: '',
				abstract: '',
				accessConstraints: '',
				mapFormats: [],
				infoFormats: [],
				root: {
					name: 'a',
					title: '',
					abstract: '',
					queryable: false,
					opaque: false,
					styles: [],
					crs: [],
					layers: [],
					dimensions: [
						{ name: 'time', units: 'ISO8601', values: times.join(','), nearestValue: false }
					]
				}
			};
			const made = layerConfig(service, service.root, { url: 'https://x/' });
			if (!made.ok) throw new Error(made.reason);
			return { values: made.value.config.temporal?.values ?? '', cut: made.value.timesCut };
		};
		expect(of(regular)).toEqual({ values: `${at(0)}/${at(99_999)}/PT1H`, cut: false });
		const { values, cut } = of(irregular);
		expect(cut).toBe(true);
		expect(values.length).toBeLessThanOrEqual(60_000);
		expect(values.endsWith(irregular.at(-1) ?? '?')).toBe(true);
	});
});
