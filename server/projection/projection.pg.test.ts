import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import type { Geometry } from '#core/geometry/types.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { createLogger } from '../log.ts';
import { loadAside } from '../sync/load-aside.ts';
import { differencesIn, startSyncServer } from '../sync/testing/sync-server.ts';
import type { SyncTestServer, TestUser } from '../sync/testing/sync-server.ts';
import { until } from '../sync/testing/until.ts';
import { rebuild, verify } from './verify.ts';

let place: TestDatabase;
let server: SyncTestServer;
let ann: TestUser;

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database);
	ann = await server.user('Ann');
});
afterAll(async () => {
	await server.stop();
	await place.close();
});

let layerId: string;
let layer: DocumentName;
beforeEach(() => {
	layerId = randomUUID();
	layer = documentName('layer', layerId);
});

function edit<T>(name: DocumentName, change: (doc: Y.Doc) => T): Promise<T> {
	return server.sync.transactDurably(name, change, ann);
}

function put(id: string, geometry: Geometry, properties: Record<string, unknown> = {}) {
	const entries = Object.entries(properties).map(([key, value]) => [`p:${key}`, value] as const);
	const map = new Y.Map<unknown>([['g', toTwkb(geometry)], ...entries]);
	return (doc: Y.Doc) => void doc.getMap('features').set(id, map);
}

async function query(text: string, values: unknown[] = []): Promise<unknown[]> {
	return (await place.database.pool.query<Record<string, unknown>>(text, values)).rows;
}

const options = () => ({
	database: place.database,
	loadSource: (name: string) =>
		loadAside(name, { database: place.database, log: createLogger('silent') })
});

describe('[T1] features', () => {
	const crossing: Geometry = {
		type: 'Polygon',
		coordinates: [
			[
				[0, 0],
				[2, 2],
				[2, 0],
				[0, 2],
				[0, 0]
			]
		]
	};

	test.each<[string, Geometry, string]>([
		[
			'a point with a height',
			{ type: 'Point', coordinates: [11.97, 57.7, -12.5] },
			'POINT Z (11.97 57.7 -12.5)'
		],
		['a ring that crosses itself, as it was drawn', crossing, 'POLYGON((0 0,2 2,2 0,0 2,0 0))'],
		[
			'a collection',
			{
				type: 'GeometryCollection',
				geometries: [
					{ type: 'Point', coordinates: [1, 2] },
					{
						type: 'LineString',
						coordinates: [
							[1, 2],
							[3, 4]
						]
					}
				]
			},
			'GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))'
		],
		[
			'all 7 decimals',
			{ type: 'Point', coordinates: [-179.9999999, 89.1234567] },
			'POINT(-179.9999999 89.1234567)'
		]
	])('%s', async (_what, geometry, text) => {
		const id = randomUUID();
		await edit(layer, put(id, geometry));
		expect(
			await query(
				'select st_astext(geometry, 7) as text, st_srid(geometry) as srid from layer_features where id = $1',
				[id]
			)
		).toEqual([{ text, srid: 4326 }]);
	});

	test('properties of every kind, also such as PostgreSQL does not take', async () => {
		const id = randomUUID();
		const value = {
			name: 'Väst\u0000',
			__proto__x: 1,
			deep: { 'a\u0000': [null, true, 'å'] },
			n: 1e300
		};
		await edit(layer, (doc) => {
			put(id, { type: 'Point', coordinates: [0, 0] }, value)(doc);
			(doc.getMap('features').get(id) as Y.Map<unknown>).set('p:__proto__', 'own');
		});
		const [row] = (await query('select properties from layer_features where id = $1', [id])) as [
			{ properties: Record<string, unknown> }
		];
		expect(Object.entries(row.properties).sort()).toEqual(
			[
				['__proto__', 'own'],
				['__proto__x', 1],
				['deep', { 'a\uFFFD': [null, true, 'å'] }],
				['n', 1e300],
				['name', 'Väst\uFFFD']
			].sort()
		);
	});

	test('are changed and deleted, and only they', async () => {
		const [kept, changed, gone] = [randomUUID(), randomUUID(), randomUUID()];
		await edit(layer, (doc) => {
			for (const id of [kept, changed, gone]) put(id, { type: 'Point', coordinates: [1, 1] })(doc);
		});
		const [before] = (await query('select doc_seq from layer_features where id = $1', [kept])) as [
			{ doc_seq: number }
		];
		await edit(layer, (doc) => {
			doc.getMap('features').delete(gone);
			(doc.getMap('features').get(changed) as Y.Map<unknown>).set('o', 7);
		});
		const rows = await query(
			'select id, display_order, doc_seq from layer_features where layer_id = $1 order by display_order',
			[layerId]
		);
		expect(rows).toEqual([
			{ id: kept, display_order: 0, doc_seq: before.doc_seq },
			{ id: changed, display_order: 7, doc_seq: expect.any(Number) }
		]);
	});

	test('thousands at once', async () => {
		await edit(layer, (doc) => {
			for (let i = 0; i < 2_500; i++)
				put(randomUUID(), { type: 'Point', coordinates: [i / 100, 1] })(doc);
		});
		expect(
			await query('select count(*)::int as n from layer_features where layer_id = $1', [layerId])
		).toEqual([{ n: 2_500 }]);
		expect(await differencesIn(place.database)).toEqual([]);
	});

	test('one that has no geometry is named, and keeps no other out', async () => {
		const [bare, whole] = [randomUUID(), randomUUID()];
		await edit(layer, (doc) => {
			doc.getMap('features').set(bare, new Y.Map<unknown>([['p:name', 'bare']]));
			put(whole, { type: 'Point', coordinates: [1, 1] })(doc);
		});
		expect(await query('select id from layer_features where layer_id = $1', [layerId])).toEqual([
			{ id: whole }
		]);
		expect(
			await query('select entity_id, reason from projection_errors where document = $1', [layer])
		).toEqual([{ entity_id: bare, reason: 'no readable geometry' }]);
		expect(await differencesIn(place.database)).toEqual([]);
		await edit(layer, (doc) =>
			(doc.getMap('features').get(bare) as Y.Map<unknown>).set(
				'g',
				toTwkb({ type: 'Point', coordinates: [2, 2] })
			)
		);
		expect(await query('select from projection_errors where document = $1', [layer])).toEqual([]);
		expect(
			await query('select count(*)::int as n from layer_features where layer_id = $1', [layerId])
		).toEqual([{ n: 2 }]);
	});
});

describe('[T2] maps and their stacks', () => {
	test('a layer that has not come yet keeps its place, and is filled when it comes', async () => {
		const mapId = randomUUID();
		const map = documentName('map', mapId);
		await edit(map, (doc) => {
			doc.getMap('meta').set('name', 'Plan');
			doc.getMap('meta').set('center', [11.9, 57.7]);
			doc.getMap('stack').set(
				layerId,
				new Y.Map<unknown>([
					['order', 'a1'],
					['opacity', 0.5]
				])
			);
		});
		const joined = () =>
			query(
				'select m.name as map, m.center_lng, m.created_by, l.name, l.doc_seq > 0 as filled, s.opacity, s.display_order from maps m join map_layers s on s.map_id = m.id join layers l on l.id = s.layer_id where m.id = $1',
				[mapId]
			);
		const common = {
			map: 'Plan',
			center_lng: 11.9,
			created_by: ann.id,
			opacity: 0.5,
			display_order: 0
		};
		expect(await joined()).toEqual([{ ...common, name: '', filled: false }]);
		expect(await differencesIn(place.database)).toEqual([]);
		await edit(layer, (doc) => doc.getMap('meta').set('name', 'Zones'));
		expect(await joined()).toEqual([{ ...common, name: 'Zones', filled: true }]);
		// Taken out of the stack, a layer with a document stays; a mere placeholder goes.
		const ghost = randomUUID();
		await edit(map, (doc) => doc.getMap('stack').set(ghost, new Y.Map<unknown>([['order', 'a2']])));
		await edit(map, (doc) => {
			doc.getMap('stack').delete(ghost);
			doc.getMap('stack').delete(layerId);
		});
		expect(
			await query('select id from layers where id = any($1::uuid[])', [[ghost, layerId]])
		).toEqual([{ id: layerId }]);
	});
});

describe('[T3] what a crash left behind', () => {
	test('is repaired at the next start, without anybody opening the document', async () => {
		const [gone, added] = [randomUUID(), randomUUID()];
		await edit(layer, put(gone, { type: 'Point', coordinates: [1, 1] }));
		// As after a crash between the log and the tables.
		const doc = new Y.Doc();
		put(added, { type: 'Point', coordinates: [3, 3] })(doc);
		const { rows } = await place.database.pool.query<{ seq: number }>(
			'insert into document_updates (document, update) values ($1, $2) returning seq',
			[layer, Buffer.from(Y.encodeStateAsUpdate(doc))]
		);
		const again = await startSyncServer(place.database);
		const shown = () =>
			query('select id from layer_features where layer_id = $1 order by id', [layerId]);
		await until(async () => (await shown()).length === 2);
		expect(await shown()).toEqual([gone, added].sort().map((id) => ({ id })));
		const state = () => query('select seq from projection_state where document = $1', [layer]);
		await until(async () => JSON.stringify(await state()) === JSON.stringify(rows));
		await again.stop();
	});
});

describe('[T4] --verify and --rebuild', () => {
	test('find and mend whatever somebody did to the tables', async () => {
		const mapId = randomUUID();
		const map = documentName('map', mapId);
		const [moved, renamed, lost] = [randomUUID(), randomUUID(), randomUUID()];
		await edit(map, (doc) => {
			doc.getMap('meta').set('name', 'Plan');
			doc.getMap('stack').set(layerId, new Y.Map<unknown>([['order', 'a1']]));
		});
		await edit(layer, (doc) => {
			doc.getMap('meta').set('name', 'Zones');
			for (const id of [moved, renamed, lost])
				put(id, { type: 'Point', coordinates: [1, 1] }, { a: 1 })(doc);
		});
		expect(await differencesIn(place.database)).toEqual([]);
		const extra = randomUUID();
		const stray = randomUUID();
		await query('update maps set name = $2 where id = $1', [mapId, 'Other']);
		await query('update map_layers set opacity = 0.1 where map_id = $1', [mapId]);
		await query('update layers set style_config = $2 where id = $1', [layerId, '{}']);
		await query(
			'update layer_features set geometry = st_setsrid(st_point(5, 5), 4326), doc_seq = 999999999 where id = $1',
			[moved]
		);
		await query(`update layer_features set properties = '{"a": 2}' where id = $1`, [renamed]);
		await query('delete from layer_features where id = $1', [lost]);
		await query(
			'insert into layer_features (layer_id, id, geometry) values ($1, $2, st_setsrid(st_point(0, 0), 4326))',
			[layerId, extra]
		);
		await query('insert into maps (id, doc_seq) values ($1, 7)', [stray]);

		const found = await verify(options());
		const expected = [
			[map, 'meta'],
			[map, 'stack'],
			[layer, 'meta'],
			...[moved, renamed, lost, extra].map((id) => [layer, id]),
			[`map:${stray}`, 'stray']
		].map(([document, entity]) => ({ document, entity }));
		expect(found).toHaveLength(expected.length);
		expect(found).toEqual(expect.arrayContaining(expected));

		await rebuild(options());
		expect(await verify(options())).toEqual([]);
	});
});
