import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiServer } from '../testing/api-client.ts';
import type { ApiServer, Ask, Person } from '../testing/api-client.ts';
import { LogUnavailableError } from '../../sync/update-log.ts';
import { addToLayer } from './write-features.ts';

let server: ApiServer;
let maker: Person;
let layer: string;
beforeAll(async () => {
	server = await apiServer();
	maker = await server.api.signIn('Maker');
});
afterAll(() => server.close());
beforeEach(async () => {
	layer = await server.api.makeLayer(maker);
});

interface Collection {
	readonly numberMatched: number;
	readonly numberReturned: number;
	readonly features: readonly {
		readonly id: string;
		readonly geometry: { readonly coordinates: unknown };
		readonly properties: Readonly<Record<string, unknown>>;
	}[];
}
interface Added {
	readonly added: number;
	readonly features: readonly { readonly id: string; readonly reason?: string }[];
}

const point = (lng: number, lat: number, properties: object = {}, id?: string) => ({
	type: 'Feature',
	...(id === undefined ? {} : { id }),
	geometry: { type: 'Point', coordinates: [lng, lat] },
	properties
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const add = (body: unknown, options: Ask = {}) =>
	server.api.ask<Added>('POST', `/api/layers/${layer}/features`, { as: maker, body, ...options });
const list = async (query = '') =>
	(await server.api.ask<Collection>('GET', `/api/layers/${layer}/features${query}`, { as: maker }))
		.body;
const labels = ({ features }: Collection) => features.map(({ properties }) => properties['n']);

describe('features', () => {
	test('one is added, read, changed in part and deleted', async () => {
		const id = randomUUID();
		const added = await add(point(4, 55, { name: 'Buoy', depth: 20 }, id));
		expect(added.status).toBe(201);
		expect(added.headers.get('Location')).toBe(`/api/layers/${layer}/features/${id}`);
		const path = `/api/layers/${layer}/features/${id}`;
		const read = await server.api.ask('GET', path, { as: maker });
		expect(read.headers.get('Content-Type')).toBe('application/geo+json');
		expect(read.body).toEqual({
			...point(4, 55, { name: 'Buoy', depth: 20 }, id),
			source_id: null
		});
		const etag = { 'If-None-Match': read.headers.get('ETag') ?? '' };
		expect((await server.api.ask('GET', path, { as: maker, headers: etag })).status).toBe(304);
		const changed = await server.api.ask('PUT', path, {
			as: maker,
			body: { properties: { depth: null, kind: 'x' }, remove: ['name'] },
			headers: { 'If-Match': read.headers.get('ETag') ?? '' }
		});
		expect(changed.body).toMatchObject({ properties: { depth: null, kind: 'x' } });
		expect(changed.body['properties']).not.toHaveProperty('name');
		const stale = await server.api.ask('PUT', path, {
			as: maker,
			body: { geometry: { type: 'Point', coordinates: [5, 55] } },
			headers: { 'If-Match': read.headers.get('ETag') ?? '' }
		});
		expect(stale.status).toBe(412);
		expect((await server.api.ask('DELETE', path, { as: maker })).status).toBe(204);
		expect((await server.api.ask('GET', path, { as: maker })).status).toBe(404);
		expect((await server.api.ask('DELETE', path, { as: maker })).status).toBe(404);
	});

	test('each of a collection gets its verdict, and the good ones are in', async () => {
		const id = randomUUID();
		await add(point(0, 0, {}, id));
		const added = await add(
			collection(
				point(1, 1),
				point(55, 120),
				{ type: 'Feature', geometry: null, properties: {} },
				point(2, 2, {}, id),
				{ ...point(3, 3), id: 'buoy-7' },
				{
					...point(0, 0),
					geometry: {
						type: 'Polygon',
						coordinates: [
							[
								[0, 0],
								[1, 0],
								[1, 1]
							]
						]
					}
				}
			)
		);
		expect(added.body).toMatchObject({
			added: 3,
			refused: 3,
			features: [
				{ index: 0, ok: true },
				{ index: 1, ok: false, reason: 'looks-swapped' },
				{ index: 2, ok: false, reason: 'no-geometry' },
				{ index: 3, ok: false, reason: 'id-taken' },
				{ index: 4, ok: true },
				{ index: 5, ok: true, notes: ['ring-closed'] }
			]
		});
		const { features } = await list();
		expect(features.map((feature) => feature.id)).toContain(added.body.features[4]?.id);
		expect(features).toHaveLength(4);
		expect(features).toContainEqual(expect.objectContaining({ source_id: 'buoy-7' }));
		// It may be sent back as it was read, and not be changed.
		const path = `/api/layers/${layer}/features/${added.body.features[4]?.id}`;
		const put = async (source_id: string) =>
			(await server.api.ask('PUT', path, { as: maker, body: { source_id } })).status;
		expect([await put('buoy-7'), await put('buoy-8')]).toEqual([200, 422]);
	});

	test('nothing good is 422 with the places; other projections are refused', async () => {
		const refused = await add(collection(point(200, 0), point(0, 100)));
		expect(refused).toMatchObject({
			status: 422,
			body: { errors: [{ pointer: '/features/0' }, { pointer: '/features/1' }] }
		});
		const crs = { type: 'name', properties: { name: 'EPSG:3006' } };
		const other = await add({ ...collection(point(0, 0)), crs });
		expect(other).toMatchObject({ status: 422, body: { errors: [{ pointer: '/crs' }] } });
	});

	test('application/geo+json is JSON too', async () => {
		const headers = { 'Content-Type': 'application/geo+json' };
		expect((await add(point(1, 1), { headers })).status).toBe(201);
	});

	test('1,200 come in chunks, in their order, and pages hold while others are added', async () => {
		const features = Array.from({ length: 1_200 }, (_, n) => point(n / 100, 50, { n }));
		expect((await add(collection(...features))).body).toMatchObject({ added: 1_200, refused: 0 });
		const first = await server.api.ask<Collection>(
			'GET',
			`/api/layers/${layer}/features?limit=700`,
			{ as: maker }
		);
		expect(first.body).toMatchObject({ numberMatched: 1_200, numberReturned: 700 });
		await add(point(0, 0, { n: 'late' }));
		const next = /<(.+)>; rel="next"/.exec(first.headers.get('Link') ?? '')?.[1] ?? '';
		const second = await server.api.ask<Collection>('GET', next, { as: maker });
		const seen = [...labels(first.body), ...labels(second.body)];
		expect(seen).toEqual([...features.map((_, n) => n), 'late']);
		expect(second.headers.get('Link')).toBeNull();
		const beyond = await list('?offset=5000');
		expect(beyond).toMatchObject({ numberMatched: 1_201, numberReturned: 0, features: [] });
	});

	test('of what breaks off half-way, the answer tells what is stored, and nothing comes twice', async () => {
		const identity = { ...maker, name: 'Maker', color: '#0072b2', isGuest: true, isAdmin: false };
		let left = 1;
		/** The database is away from the second chunk on. */
		const transactDurably: typeof server.sync.transactDurably = (name, edit, by) =>
			left-- > 0
				? server.sync.transactDurably(name, edit, by)
				: Promise.reject(new LogUnavailableError('away'));
		const documents = { ...server.sync, transactDurably };
		const addTo = (body: unknown) =>
			addToLayer({ documents, log: server.log }, identity, { layerId: layer, body });
		const features = Array.from({ length: 502 }, (_, n) => point(n / 100, 50, { n }));
		const answer = await addTo(collection(...features));
		expect(answer).toMatchObject({ added: 500, refused: 2 });
		expect(answer.features.slice(499)).toMatchObject([
			{ index: 499, ok: true },
			{ index: 500, ok: false, reason: 'not-stored' },
			{ index: 501, ok: false, reason: 'not-stored' }
		]);
		expect(await list('?limit=1')).toMatchObject({ numberMatched: 500 });
		await expect(addTo(collection(...features))).rejects.toThrow(LogUnavailableError);
	});

	test('a box finds what touches it, across 180° too', async () => {
		const line = {
			type: 'Feature',
			geometry: {
				type: 'LineString',
				coordinates: [
					[0, 0],
					[10, 10]
				]
			},
			properties: { n: 'line' }
		};
		await add(
			collection(
				point(5, 1, { n: 'p' }),
				line,
				point(179, 0, { n: 'east' }),
				point(-179, 0, { n: 'west' })
			)
		);
		expect(labels(await list('?bbox=4,0,6,2'))).toEqual(['p']);
		expect(labels(await list('?bbox=4,4,6,6'))).toEqual(['line']);
		// Within the line's own box, but not touched by it.
		expect(labels(await list('?bbox=8,0,9,1'))).toEqual([]);
		expect(labels(await list('?bbox=170,-5,-170,5'))).toEqual(['east', 'west']);
		expect(labels(await list('?bbox=4,0,-50,6,2,50'))).toEqual(['p']);
	});

	test.each([
		'bbox=1,2,3',
		'bbox=1,2,3,x',
		'bbox=0,5,1,4',
		'bbox=0,0,0,91',
		'bbox=-181,0,0,1',
		'box=1',
		'filter=1',
		'filter[a]=1&filter[a]=2',
		'filter[a]=%00',
		'limit=0'
	])('?%s is 422', async (query) => {
		const { status } = await server.api.ask('GET', `/api/layers/${layer}/features?${query}`, {
			as: maker
		});
		expect(status).toBe(422);
	});

	test('filters compare properties as text', async () => {
		await add(
			collection(
				point(1, 1, { n: 1, kind: 'reef' }),
				point(2, 2, { n: 2, kind: 'wreck', 'a b[c]': true }),
				point(3, 3, { n: 3, kind: 'reef' })
			)
		);
		expect(labels(await list('?filter[kind]=reef'))).toEqual([1, 3]);
		expect(labels(await list('?filter[n]=2&filter[kind]=wreck'))).toEqual([2]);
		expect(labels(await list(`?${encodeURIComponent('filter[a b[c]]')}=true`))).toEqual([2]);
		expect(labels(await list('?filter[kind]=reef&bbox=2,2,4,4'))).toEqual([3]);
		expect(labels(await list("?filter[kind]=' or 1=1--"))).toEqual([]);
	});

	test('names and values of any letters come back as they went', async () => {
		const properties = { 'Å"\\/\u2028': 'näs "x" \\ \u0001', n: 0.1, __proto__x: [1, { a: null }] };
		await add(point(1, 1, properties));
		const [feature] = (await list()).features;
		expect(feature?.properties).toEqual(properties);
	});

	test('a layer that is no vector layer holds no features', async () => {
		layer = await server.api.makeLayer(maker, {
			source_type: 'wms',
			source_config: { url: 'https://maps.example.org/wms', layers: 'depth' }
		});
		expect(await add(point(1, 1))).toMatchObject({
			status: 409,
			body: { type: 'urn:samsyn:problem:not-vector' }
		});
		expect(await list()).toMatchObject({ numberMatched: 0, features: [] });
	});
});
