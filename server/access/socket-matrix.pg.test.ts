import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { PERMISSION_LEVELS } from '#core/access/policy.ts';
import type { PermissionLevel } from '#core/access/policy.ts';
import { documentName } from '#core/doc/names.ts';
import type { DocumentKind, DocumentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addComment } from '#core/edit/talk-edits.ts';
import { shareMap, stackLayer } from '../sync/testing/share.ts';
import { startSyncServer } from '../sync/testing/sync-server.ts';
import type { SyncTestServer, TestUser } from '../sync/testing/sync-server.ts';
import { TestClient } from '../sync/testing/test-client.ts';
import { until } from '../sync/testing/until.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import type { Access } from './identity.ts';

const ROLES = ['owner', 'edit', 'view', 'signed in', 'anonymous'] as const;
type Role = (typeof ROLES)[number];

/** The table "Rights" of the HTTP contract, for documents: map, layer on the map, talk. */
const EXPECTED: Readonly<Record<PermissionLevel, Readonly<Record<Role, readonly Access[]>>>> = {
	private: {
		owner: ['write', 'write', 'write'],
		edit: ['none', 'none', 'none'],
		view: ['none', 'none', 'none'],
		'signed in': ['none', 'none', 'none'],
		anonymous: ['none', 'none', 'none']
	},
	collaborators: {
		owner: ['write', 'write', 'write'],
		edit: ['write', 'write', 'write'],
		view: ['read', 'read', 'write'],
		'signed in': ['none', 'none', 'none'],
		anonymous: ['none', 'none', 'none']
	},
	public: {
		owner: ['write', 'write', 'write'],
		edit: ['write', 'write', 'write'],
		view: ['read', 'read', 'write'],
		'signed in': ['read', 'read', 'write'],
		anonymous: ['read', 'read', 'read']
	}
};
const KINDS: readonly DocumentKind[] = ['map', 'layer', 'talk'];
const CELLS = PERMISSION_LEVELS.flatMap((level) =>
	ROLES.flatMap((role) =>
		KINDS.map((kind, i) => ({ level, role, kind, access: EXPECTED[level][role][i] ?? 'none' }))
	)
);

let place: TestDatabase;
let server: SyncTestServer;
let people: Record<Role, TestUser | undefined>;
const plans = new Map<PermissionLevel, { mapId: string; layerId: string }>();

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database);
	const user = (role: Role) => server.user(role);
	people = {
		owner: await user('owner'),
		edit: await user('edit'),
		view: await user('view'),
		'signed in': await user('signed in'),
		anonymous: undefined
	};
	for (const level of PERMISSION_LEVELS) plans.set(level, await makePlan(level));
});
afterAll(async () => {
	await server.stop();
	await place.close();
});

async function makePlan(level: PermissionLevel) {
	const mapId = randomUUID();
	const layerId = randomUUID();
	const { owner, edit, view } = people;
	if (!owner || !edit || !view) throw new Error('nobody there');
	await shareMap(place.database, mapId, { owner, level, edit: [edit], view: [view] });
	await stackLayer(place.database, layerId, { mapId });
	const name = (doc: Y.Doc) => doc.getMap('meta').set('name', 'Havsplan');
	await server.sync.transactDurably(documentName('layer', layerId), name, owner);
	const stack = (doc: Y.Doc) => {
		name(doc);
		applyStack(doc, layerId);
	};
	await server.sync.transactDurably(documentName('map', mapId), stack, owner);
	return { mapId, layerId };
}

function applyStack(doc: Y.Doc, layerId: string): void {
	applyChanges(
		doc,
		[
			{
				document: documentName('map', layerId),
				path: ['stack', layerId],
				before: undefined,
				after: { order: 'a0', visible: true, opacity: 1 }
			}
		],
		'edit'
	);
}

async function loggedRows(name: string): Promise<number> {
	const { rows } = await place.database.pool.query<{ count: number }>(
		'select count(*)::int as count from document_updates where document = $1',
		[name]
	);
	return rows[0]?.count ?? 0;
}

function write(doc: Y.Doc, kind: DocumentKind, mapId: string, author: string): void {
	if (kind !== 'talk') return void doc.getMap('meta').set('description', randomUUID());
	const comment = {
		id: randomUUID(),
		author,
		at: new Date().toISOString(),
		text: 'Here?',
		parent: null,
		target: { kind: 'map' } as const
	};
	applyChanges(doc, addComment({ id: mapId, doc }, comment), 'edit');
}

async function tryOut({ level, role, kind }: (typeof CELLS)[number]): Promise<Access> {
	const plan = plans.get(level);
	if (!plan) throw new Error('no plan');
	const name: DocumentName = documentName(kind, kind === 'layer' ? plan.layerId : plan.mapId);
	const before = await loggedRows(name);
	const { id = randomUUID(), token = '' } = people[role] ?? {};
	const client = new TestClient({ url: server.url, token, name });
	try {
		await until(() => client.provider.isSynced || client.reasons.length > 0);
		if (client.reasons.length > 0) {
			expect(client.reasons).toEqual(['no-access']);
			return 'none';
		}
		write(client.doc, kind, plan.mapId, id);
		const outcome = await client.outcome();
		const after = await loggedRows(name);
		expect(after - before).toBe(outcome === 'durable' ? 1 : 0);
		return outcome === 'durable' ? 'write' : 'read';
	} finally {
		client.destroy();
	}
}

describe('[R1] what the socket lets people do with documents', () => {
	test.each(CELLS)('$level, $role: $kind opens as $access', async (cell) => {
		expect(await tryOut(cell)).toBe(cell.access);
	});
});

describe('[R2] who is nobody', () => {
	test('a token that is worth nothing is no anonymous reader, on public maps neither', async () => {
		const { mapId = '' } = plans.get('public') ?? {};
		const name = documentName('map', mapId);
		const client = new TestClient({ url: server.url, token: 'worthless', name });
		await until(() => client.reasons.length > 0);
		expect(client.reasons).toEqual(['signed-out']);
		client.destroy();
	});

	test('somebody anonymous brings no map, whatever its id', async () => {
		const name = documentName('map', randomUUID());
		const client = new TestClient({ url: server.url, token: 'anonymous', name });
		await until(() => client.reasons.length > 0);
		expect(client.reasons).toEqual(['no-access']);
		client.destroy();
	});

	test('somebody anonymous sees who is there, and is not seen', async () => {
		const { mapId = '' } = plans.get('public') ?? {};
		const name = documentName('map', mapId);
		const { owner } = people;
		const options = { url: server.url, name, presence: true };
		const seen = await new TestClient({ ...options, token: owner?.token ?? '' }).synced();
		const unseen = await new TestClient({ ...options, token: '' }).synced();
		unseen.awareness?.setLocalState({ cursor: [1, 1] });
		seen.awareness?.setLocalState({ cursor: [2, 2] });
		const states = (client: TestClient) =>
			[...(client.awareness?.getStates().entries() ?? [])]
				.filter(([id]) => id !== client.doc.clientID)
				.map(([, state]) => state['cursor'] as unknown);
		await until(() => states(unseen).length > 0);
		await unseen.outcome();
		expect(states(unseen)).toEqual([[2, 2]]);
		expect(states(seen)).toEqual([]);
		seen.destroy();
		unseen.destroy();
	});
});
