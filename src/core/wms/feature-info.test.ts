import { expect, test } from 'vitest';
import { readFeatureInfo } from './feature-info.ts';

test.each([
	[
		'GeoJSON',
		'application/geo+json',
		'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"depth":-12.5,"name":"<b>Bank</b>","open":true,"bbox":[1],"none":null}}]}',
		[
			{ name: 'depth', value: -12.5 },
			{ name: 'name', value: '<b>Bank</b>' },
			{ name: 'open', value: 'true' },
			{ name: 'none', value: null }
		]
	],
	[
		'GML of MapServer',
		'application/vnd.ogc.gml',
		'<msGMLOutput xmlns:gml="http://www.opengis.net/gml"><zones_layer><gml:name>Zones</gml:name><zones_feature><gml:boundedBy><gml:Box><gml:coordinates>1,2</gml:coordinates></gml:Box></gml:boundedBy><zone>A</zone><area>0012</area><count>3</count></zones_feature></zones_layer></msGMLOutput>',
		[
			{ name: 'zone', value: 'A' },
			{ name: 'area', value: '0012' },
			{ name: 'count', value: 3 }
		]
	],
	[
		'XML of Esri',
		'text/xml',
		'<FeatureInfoResponse xmlns="http://www.esri.com/wms"><FIELDS OBJECTID="7" NAME="Bank"/></FeatureInfoResponse>',
		[
			{ name: 'OBJECTID', value: 7 },
			{ name: 'NAME', value: 'Bank' }
		]
	]
])('[I1] %s becomes rows', (_, contentType, answer, rows) => {
	expect(readFeatureInfo(answer, contentType)).toEqual({ kind: 'rows', rows });
});

test.each([
	['', 'text/plain'],
	['no features were found', 'text/plain'],
	['GetFeatureInfo results:\n\n  Search returned no results.\n', 'text/plain'],
	['{"type":"FeatureCollection","features":[]}', 'application/json'],
	['<html><head><title>x</title></head><body> </body></html>', 'text/html'],
	['<wfs:FeatureCollection xmlns:wfs="x"/>', 'application/vnd.ogc.gml']
])('[I2] nothing there: %s', (answer, contentType) => {
	expect(readFeatureInfo(answer, contentType)).toEqual({ kind: 'nothing' });
});

test('[I3] pages and text stay what they are; a report of a fault is one, whatever its type says', () => {
	const html = '<html><body><script>alert(1)</script>12 °C</body></html>';
	expect(readFeatureInfo(html, 'text/html')).toEqual({ kind: 'html', html });
	expect(readFeatureInfo(html, 'text/plain')).toEqual({ kind: 'html', html });
	expect(readFeatureInfo('depth: 12', 'text/plain')).toEqual({ kind: 'text', text: 'depth: 12' });
	expect(readFeatureInfo('{broken', 'application/json')).toEqual({ kind: 'text', text: '{broken' });
	const report =
		'<ServiceExceptionReport><ServiceException>no layer</ServiceException></ServiceExceptionReport>';
	expect(readFeatureInfo(report, 'text/plain')).toEqual({ kind: 'fault', detail: 'no layer' });
});
