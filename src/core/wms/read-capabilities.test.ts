import { describe, expect, test } from 'vitest';
import { eachLayer, findLayers, layerNamed } from './find-layers.ts';
import { readCapabilities, type ReadCapabilities } from './read-capabilities.ts';
import {
	bytesOf,
	capabilities111,
	capabilities130,
	SEA_111,
	SEA_130
} from './testing/documents.ts';
import type { WmsLayer, WmsService } from './types.ts';

const URL_GIVEN = 'https://sea.example/wms/service?map=sea';

function read(text: string | Uint8Array, contentType?: string): ReadCapabilities {
	return readCapabilities(typeof text === 'string' ? bytesOf(text) : text, {
		url: URL_GIVEN,
		...(contentType === undefined ? {} : { contentType })
	});
}

function service(text: string | Uint8Array, contentType?: string): WmsService {
	const result = read(text, contentType);
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

function named(text: string, name: string): WmsLayer {
	const layer = layerNamed(service(text).root, name);
	if (!layer) throw new Error(`no ${name}`);
	return layer;
}

describe('capabilities 1.3.0', () => {
	test('[W1] what the service says of itself', () => {
		expect(service(SEA_130)).toMatchObject({
			version: '1.3.0',
			title: 'Sea service',
			abstract: 'Of the sea',
			accessConstraints: 'none',
			mapUrl: 'http://inner.example/wms?',
			mapFormats: ['image/jpeg', 'image/png'],
			infoFormats: ['text/plain', 'text/html', 'application/json'],
			maxWidth: 4096,
			maxHeight: 2048
		});
	});

	test('[W2] CRS and styles of the parent are added; extent, dimensions, attribution and scales replaced', () => {
		expect(named(SEA_130, 'sst')).toEqual({
			name: 'sst',
			title: 'Temperature & ice',
			abstract: 'Sea surface',
			queryable: true,
			opaque: true,
			styles: [
				{ name: 'ramp', title: 'Ramp' },
				{ name: 'default', title: 'Default', legendUrl: 'https://sea.example/wms/legend.png?a=1' }
			],
			crs: ['EPSG:3035', 'EPSG:4326', 'EPSG:3857'],
			extent: [0, 50, 10, 60],
			dimensions: [
				{
					name: 'TIME',
					units: 'ISO8601',
					values: '2024-01-01,2024-01-02',
					default: 'current',
					nearestValue: true
				},
				{
					name: 'elevation',
					units: 'EPSG:5030',
					unitSymbol: 'm',
					values: '-0.5,-10,-100',
					default: '-0.5',
					nearestValue: false
				},
				{ name: 'wavelength', units: 'nm', values: '400,500', nearestValue: false }
			],
			attribution: { title: 'The institute', url: 'https://sea.example/about' },
			minScale: 1000,
			maxScale: 5e6,
			layers: []
		});
	});

	test('[W3] name, title and queryable are not inherited; a folder has no name; depth does not matter', () => {
		const { root } = service(SEA_130);
		expect([...eachLayer(root)].map(({ name, title }) => [name, title])).toEqual([
			[undefined, 'Root'],
			['sst', 'Temperature & ice'],
			[undefined, 'Folder'],
			['ice', 'Ice']
		]);
		expect(named(SEA_130, 'ice')).toMatchObject({
			queryable: false,
			extent: [-10, 40, 30, 70],
			attribution: { title: 'Ice people' },
			crs: ['EPSG:4326', 'EPSG:3857'],
			maxScale: 1e7
		});
		expect(named(SEA_130, 'ice').dimensions.map(({ name }) => name)).toEqual(['time', 'elevation']);
	});
});

describe('capabilities 1.1.1', () => {
	test('[W4] codes separated by spaces, extents below their declaration, the scale by its diagonal', () => {
		const waves = named(SEA_111, 'waves');
		expect(waves).toMatchObject({
			queryable: true,
			crs: ['EPSG:4326', 'EPSG:900913', 'EPSG:3035'],
			extent: [-10, 40, 30, 70],
			dimensions: [
				{
					name: 'time',
					units: 'ISO8601',
					values: '2024-01-01/2024-01-03/P1D',
					default: '2024-01-02',
					nearestValue: true
				},
				{ name: 'elevation', unitSymbol: 'm', values: '0/100/10', default: '0' }
			]
		});
		expect(waves.minScale).toBeUndefined();
		expect(waves.maxScale).toBeCloseTo(10_000_000, 0);
		expect(named(SEA_111, 'wind').crs).toEqual([
			'EPSG:4258',
			'EPSG:4326',
			'EPSG:900913',
			'EPSG:3035'
		]);
	});

	test('[W5] a declaration again keeps the values from above', () => {
		const text = capabilities111(
			'<Layer><Dimension name="time" units="ISO8601"/><Extent name="time">2024</Extent>' +
				'<Layer><Name>a</Name><Dimension name="time" units="ISO8601"/></Layer></Layer>'
		);
		expect(named(text, 'a').dimensions).toMatchObject([{ values: '2024' }]);
	});
});

describe('bytes', () => {
	const text = capabilities130('<Layer><Name>a</Name><Title>Östersjön 21°</Title></Layer>');

	function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
		const all = `${mark ? '\ufeff' : ''}${text}`;
		const bytes = new Uint8Array(all.length * 2);
		const view = new DataView(bytes.buffer);
		for (let i = 0; i < all.length; i += 1)
			view.setUint16(i * 2, all.charCodeAt(i), order === 'le');
		return bytes;
	}

	function latin(text: string): Uint8Array {
		return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
	}

	const declared = (encoding: string) => text.replace('UTF-8', encoding);

	test.each([
		['UTF-8', bytesOf(text), ''],
		['UTF-8 with a mark', bytesOf(`\ufeff${text}`), 'text/xml; charset=iso-8859-1'],
		['UTF-16, little end first, with a mark', utf16(declared('UTF-16'), 'le', true), ''],
		['UTF-16, big end first, with a mark', utf16(declared('UTF-16'), 'be', true), ''],
		['UTF-16 without a mark', utf16(declared('UTF-16'), 'le', false), ''],
		['ISO-8859-15 by its declaration', latin(declared('ISO-8859-15')), ''],
		['ISO-8859-1 by the answer', latin(text), 'application/xml;charset="ISO-8859-1"'],
		['ISO-8859-1 that says UTF-8', latin(text), ''],
		['an encoding that nobody knows', latin(declared('X-KLINGON')), ''],
		['blank lines before the declaration', bytesOf(`\n\n ${text}`), '']
	])('[W6] %s', (_, bytes, contentType) => {
		expect(service(bytes, contentType).root.layers).toEqual([]);
		expect(service(bytes, contentType).root.title).toBe('Östersjön 21°');
	});

	test('[W7] the euro of ISO-8859-15 is no currency sign', () => {
		const bytes = latin(declared('ISO-8859-15').replace('21°', '\u00a4'));
		expect(service(bytes).root.title).toBe('Östersjön €');
	});
});

describe('what is no capabilities document', () => {
	const exception111 = `<?xml version="1.0"?><!DOCTYPE ServiceExceptionReport SYSTEM "http://x/exception_1_1_1.dtd">
		<ServiceExceptionReport version="1.1.1"><ServiceException code="LayerNotDefined">
		<![CDATA[ no layer <x> ]]></ServiceException></ServiceExceptionReport>`;

	test.each([
		['nothing', '', 'empty', ''],
		['a page', '<!DOCTYPE html><html><body>Log in</body></html>', 'html', ''],
		[
			'a page in XHTML',
			'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>',
			'html',
			''
		],
		['JSON', '{"type":"FeatureCollection"}', 'not-xml', ''],
		['the first half', SEA_130.slice(0, 1500), 'truncated', ''],
		[
			'an end cut off between two layers',
			`${SEA_111.slice(0, SEA_111.indexOf('</Layer>'))}</Layer>`,
			'truncated',
			''
		],
		['broken markup', SEA_130.replace('<Title>Root', '<Title <Root'), 'not-xml', ''],
		['another XML', '<rss version="2.0"/>', 'other-service', 'rss'],
		[
			'another service',
			'<wfs:WFS_Capabilities xmlns:wfs="x"/>',
			'other-service',
			'WFS_Capabilities'
		],
		['a service without layers', capabilities130(''), 'no-layers', 'Sea service'],
		['an exception of 1.1.1', exception111, 'service-says', 'no layer <x>'],
		[
			'an exception of 1.3.0 with a code only',
			'<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc"><ServiceException code="InvalidFormat"/></ServiceExceptionReport>',
			'service-says',
			'InvalidFormat'
		],
		[
			'exceptions of 1.1.0',
			'<ServiceExceptionReport version="1.1.0"><ServiceException>one</ServiceException><ServiceException>two</ServiceException></ServiceExceptionReport>',
			'service-says',
			'one\ntwo'
		],
		[
			'an exception of OWS',
			'<ows:ExceptionReport xmlns:ows="x"><ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>down</ows:ExceptionText></ows:Exception></ows:ExceptionReport>',
			'service-says',
			'down'
		],
		['elements deeper than the stack', '<a>'.repeat(200_000), 'truncated', '']
	])('[W8] %s', (_, text, reason, detail) => {
		expect(read(text)).toEqual({ ok: false, reason, detail });
	});

	test('[W9] entities are not expanded and nothing hangs', () => {
		const bomb = SEA_111.replace(
			'<!ENTITY boom "boom">',
			'<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
		).replace('<Title>Waves', '<Title>&b; &xxe;');
		expect(named(bomb, 'waves').title).toBe('&b; &xxe;');
	});

	test('[W10] ampersands as they stand, as services write addresses', () => {
		const text = SEA_130.replace('legend.png?a=1', 'legend.png?a=1&service=WMS&x=&#38;');
		expect(named(text, 'sst').styles[1]?.legendUrl).toBe(
			'https://sea.example/wms/legend.png?a=1&service=WMS&x=&'
		);
	});

	test('[W11] boxes that say nothing, and addresses that are none, are left out', () => {
		const text = capabilities130(
			'<Layer><Name>a</Name><EX_GeographicBoundingBox><westBoundLongitude>0</westBoundLongitude><eastBoundLongitude>0</eastBoundLongitude><southBoundLatitude>0</southBoundLatitude><northBoundLatitude>0</northBoundLatitude></EX_GeographicBoundingBox><Style><Name>s</Name><LegendURL><OnlineResource xlink:href="javascript:alert(1)"/></LegendURL></Style></Layer>'
		);
		expect(named(text, 'a').extent).toBeUndefined();
		expect(named(text, 'a').styles).toEqual([{ name: 's', title: 's' }]);
	});

	test('[W12] several root layers are all shown', () => {
		const text = capabilities130('<Layer><Name>a</Name></Layer><Layer><Name>b</Name></Layer>');
		expect(service(text).root.layers.map(({ name }) => name)).toEqual(['a', 'b']);
	});
});

test('[W13] layers are found by words in any order, without accents, with the folders above', () => {
	const { root } = service(SEA_130);
	expect([...eachLayer(findLayers(root, 'SURFACE temp') ?? root)].map(({ name }) => name)).toEqual([
		undefined,
		'sst'
	]);
	expect([...eachLayer(findLayers(root, 'ice') ?? root)].map(({ title }) => title)).toEqual([
		'Root',
		'Temperature & ice',
		'Folder',
		'Ice'
	]);
	expect(findLayers(root, 'nothing of that')).toBeUndefined();
	expect(findLayers(root, '  ')).toBe(root);
});
