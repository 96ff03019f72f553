import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addToStack } from '#core/edit/map-edits.ts';
import { TestClient } from '../../sync/testing/test-client.ts';
import { apiServer } from '../testing/api-client.ts';
import type { ApiServer, Person } from '../testing/api-client.ts';

let server: ApiServer;
let owner: Person;
let other: Person;
beforeAll(async () => {
	server = await apiServer();
	owner = await server.api.signIn('Owner');
	other = await server.api.signIn('Other');
});
afterAll(() => server.close());

interface Entry {
	readonly layer_id: string;
}
interface MapBody {
	readonly id: string;
	readonly layers: readonly (Entry & Record<string, unknown>)[];
	readonly [key: string]: unknown;
}

const get = async (id: string, as: Person = owner) =>
	(await server.api.ask<MapBody>('GET', `/api/maps/${id}`, { as })).body;

describe('maps', () => {
	test('a map is made, read, changed in part and deleted for good', async () => {
		const id = randomUUID();
		const body = { id, name: '  North Sea ', center_lat: 56.5, center_lng: 4, zoom: 5 };
		const made = await server.api.ask<MapBody>('POST', '/api/maps', { as: owner, body });
		expect(made.status).toBe(201);
		expect(made.headers.get('Location')).toBe(`/api/maps/${id}`);
		expect(made.body).toMatchObject({
			id,
			name: 'North Sea',
			role: 'owner',
			center_lat: 56.5,
			permission_level: 'private',
			created_by: owner.id,
			created_by_name: 'Owner',
			layers: []
		});
		const changed = await server.api.ask<MapBody>('PUT', `/api/maps/${id}`, {
			as: owner,
			body: { center_lng: 5, description: 'draft' }
		});
		expect(changed.body).toMatchObject({ center_lat: 56.5, center_lng: 5, description: 'draft' });
		expect(changed.body).toEqual(await get(id));
		expect((await server.api.ask('DELETE', `/api/maps/${id}`, { as: owner })).status).toBe(204);
		expect((await server.api.ask('GET', `/api/maps/${id}`, { as: owner })).status).toBe(404);
		const again = await server.api.ask('POST', '/api/maps', { as: owner, body });
		expect(again).toMatchObject({ status: 409, body: { type: 'urn:samsyn:problem:conflict' } });
	});

	test('a list says of each map what the map itself says, whatever its name', async () => {
		const somebody = await server.api.signIn('Åsa "quote" \\');
		for (const name of ['Plan "1"\n\t', 'Två \\ hav', '{"role":"edit"}']) {
			const body = { name, description: 'a\u2028"b"' };
			await server.api.ask('POST', '/api/maps', { as: somebody, body });
		}
		const { body } = await server.api.ask<MapBody[]>('GET', '/api/maps', { as: somebody });
		expect(body).toHaveLength(3);
		for (const listed of body) expect(await get(listed.id, somebody)).toMatchObject(listed);
	});

	test('making it again answers the map that is there; nobody else gets it', async () => {
		const body = { id: randomUUID(), name: 'Mine' };
		const both = await Promise.all([
			server.api.ask('POST', '/api/maps', { as: owner, body }),
			server.api.ask('POST', '/api/maps', { as: owner, body: { ...body, name: 'Other words' } })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
		expect(both[0].body).toEqual(both[1].body);
		const theirs = await server.api.ask('POST', '/api/maps', { as: other, body });
		expect(theirs.status).toBe(409);
	});

	test('If-Match keeps one from writing over what was not seen', async () => {
		const id = await server.api.makeMap(owner);
		const first = await server.api.ask('GET', `/api/maps/${id}`, { as: owner });
		const etag = first.headers.get('ETag') ?? '';
		const known = await server.api.ask('GET', `/api/maps/${id}`, {
			as: owner,
			headers: { 'If-None-Match': etag }
		});
		expect([known.status, known.body]).toEqual([304, '']);
		const put = (name: string) =>
			server.api.ask('PUT', `/api/maps/${id}`, {
				as: owner,
				body: { name },
				headers: { 'If-Match': etag }
			});
		const both = await Promise.all([put('one'), put('two')]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
		const late = await server.api.ask('DELETE', `/api/maps/${id}`, {
			as: owner,
			headers: { 'If-Match': etag }
		});
		expect(late).toMatchObject({ status: 412, body: { type: 'urn:samsyn:problem:changed' } });
	});

	test('If-Match on the stack is the state of its map: of two who saw the same, one writes', async () => {
		const id = await server.api.makeMap(owner);
		const [one, two] = [await server.api.makeLayer(owner), await server.api.makeLayer(owner)];
		await server.api.stack(owner, id, one);
		const read = async () =>
			(await server.api.ask('GET', `/api/maps/${id}`, { as: owner })).headers.get('ETag') ?? '';
		const seen = { as: owner, headers: { 'If-Match': await read() } };
		const path = `/api/maps/${id}/layers`;
		const both = await Promise.all([
			server.api.ask('POST', path, { ...seen, body: { layer_id: two } }),
			server.api.ask('PUT', `${path}/${one}`, { ...seen, body: { opacity: 0.5 } })
		]);
		expect(both.filter(({ status }) => status === 412)).toHaveLength(1);
		const fresh = { as: owner, headers: { 'If-Match': await read() } };
		expect((await server.api.ask('DELETE', `${path}/${one}`, fresh)).status).toBe(204);
		const again = await server.api.ask('POST', path, { ...fresh, body: { layer_id: one } });
		expect(again.status).toBe(412);
	});

	test('a level is for the owner; a public map is read by anybody', async () => {
		const id = await server.api.makeMap(owner, { permission_level: 'public' });
		expect((await server.api.ask('GET', `/api/maps/${id}`)).body).toMatchObject({ role: 'view' });
		const list = await server.api.ask<MapBody[]>('GET', '/api/maps?public=true');
		expect(list.body.map((map) => map.id)).toContain(id);
		await server.api.let(owner, id, other, 'edit');
		expect(await get(id, other)).toMatchObject({ role: 'edit' });
		const level = await server.api.ask('PUT', `/api/maps/${id}`, {
			as: other,
			body: { name: 'x', permission_level: 'private' }
		});
		expect(level).toMatchObject({ status: 403, body: { reason: 'not-owner' } });
		expect(await get(id, other)).toMatchObject({ name: 'Plan', permission_level: 'public' });
		await server.api.ask('PUT', `/api/maps/${id}`, {
			as: owner,
			body: { permission_level: 'private' }
		});
		expect((await server.api.ask('GET', `/api/maps/${id}`, { as: other })).status).toBe(404);
		expect((await server.api.ask('GET', `/api/maps/${id}`)).status).toBe(404);
	});

	test('nobody publishes what is somebody else’s', async () => {
		const id = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		await server.api.let(owner, id, other, 'edit');
		const secret = await server.api.makeLayer(other, { name: 'Wrecks', editable: 'creator-only' });
		await server.api.stack(other, id, secret);
		const refused = await server.api.ask('PUT', `/api/maps/${id}`, {
			as: owner,
			body: { permission_level: 'public' }
		});
		expect(refused).toMatchObject({
			status: 409,
			body: {
				type: 'urn:samsyn:problem:private-layers',
				detail: expect.stringContaining('“Wrecks”') as string,
				layers: [{ id: secret, name: 'Wrecks' }]
			}
		});
		expect(await get(id)).toMatchObject({ permission_level: 'collaborators' });
	});

	test('nor in the very moment that it is stacked', async () => {
		const carol = await server.api.signIn('Carol');
		const secret = await server.api.makeLayer(carol, { name: 'Wrecks', editable: 'creator-only' });
		const shown = await server.api.makeMap(carol, { permission_level: 'collaborators' });
		await server.api.stack(carol, shown, secret);
		await server.api.let(carol, shown, other, 'view');
		for (let round = 0; round < 6; round++) {
			const id = await server.api.makeMap(owner, { permission_level: 'collaborators' });
			await server.api.let(owner, id, other, 'edit');
			const theirs = new TestClient({
				url: `${server.url.replace('http', 'ws')}/sync`,
				token: other.token,
				name: documentName('map', id)
			});
			try {
				await theirs.synced();
				const { doc } = theirs;
				applyChanges(doc, addToStack({ id, doc }, secret, Math.random), 'edit');
				// The first is seen by the tables only half a second later.
				if (round === 0) await theirs.saved();
				else await new Promise((resolve) => setTimeout(resolve, round));
				const { status } = await server.api.ask('PUT', `/api/maps/${id}`, {
					as: owner,
					body: { permission_level: 'public' }
				});
				await theirs.saved();
				const isStacked = await server.sync.read(documentName('map', id), (live) =>
					live.getMap('stack').has(secret)
				);
				if (round === 0) expect(status).toBe(409);
				expect({ round, isPublic: status === 200 }).toEqual({ round, isPublic: !isStacked });
			} finally {
				theirs.destroy();
			}
		}
		expect((await server.api.ask('GET', `/api/layers/${secret}`)).status).toBe(404);
	});

	test('what a request changes is seen live by who has the map open', async () => {
		const id = await server.api.makeMap(owner);
		const doc = new Y.Doc();
		const websocketProvider = new HocuspocusProviderWebsocket({
			url: `${server.url.replace('http', 'ws')}/sync`
		});
		const provider = new HocuspocusProvider({
			websocketProvider,
			name: `map:${id}`,
			document: doc,
			token: owner.token
		});
		provider.attach();
		try {
			await expect.poll(() => doc.getMap('meta').get('name')).toBe('Plan');
			await server.api.ask('PUT', `/api/maps/${id}`, { as: owner, body: { name: 'Live' } });
			await expect.poll(() => doc.getMap('meta').get('name')).toBe('Live');
		} finally {
			provider.destroy();
			websocketProvider.destroy();
		}
	});

	test('unknown fields, empty names and half a world too far are 422, by place', async () => {
		const wrong = await server.api.ask('POST', '/api/maps', {
			as: owner,
			body: { name: ' ', center_lat: 91, colour: 'red' }
		});
		expect(wrong.status).toBe(422);
		const { errors } = wrong.body as { errors: { pointer: string }[] };
		expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['', '/center_lat', '/name']);
	});
});

describe('the stack', () => {
	test('layers come on top, go, show and hide, and stand in the order that is asked for', async () => {
		const id = await server.api.makeMap(owner);
		const layers: string[] = [];
		for (const name of ['a', 'b', 'c']) layers.push(await server.api.makeLayer(owner, { name }));
		for (const layer of layers) await server.api.stack(owner, id, layer);
		const order = (map: MapBody) => map.layers.map((entry) => entry.layer_id);
		expect(order(await get(id))).toEqual(layers);
		const again = await server.api.ask('POST', `/api/maps/${id}/layers`, {
			as: owner,
			body: { layer_id: layers[0] }
		});
		expect(again.status).toBe(200);
		const turned = [...layers].reverse();
		const sorted = await server.api.ask<Entry[]>('PUT', `/api/maps/${id}/layers/reorder`, {
			as: owner,
			body: { layer_ids: turned }
		});
		expect(sorted.body.map((entry) => entry.layer_id)).toEqual(turned);
		expect(order(await get(id))).toEqual(turned);
		const shown = await server.api.ask('PUT', `/api/maps/${id}/layers/${layers[0] ?? ''}`, {
			as: owner,
			body: { is_visible: false, opacity: 0.25 }
		});
		expect(shown.body).toMatchObject({ is_visible: false, opacity: 0.25, name: 'a' });
		const path = `/api/maps/${id}/layers/${layers[1] ?? ''}`;
		expect((await server.api.ask('DELETE', path, { as: owner })).status).toBe(204);
		expect((await server.api.ask('DELETE', path, { as: owner })).status).toBe(404);
		expect(order(await get(id))).toEqual([layers[2], layers[0]]);
		const stale = await server.api.ask('PUT', `/api/maps/${id}/layers/reorder`, {
			as: owner,
			body: { layer_ids: turned }
		});
		expect(stale.status).toBe(409);
	});

	test('an editor brings back what he took off, but not what its owner withdrew', async () => {
		const id = await server.api.makeMap(owner, { permission_level: 'collaborators' });
		await server.api.let(owner, id, other, 'edit');
		const layer = await server.api.makeLayer(owner);
		await server.api.stack(owner, id, layer);
		const path = `/api/maps/${id}/layers`;
		const bring = async (as: Person) =>
			(await server.api.ask('POST', path, { as, body: { layer_id: layer } })).status;
		const take = (as: Person) => server.api.ask('DELETE', `${path}/${layer}`, { as });
		expect((await take(other)).status).toBe(204);
		expect(await bring(other)).toBe(201);
		expect((await take(owner)).status).toBe(204);
		expect(await bring(other)).toBe(404);
		expect(await bring(owner)).toBe(201);
	});

	test('a layer that one may not read is none; another’s stays off a public map', async () => {
		const id = await server.api.makeMap(owner, { permission_level: 'public' });
		const hidden = await server.api.makeLayer(other);
		const body = { layer_id: hidden };
		const asked = await server.api.ask('POST', `/api/maps/${id}/layers`, { as: owner, body });
		expect(asked.status).toBe(404);
		const shared = await server.api.makeMap(other, { permission_level: 'collaborators' });
		await server.api.stack(other, shared, hidden);
		await server.api.let(other, shared, owner, 'view');
		const seen = await server.api.ask('POST', `/api/maps/${id}/layers`, { as: owner, body });
		expect(seen).toMatchObject({ status: 403, body: { reason: 'private-layer' } });
	});
});

describe('copies', () => {
	test('a copy has the map, and its own of the layers drawn in it', async () => {
		const id = await server.api.makeMap(owner, { permission_level: 'public', zoom: 7 });
		const drawn = await server.api.makeLayer(owner, { name: 'Drawn' });
		const wms = await server.api.makeLayer(owner, {
			name: 'Depth',
			source_type: 'wms',
			source_config: { url: 'https://maps.example.org/wms', layers: 'depth' }
		});
		for (const layer of [drawn, wms]) await server.api.stack(owner, id, layer);
		await server.api.ask('PUT', `/api/maps/${id}/layers/${drawn}`, {
			as: owner,
			body: { opacity: 0.5 }
		});
		const point = (lng: number) => ({
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [lng, 55] },
			properties: { lng }
		});
		await server.api.ask('POST', `/api/layers/${drawn}/features`, {
			as: owner,
			body: { type: 'FeatureCollection', features: [point(1), point(2), point(3)] }
		});
		const copied = await server.api.ask<MapBody>('POST', `/api/maps/${id}/copy`, {
			as: other,
			body: { name: 'Variant' }
		});
		expect(copied.status).toBe(201);
		expect(copied.body).toMatchObject({
			name: 'Variant',
			zoom: 7,
			role: 'owner',
			permission_level: 'private',
			layers: [{ name: 'Drawn', opacity: 0.5, created_by: other.id }, { layer_id: wms }]
		});
		const copyOfDrawn = copied.body.layers[0]?.layer_id ?? '';
		expect(copyOfDrawn).not.toBe(drawn);
		const features = await server.api.ask<{ features: { properties: unknown }[] }>(
			'GET',
			`/api/layers/${copyOfDrawn}/features`,
			{ as: other }
		);
		expect(features.body.features.map(({ properties }) => properties)).toEqual([
			{ lng: 1 },
			{ lng: 2 },
			{ lng: 3 }
		]);
		const edit = await server.api.ask('POST', `/api/layers/${copyOfDrawn}/features`, {
			as: other,
			body: point(4)
		});
		expect(edit.status).toBe(201);
		const theirs = await server.api.ask('POST', `/api/layers/${drawn}/features`, {
			as: other,
			body: point(4)
		});
		expect(theirs.status).toBe(403);
	});
});
