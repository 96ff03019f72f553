import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCHEMA_DOCUMENT } from '#core/layer/testing/schema-document.ts';
import { apiServer } from '../testing/api-client.ts';
import type { ApiServer, Person } from '../testing/api-client.ts';

const LAYER_EXAMPLES = [
	SCHEMA_DOCUMENT.wmsLayer,
	SCHEMA_DOCUMENT.bathymetryLayer,
	SCHEMA_DOCUMENT.chlorophyllLayer,
	SCHEMA_DOCUMENT.protectedAreasLayer
];

let server: ApiServer;
let maker: Person;
let other: Person;
beforeAll(async () => {
	server = await apiServer();
	maker = await server.api.signIn('Maker');
	other = await server.api.signIn('Other');
});
afterAll(() => server.close());

interface Refused {
	readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

describe('layers', () => {
	test('a layer is made with its configuration, changed in part and deleted on all maps', async () => {
		const id = randomUUID();
		const made = await server.api.ask('POST', '/api/layers', {
			as: maker,
			body: {
				id,
				name: 'Depth',
				source_type: 'wms',
				category: 'Sea bed',
				source_config: { url: 'https://maps.example.org/wms', layers: 'depth' },
				legend_config: { type: 'gradient', colorStops: [{ value: 0, color: '#fff' }] },
				metadata: { author: 'SGU', own: [1] }
			}
		});
		expect(made.status).toBe(201);
		expect(made.headers.get('Location')).toBe(`/api/layers/${id}`);
		expect(made.body).toMatchObject({
			source_config: { version: '1.3.0', format: 'image/png', transparent: true },
			metadata: { author: 'SGU', own: [1] },
			created_by_name: 'Maker',
			allowed: ['edit', 'set_editable', 'delete']
		});
		const changed = await server.api.ask('PUT', `/api/layers/${id}`, {
			as: maker,
			body: { category: null, editable: 'creator-only' }
		});
		expect(changed.body).toMatchObject({ name: 'Depth', category: null, editable: 'creator-only' });
		const map = await server.api.makeMap(maker);
		await server.api.stack(maker, map, id);
		expect((await server.api.ask('DELETE', `/api/layers/${id}`, { as: maker })).status).toBe(204);
		expect((await server.api.ask('GET', `/api/layers/${id}`, { as: maker })).status).toBe(404);
		const shown = await server.api.ask('GET', `/api/maps/${map}`, { as: maker });
		expect(shown.body).toMatchObject({ layers: [] });
		// The map still says so when it is projected anew.
		await server.api.ask('PUT', `/api/maps/${map}`, { as: maker, body: { name: 'Later' } });
		expect((await server.api.ask('GET', `/api/maps/${map}`, { as: maker })).body).toMatchObject({
			layer_count: 0
		});
	});

	test('the examples of the schema document are taken; one comes onto a map as it says', async () => {
		const map = await server.api.makeMap(maker);
		for (const text of LAYER_EXAMPLES) {
			// Ids are UUIDs here, and what is for everybody an administrator decides.
			const { id: _, is_global: __, ...body } = JSON.parse(text) as Record<string, unknown>;
			const id = await server.api.makeLayer(maker, body);
			await server.api.stack(maker, map, id);
			const { body: kept } = await server.api.ask('GET', `/api/layers/${id}`, { as: maker });
			expect(kept).toMatchObject(body);
		}
		const { body } = await server.api.ask<{ layers: { opacity: number }[] }>(
			'GET',
			`/api/maps/${map}`,
			{ as: maker }
		);
		expect(body.layers.map(({ opacity }) => opacity)).toEqual([0.7, 1, 1, 1]);
	});

	test.each([
		['wms', { url: 'ftp://x', layers: 'a' }, ['/source_config/url']],
		['wms', { layers: '' }, ['/source_config/layers', '/source_config/url']],
		['geotiff', { delivery: 'pigeon' }, ['/source_config/delivery']],
		['geotiff', { delivery: 'tiles', bounds: [[0, 0]] }, ['/source_config/bounds']],
		['vector', { geometryType: 'Point', colour: 1 }, ['/source_config']]
	])('a configuration of %s is judged by its kind: %j', async (source_type, config, pointers) => {
		const refused = await server.api.ask<Refused>('POST', '/api/layers', {
			as: maker,
			body: { name: 'x', source_type, source_config: config }
		});
		expect(refused.status).toBe(422);
		const found = refused.body.errors.map(({ pointer }) => pointer).sort();
		expect(found.filter((pointer) => pointers.includes(pointer))).toEqual(pointers);
	});

	test('a style is kept part by part', async () => {
		const id = await server.api.makeLayer(maker, { style_config: { stroke: '#112233' } });
		const body = { style_config: { strokeWidth: 5 } };
		const changed = await server.api.ask('PUT', `/api/layers/${id}`, { as: maker, body });
		expect(changed.body).toMatchObject({ style_config: { stroke: '#112233', strokeWidth: 5 } });
		const wrong = await server.api.ask('PUT', `/api/layers/${id}`, {
			as: maker,
			body: { style_config: { stroke: 'red' } }
		});
		expect(wrong.status).toBe(422);
	});

	test('the library has what is for everybody and one’s own, and finds it', async () => {
		const wind = await server.api.makeLayer(maker, {
			name: 'Wind 100% _farms_',
			category: 'Energy'
		});
		const mine = await server.api.makeLayer(other, { name: 'Own wind' });
		await server.database.pool.query('update layers set is_global = true where id = $1', [wind]);
		const ids = async (query: string, as?: Person) => {
			const { body } = await server.api.ask<{ id: string }[]>('GET', `/api/layers?${query}`, {
				as
			});
			return body.map(({ id }) => id);
		};
		expect(await ids('search=wind', other)).toEqual([mine, wind]);
		expect(await ids('search=wind')).toEqual([wind]);
		expect(await ids('search=0%25%20_f', other)).toEqual([wind]);
		expect(await ids('search=1_0', other)).toEqual([]);
		expect(await ids('category=Energy&source_type=vector', other)).toEqual([wind]);
		expect(await ids('source_type=wms&search=wind', other)).toEqual([]);
		expect(await ids('mine=true&search=wind', other)).toEqual([mine]);
		const nobody = await server.api.ask('GET', '/api/layers?mine=true');
		expect(nobody.status).toBe(401);
		const [first, second] = [await ids('limit=1', other), await ids('limit=1&offset=1', other)];
		expect(first).not.toEqual(second);
	});

	test('a list says where a small picture of each layer is', async () => {
		const url = 'https://sea.example/wms';
		const kinds = [
			{ source_type: 'wms', source_config: { url, layers: 'depth' } },
			{ source_type: 'geotiff', source_config: { delivery: 'direct', url: `${url}.tif` } },
			{ source_type: 'vector' }
		];
		const ids = await Promise.all(
			kinds.map((kind) => server.api.makeLayer(maker, { name: 'Pictured', ...kind }))
		);
		const { body } = await server.api.ask<{ id: string; preview_url: string | null }[]>(
			'GET',
			'/api/layers?search=pictured',
			{ as: maker }
		);
		const pictures = ids.map((id) => body.find((layer) => layer.id === id)?.preview_url);
		expect(pictures).toEqual([
			expect.stringMatching(/^https:\/\/sea\.example\/wms\?.*REQUEST=GetMap.*LAYERS=depth/),
			`/api/layers/${ids[1]}/preview`,
			null
		]);
	});

	test('only an administrator makes a layer one for everybody', async () => {
		const id = await server.api.makeLayer(maker);
		const body = { is_global: true };
		const refused = await server.api.ask('PUT', `/api/layers/${id}`, { as: maker, body });
		expect(refused).toMatchObject({ status: 403, body: { reason: 'not-admin' } });
	});
});
