import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiServer } from './testing/api-client.ts';
import type { ApiServer, Person } from './testing/api-client.ts';

/**
 * The tables of the HTTP contract ("Rights") as data, asked over HTTP: every act of every role at every
 * level. `hidden`: 404, as if it were not there; `nobody`: 401; `no`: 403.
 */
type Outcome = 'yes' | 'no' | 'hidden' | 'nobody';
const OUTCOMES = new Map<number, Outcome>([
	[200, 'yes'],
	[201, 'yes'],
	[204, 'yes'],
	[401, 'nobody'],
	[403, 'no'],
	[404, 'hidden']
]);

const ROLES = ['owner', 'edit', 'view', 'stranger', 'anonymous'] as const;
type Role = (typeof ROLES)[number];
const LEVELS = ['private', 'collaborators', 'public'] as const;
type Level = (typeof LEVELS)[number];

/** Who may, where the map may be seen at all. */
interface MapAct {
	readonly name: string;
	readonly may: readonly Role[];
	readonly isRead?: boolean;
	readonly ask: (map: string, who: Person | undefined, set: Scene) => Promise<{ status: number }>;
}

interface Scene {
	readonly people: Readonly<Record<Exclude<Role, 'anonymous'>, Person>>;
	readonly layer: string;
}

let server: ApiServer;
let people: Scene['people'];
beforeAll(async () => {
	server = await apiServer();
	people = {
		owner: await server.api.signIn('Owner'),
		edit: await server.api.signIn('Editor'),
		view: await server.api.signIn('Viewer'),
		stranger: await server.api.signIn('Stranger')
	};
});
afterAll(() => server.close());

const ask = (method: string, path: string, as: Person | undefined, body?: unknown) =>
	server.api.ask(method, path, { as, body });

const EVERYBODY = ROLES;
const EDITORS = ['owner', 'edit'] as const;
const OWNER = ['owner'] as const;
const point = {
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [4, 55] },
	properties: {}
};

const MAP_ACTS: readonly MapAct[] = [
	{
		name: 'read the map',
		may: EVERYBODY,
		isRead: true,
		ask: (map, who) => ask('GET', `/api/maps/${map}`, who)
	},
	{
		name: 'read a layer of it',
		may: EVERYBODY,
		isRead: true,
		ask: (_, who, { layer }) => ask('GET', `/api/layers/${layer}`, who)
	},
	{
		name: 'read features of a layer of it',
		may: EVERYBODY,
		isRead: true,
		ask: (_, who, { layer }) => ask('GET', `/api/layers/${layer}/features`, who)
	},
	{
		name: 'read comments',
		may: EVERYBODY,
		isRead: true,
		ask: (map, who) => ask('GET', `/api/comments?mapId=${map}`, who)
	},
	{
		name: 'change its name',
		may: EDITORS,
		ask: (map, who) => ask('PUT', `/api/maps/${map}`, who, { name: 'Other' })
	},
	{
		name: 'hide a layer',
		may: EDITORS,
		ask: (map, who, { layer }) =>
			ask('PUT', `/api/maps/${map}/layers/${layer}`, who, { is_visible: false })
	},
	{
		name: 'order the layers',
		may: EDITORS,
		ask: (map, who, { layer }) =>
			ask('PUT', `/api/maps/${map}/layers/reorder`, who, { layer_ids: [layer] })
	},
	{
		name: 'draw in a layer that everybody may edit',
		may: EDITORS,
		ask: (_, who, { layer }) => ask('POST', `/api/layers/${layer}/features`, who, point)
	},
	{
		name: 'configure a layer that everybody may edit',
		may: EDITORS,
		ask: (_, who, { layer }) => ask('PUT', `/api/layers/${layer}`, who, { name: 'Other' })
	},
	{
		name: 'decide who may edit a layer',
		may: OWNER,
		ask: (_, who, { layer }) => ask('PUT', `/api/layers/${layer}`, who, { editable: 'everyone' })
	},
	{
		name: 'list the people',
		may: ['owner', 'edit', 'view'],
		ask: (map, who) => ask('GET', `/api/maps/${map}/collaborators`, who)
	},
	{
		name: 'list whom the owner took off',
		may: OWNER,
		ask: (map, who) => ask('GET', `/api/maps/${map}/collaborators/removed`, who)
	},
	{
		name: 'list the links',
		may: OWNER,
		ask: (map, who) => ask('GET', `/api/maps/${map}/links`, who)
	},
	{
		name: 'set the level',
		may: OWNER,
		ask: (map, who) => ask('PUT', `/api/maps/${map}`, who, { permission_level: 'collaborators' })
	},
	{
		name: 'change what another may do',
		may: OWNER,
		ask: (map, who, set) =>
			ask('PUT', `/api/maps/${map}/collaborators/${set.people.view.id}`, who, {
				permission: 'view'
			})
	},
	{
		name: 'send another away',
		may: OWNER,
		ask: (map, who, set) => {
			const other = who?.id === set.people.edit.id ? set.people.view : set.people.edit;
			return ask('DELETE', `/api/maps/${map}/collaborators/${other.id}`, who);
		}
	},
	{
		name: 'copy the map',
		may: ['owner', 'edit', 'view', 'stranger'],
		ask: (map, who) => ask('POST', `/api/maps/${map}/copy`, who, {})
	},
	{
		name: 'delete a layer of it',
		may: OWNER,
		ask: (_, who, { layer }) => ask('DELETE', `/api/layers/${layer}`, who)
	},
	{
		name: 'delete the map',
		may: OWNER,
		ask: (map, who) => ask('DELETE', `/api/maps/${map}`, who)
	}
];

function expected(act: MapAct, role: Role, level: Level): Outcome {
	if (role === 'anonymous' && act.isRead !== true) return 'nobody';
	const isIn = role === 'owner' || (level !== 'private' && (role === 'edit' || role === 'view'));
	if (!isIn && level !== 'public') return 'hidden';
	return act.may.includes(role) ? 'yes' : 'no';
}

/** A map of this level with one layer, an editor and a viewer; fresh, because acts change it. */
async function makeScene(level: Level): Promise<Scene & { readonly map: string }> {
	const { owner, edit, view } = people;
	const map = await server.api.makeMap(owner, { permission_level: 'collaborators' });
	const layer = await server.api.makeLayer(owner);
	await server.api.stack(owner, map, layer);
	await server.database.pool.query(
		`insert into map_collaborators (map_id, user_id, permission)
		values ($1, $2, 'edit'), ($1, $3, 'view')`,
		[map, edit.id, view.id]
	);
	const body = { permission_level: level };
	expect((await ask('PUT', `/api/maps/${map}`, owner, body)).status).toBe(200);
	return { map, layer, people };
}

describe.each(LEVELS)('a map that is %s', (level) => {
	test.each(MAP_ACTS.map((act) => [act.name, act] as const))('%s', async (_name, act) => {
		// Whoever is refused changes nothing; whoever is not, may: one scene for all of the former.
		let scene = await makeScene(level);
		for (const role of ROLES) {
			const outcome = expected(act, role, level);
			const who = role === 'anonymous' ? undefined : people[role];
			const { status } = await act.ask(scene.map, who, scene);
			expect({ role, outcome: OUTCOMES.get(status) }).toEqual({ role, outcome });
			if (outcome === 'yes' && act.isRead !== true) scene = await makeScene(level);
		}
	});
});

describe('a layer on its own', () => {
	const others = () => [people.stranger, undefined] as const;

	test('is its maker’s alone until it is on a map, or for everybody', async () => {
		const layer = await server.api.makeLayer(people.owner);
		for (const who of others()) {
			expect((await ask('GET', `/api/layers/${layer}`, who)).status).toBe(404);
		}
		await server.database.pool.query('update layers set is_global = true where id = $1', [layer]);
		for (const who of others()) {
			expect((await ask('GET', `/api/layers/${layer}`, who)).status).toBe(200);
		}
		const draw = (who: Person | undefined) =>
			ask('POST', `/api/layers/${layer}/features`, who, point);
		expect((await draw(people.stranger)).status).toBe(201);
		expect((await draw(undefined)).status).toBe(401);
		await ask('PUT', `/api/layers/${layer}`, people.owner, { editable: 'creator-only' });
		expect((await draw(people.stranger)).status).toBe(403);
		const global = { is_global: false };
		expect((await ask('PUT', `/api/layers/${layer}`, people.owner, global)).status).toBe(403);
	});

	test('a reader who stacks it on a map of his own does not come to edit it', async () => {
		const { map, layer } = await makeScene('collaborators');
		const own = await server.api.makeMap(people.view);
		await server.api.stack(people.view, own, layer);
		const draw = await ask('POST', `/api/layers/${layer}/features`, people.view, point);
		expect(draw).toMatchObject({ status: 403, body: { reason: 'read-only' } });
		expect(map).not.toBe(own);
	});
});
