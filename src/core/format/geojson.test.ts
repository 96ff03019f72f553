import { describe, expect, test } from 'vitest';
import type { Feature, NewFeature } from '../feature/types.ts';
import { testId } from '../testing/ids.ts';
import { readGeoJson, type FeatureVerdict } from './read-geojson.ts';
import { writeGeoJson } from './write-geojson.ts';

function reader() {
	let n = 0;
	const taken = new Set<string>();
	return { newId: () => testId(++n), taken: (id: string) => taken.has(id) };
}

function verdicts(value: unknown): FeatureVerdict[] {
	const file = readGeoJson(typeof value === 'string' ? value : JSON.stringify(value), reader());
	if (!file.ok) throw new Error(`refused: ${file.reason}`);
	return [...file.value.verdicts()];
}

function refusal(value: unknown): string {
	const file = readGeoJson(typeof value === 'string' ? value : JSON.stringify(value), reader());
	return file.ok ? 'taken' : file.reason;
}

const feature = (geometry: unknown, more: object = {}) => ({
	type: 'Feature',
	properties: {},
	geometry,
	...more
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const square = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 1],
	[0, 0]
];
const point = { type: 'Point', coordinates: [1, 2] };

describe('reading GeoJSON', () => {
	test('[F1] takes a FeatureCollection, a Feature and a bare geometry', () => {
		expect(verdicts(collection(feature(point), feature(point)))).toHaveLength(2);
		expect(verdicts(feature(point))).toMatchObject([{ ok: true }]);
		expect(verdicts(point)).toMatchObject([{ ok: true, feature: { geometry: point } }]);
	});

	test('[F2] whole files that are none are refused with the reason', () => {
		expect(refusal('{"type":"FeatureCollection","features":[')).toBe('not-json');
		expect(refusal('')).toBe('not-json');
		expect(refusal('[]')).toBe('not-geojson');
		expect(refusal({ type: 'Topology', objects: {} })).toBe('not-geojson');
		expect(refusal({ type: 'FeatureCollection', features: {} })).toBe('not-geojson');
		expect(refusal(collection())).toBe('no-features');
	});

	test('[F3] WGS 84 may be named; any other CRS is refused rather than drawn in a wrong place', () => {
		const named = (name: string) => ({
			...collection(feature(point)),
			crs: { type: 'name', properties: { name } }
		});
		expect(refusal(named('urn:ogc:def:crs:OGC:1.3:CRS84'))).toBe('taken');
		expect(refusal(named('urn:ogc:def:crs:EPSG::4326'))).toBe('taken');
		expect(refusal(named('EPSG:3035'))).toBe('other-crs');
		expect(refusal({ ...collection(feature(point)), crs: { type: 'link' } })).toBe('other-crs');
		expect(refusal({ ...collection(feature(point)), crs: null })).toBe('taken');
	});

	test.each([
		['no geometry', feature(null), 'no-geometry'],
		['not a feature', { type: 'Fature' }, 'not-a-feature'],
		['a string', 'x', 'not-a-feature'],
		['unknown type', feature({ type: 'Circle', coordinates: [1, 2] }), 'unknown-type'],
		['empty polygon', feature({ type: 'Polygon', coordinates: [] }), 'empty'],
		['empty point', feature({ type: 'Point', coordinates: [] }), 'empty'],
		['text as number', feature({ type: 'Point', coordinates: ['1', 2] }), 'bad-position'],
		['null as number', feature({ type: 'Point', coordinates: [null, 2] }), 'bad-position'],
		['out of range', feature({ type: 'Point', coordinates: [500, 95] }), 'out-of-range'],
		['swapped', feature({ type: 'Point', coordinates: [57, 118] }), 'looks-swapped'],
		['a line of one', feature({ type: 'LineString', coordinates: [[1, 2]] }), 'too-few-positions'],
		[
			'a ring of two',
			feature({
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[1, 1]
					]
				]
			}),
			'too-few-positions'
		],
		['coordinates as object', feature({ type: 'LineString', coordinates: {} }), 'not-a-geometry'],
		['properties as list', feature(point, { properties: [1] }), 'bad-properties']
	])('[F4] %s: refused alone, with its reason; the others are taken', (_, bad, reason) => {
		expect(verdicts(collection(feature(point), bad, feature(point)))).toMatchObject([
			{ index: 0, ok: true },
			{ index: 1, ok: false, reason },
			{ index: 2, ok: true }
		]);
	});

	test('[F5] an open ring is closed and said so', () => {
		const [verdict] = verdicts(feature({ type: 'Polygon', coordinates: [square.slice(0, 4)] }));
		expect(verdict).toMatchObject({
			ok: true,
			notes: ['ring-closed'],
			feature: { geometry: { coordinates: [square] } }
		});
	});

	test('[F6] heights are kept whole or dropped whole, measures are dropped', () => {
		const line = (coordinates: number[][]) =>
			verdicts(feature({ type: 'LineString', coordinates }));
		expect(
			line([
				[1, 2, 3],
				[4, 5, 6]
			])[0]
		).toMatchObject({
			feature: {
				geometry: {
					coordinates: [
						[1, 2, 3],
						[4, 5, 6]
					]
				}
			},
			notes: []
		});
		expect(
			line([
				[1, 2, 3],
				[4, 5]
			])[0]
		).toMatchObject({
			feature: {
				geometry: {
					coordinates: [
						[1, 2],
						[4, 5]
					]
				}
			},
			notes: ['heights-dropped']
		});
		expect(
			line([
				[1, 2, 3, 9],
				[4, 5, 6, 9]
			])[0]
		).toMatchObject({
			feature: {
				geometry: {
					coordinates: [
						[1, 2, 3],
						[4, 5, 6]
					]
				}
			},
			notes: ['measures-dropped']
		});
	});

	test('[F7] ids: UUIDs are kept while free, others are kept beside a new one', () => {
		const own = '11111111-1111-4111-8111-111111111111';
		const read = verdicts(
			collection(
				feature(point, { id: own }),
				feature(point, { id: own }),
				feature(point, { id: 42 }),
				feature(point, { id: 'A-7' }),
				feature(point, { id: { odd: true } })
			)
		);
		expect(read).toMatchObject([
			{ feature: { id: own }, notes: [] },
			{ feature: { sourceId: undefined }, notes: ['id-replaced'] },
			{ feature: { sourceId: 42 }, notes: [] },
			{ feature: { sourceId: 'A-7' }, notes: [] },
			{ feature: { sourceId: undefined }, notes: ['id-replaced'] }
		]);
		const ids = read.map((v) => v.ok && v.feature.id);
		expect(new Set(ids).size).toBe(5);
	});

	test('[F8] hostile property names stay plain data', () => {
		const text = `{"type":"Feature","geometry":${JSON.stringify(point)},"properties":{"__proto__":{"x":1},"constructor":2}}`;
		const [verdict] = verdicts(text);
		expect(verdict?.ok && Object.keys(verdict.feature.properties)).toEqual([
			'__proto__',
			'constructor'
		]);
		expect('x' in {}).toBe(false);
	});

	test('[F9] nesting a thousand deep is refused, not recursed into', () => {
		const deep = `${'{"type":"GeometryCollection","geometries":['.repeat(1000)}${JSON.stringify(point)}${']}'.repeat(1000)}`;
		expect(verdicts(deep)).toMatchObject([{ ok: false, reason: 'too-deep' }]);
		const list = `${'['.repeat(2000)}${']'.repeat(2000)}`;
		expect(
			verdicts(`{"type":"Feature","geometry":${JSON.stringify(point)},"properties":{"a":${list}}}`)
		).toMatchObject([{ ok: false, reason: 'bad-properties' }]);
	});

	test('[F11] a self-crossing area is taken as it is, and said so', () => {
		const ring = [
			[0, 0],
			[1, 1],
			[1, 0],
			[0, 1],
			[0, 0]
		];
		const [verdict] = verdicts(feature({ type: 'Polygon', coordinates: [ring] }));
		expect(verdict).toMatchObject({
			notes: ['self-crossing'],
			feature: { geometry: { coordinates: [ring] } }
		});
	});

	test('[F10] a byte order mark is no obstacle', () => {
		expect(refusal(`\uFEFF${JSON.stringify(feature(point))}`)).toBe('taken');
	});
});

describe('writing GeoJSON', () => {
	const stored = (feature: NewFeature, order: number): Feature => ({
		...feature,
		order,
		sourceId: feature.sourceId
	});

	test('[F20] what was read comes back: features, attributes, ids, coordinates at 7 decimals', () => {
		const original = collection(
			feature(
				{
					type: 'MultiPolygon',
					coordinates: [
						[
							square,
							[
								[0.2, 0.2],
								[0.2, 0.4],
								[0.4, 0.4],
								[0.2, 0.2]
							]
						]
					]
				},
				{ id: 7, properties: { name: 'Häggsjön', nested: { a: [1, null] }, n: 1e-9 } }
			),
			feature({ type: 'Point', coordinates: [-12.3456789, 89.9999999] }, { id: 'x' })
		);
		const read = verdicts(original).map((v) => {
			if (!v.ok) throw new Error(v.reason);
			return stored(v.feature, v.index);
		});
		expect(JSON.parse(writeGeoJson(read))).toEqual(original);
	});

	test('[F21] rings follow the right-hand rule', () => {
		const clockwise = [...square].reverse();
		const [verdict] = verdicts(feature({ type: 'Polygon', coordinates: [clockwise] }));
		if (!verdict?.ok) throw new Error('refused');
		const written: unknown = JSON.parse(writeGeoJson([stored(verdict.feature, 0)]));
		expect(written).toMatchObject({ features: [{ geometry: { coordinates: [square] } }] });
	});

	test('[F22] features stand in drawing order', () => {
		const at = (n: number): Feature => ({
			id: testId(n),
			order: 10 - n,
			geometry: { type: 'Point', coordinates: [n, n] },
			properties: {},
			sourceId: undefined
		});
		const written: { features: { id: string }[] } = JSON.parse(writeGeoJson([at(1), at(2), at(3)]));
		expect(written.features.map((f) => f.id)).toEqual([testId(3), testId(2), testId(1)]);
	});
});
