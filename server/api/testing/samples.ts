import { randomUUID } from 'node:crypto';

/** A request that the schemas let through, for each operation; the ids stand for nothing. */
export interface Sample {
	readonly path: string;
	readonly body?: unknown;
}

const POINT = {
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [4, 55] },
	properties: {}
};

const BODIES: Readonly<Record<string, () => unknown>> = {
	'POST /api/session': () => ({ name: 'Kim' }),
	'POST /api/session/merge': () => ({ guest_token: 'x' }),
	'POST /api/maps': () => ({ name: 'Plan' }),
	'POST /api/maps/{id}/layers': () => ({ layer_id: randomUUID() }),
	'PUT /api/maps/{id}/layers/reorder': () => ({ layer_ids: [] }),
	'POST /api/layers': () => ({ name: 'Zones', source_type: 'vector' }),
	'POST /api/layers/{id}/features': () => POINT,
	'POST /api/maps/{id}/collaborators': () => ({ email: 'a@example.org', permission: 'view' }),
	'POST /api/maps/{id}/links': () => ({ permission: 'view' }),
	'POST /api/join': () => ({ code: 'BCDFGH' }),
	'POST /api/comments': () => ({ map_id: randomUUID(), content: 'Hello' })
};

const QUERIES: Readonly<Record<string, () => string>> = {
	'GET /api/comments': () => `?mapId=${randomUUID()}`
};

/** For an operation by its name: `PUT /api/maps/{id}`. */
export function sampleOf(name: string): Sample {
	const [method, template = ''] = name.split(' ');
	const path = template.replaceAll(/\{\w+\}/g, () => randomUUID());
	const query = QUERIES[name]?.() ?? '';
	const body = method === 'POST' || method === 'PUT' ? (BODIES[name]?.() ?? {}) : undefined;
	return { path: path + query, ...(body === undefined ? {} : { body }) };
}
