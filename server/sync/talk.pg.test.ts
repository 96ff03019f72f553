import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import type { DocumentName } from '#core/doc/names.ts';
import { readComment, readComments } from '#core/doc/talk-document.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import type { Change } from '#core/edit/change.ts';
import { addComment, deleteComment, setCommentText, setResolved } from '#core/edit/talk-edits.ts';
import type { NewComment } from '#core/edit/talk-edits.ts';
import { createLogger } from '../log.ts';
import { rebuild } from '../projection/verify.ts';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { loadAside } from './load-aside.ts';
import { shareMap } from './testing/share.ts';
import { differencesIn, startSyncServer } from './testing/sync-server.ts';
import type { SyncTestServer, TestUser } from './testing/sync-server.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

let place: TestDatabase;
let server: SyncTestServer;
let ann: TestUser;
let ben: TestUser;
let cat: TestUser;
let mapId: string;
let talk: DocumentName;
const open: TestClient[] = [];

beforeAll(async () => {
	place = await testDatabase();
	server = await startSyncServer(place.database);
	ann = await server.user('Ann');
	ben = await server.user('Ben');
	cat = await server.user('Cat');
});
beforeEach(async () => {
	mapId = randomUUID();
	talk = documentName('talk', mapId);
	await shareMap(place.database, mapId, { owner: ann, view: [ben, cat] });
});
afterEach(() => open.splice(0).forEach((client) => client.destroy()));
afterAll(async () => {
	await server.stop();
	await place.close();
});

function client(user: TestUser, doc = new Y.Doc()): TestClient {
	const opened = new TestClient({ url: server.url, token: user.token, name: talk, doc });
	open.push(opened);
	return opened;
}

const now = () => new Date().toISOString();
const of = (doc: Y.Doc) => ({ id: mapId, doc });

function comment(author: TestUser, patch: Partial<NewComment> = {}): NewComment {
	const base = { id: randomUUID(), author: author.id, at: now(), text: 'Here?', parent: null };
	return { ...base, target: { kind: 'map' }, ...patch };
}

function say(by: TestClient, said: NewComment): string {
	applyChanges(by.doc, addComment(of(by.doc), said), 'edit');
	return said.id;
}

async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
	return (await place.database.pool.query<Record<string, unknown>>(text, values)).rows;
}

async function loggedRows(): Promise<number> {
	return (await query('select from document_updates where document = $1', [talk])).length;
}

async function projected(): Promise<Record<string, unknown>[]> {
	await until(async () => (await differencesIn(place.database)).length === 0);
	return query('select * from comments where map_id = $1 order by created_at, id', [mapId]);
}

describe('[R6] comments are their authors’', () => {
	let id: string;
	let ours: TestClient;
	beforeEach(async () => {
		ours = await client(ben).synced();
		id = say(ours, comment(ben));
		await ours.saved();
	});

	/** What somebody sends who writes whatever they like. */
	async function attempt(user: TestUser, edit: (doc: Y.Doc) => void): Promise<string[]> {
		const forger = await client(user).synced();
		const before = await loggedRows();
		forger.doc.transact(() => edit(forger.doc));
		await until(() => forger.reasons.length > 0 || forger.provider.unsyncedChanges === 0);
		if (forger.reasons.length > 0) expect(await loggedRows()).toBe(before);
		else expect(await loggedRows()).toBe(before + 1);
		return forger.reasons;
	}
	const apply = (changes: (doc: Y.Doc) => readonly Change[]) => (doc: Y.Doc) =>
		applyChanges(doc, changes(doc), 'edit');
	const entry = (key: string, value: unknown) => (doc: Y.Doc) => {
		const found = doc.getMap('comments').get(id);
		if (found instanceof Y.Map) found.set(key, value);
	};
	const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
	const resolution = (by: TestUser) => ({ by: by.id, at: now() });

	const REFUSED: readonly [
		what: string,
		who: () => TestUser,
		edit: (doc: Y.Doc) => void,
		rule: string
	][] = [
		['in another’s name', () => cat, apply((doc) => addComment(of(doc), comment(ben))), 'author'],
		['as its author now', () => cat, (doc) => entry('author', cat.id)(doc), 'fixed'],
		['at another time', () => ben, (doc) => entry('at', now())(doc), 'fixed'],
		['in answer to another', () => ben, (doc) => entry('parent', randomUUID())(doc), 'fixed'],
		['about something else', () => ben, (doc) => entry('target', { kind: 'map' })(doc), 'fixed'],
		[
			'anew, under the same id',
			() => ben,
			(doc) => void doc.getMap('comments').set(id, new Y.Map([['author', ben.id]])),
			'fixed'
		],
		[
			'gone outright, by its author',
			() => ben,
			(doc) => doc.getMap('comments').delete(id),
			'fixed'
		],
		[
			'without its author',
			() => ben,
			(doc) => (doc.getMap('comments').get(id) as Y.Map<unknown>).delete('author'),
			'fixed'
		],
		[
			'from tomorrow',
			() => cat,
			apply((doc) => addComment(of(doc), comment(cat, { at: inMinutes(60) }))),
			'future'
		],
		[
			'of nothing',
			() => cat,
			apply((doc) => addComment(of(doc), comment(cat, { text: '' }))),
			'comment-text'
		],
		[
			'of space',
			() => cat,
			apply((doc) => addComment(of(doc), comment(cat, { text: '  ' }))),
			'comment-text'
		],
		[
			'in other words, by another',
			() => cat,
			apply((doc) => setCommentText(of(doc), id, { text: 'No', at: now() })),
			'not-author'
		],
		[
			'in other words, by the owner',
			() => ann,
			apply((doc) => setCommentText(of(doc), id, { text: 'No', at: now() })),
			'not-author'
		],
		[
			'edited, with the same words',
			() => ben,
			(doc) => entry('edited', now())(doc),
			'comment-text'
		],
		['empty, but not deleted', () => ben, (doc) => entry('text', '')(doc), 'comment-text'],
		['deleted by another', () => cat, apply((doc) => deleteComment(of(doc), id)), 'not-author'],
		['deleted, its words left', () => ben, (doc) => entry('deleted', true)(doc), 'comment-text'],
		[
			'resolved by another viewer',
			() => cat,
			(doc) => entry('resolved', resolution(cat))(doc),
			'resolve'
		],
		[
			'resolved in another’s name',
			() => ben,
			(doc) => entry('resolved', resolution(ann))(doc),
			'resolve'
		]
	];
	test.each(REFUSED)('refused: %s', async (_what, who, edit, rule) => {
		expect(await attempt(who(), edit)).toEqual([`invalid:${rule}`]);
	});

	const TAKEN: readonly [what: string, who: () => TestUser, edit: (doc: Y.Doc) => void][] = [
		[
			'other words of its author',
			() => ben,
			apply((doc) => setCommentText(of(doc), id, { text: 'There', at: now() }))
		],
		['deleted by its author', () => ben, apply((doc) => deleteComment(of(doc), id))],
		['deleted by the owner of the map', () => ann, apply((doc) => deleteComment(of(doc), id))],
		[
			'resolved by who began the thread',
			() => ben,
			(doc) => entry('resolved', resolution(ben))(doc)
		],
		['resolved by the owner', () => ann, (doc) => entry('resolved', resolution(ann))(doc)],
		['reopened', () => ann, (doc) => entry('resolved', null)(doc)],
		[
			'a reply of a viewer',
			() => cat,
			apply((doc) => addComment(of(doc), comment(cat, { parent: id })))
		],
		[
			'by a clock that is a little ahead',
			() => cat,
			apply((doc) => addComment(of(doc), comment(cat, { at: inMinutes(3) })))
		]
	];
	test.each(TAKEN)('taken: %s', async (_what, who, edit) => {
		expect(await attempt(who(), edit)).toEqual([]);
	});

	test('the API is held to the same rules', async () => {
		const forged = server.sync.transactDurably(
			talk,
			(doc) => applyChanges(doc, addComment(of(doc), comment(ben)), 'edit'),
			cat
		);
		await expect(forged).rejects.toMatchObject({ rule: 'author', kind: 'forbidden' });
		const long = server.sync.transactDurably(
			talk,
			(doc) =>
				applyChanges(doc, addComment(of(doc), comment(cat, { text: 'x'.repeat(10_001) })), 'edit'),
			cat
		);
		await expect(long).rejects.toMatchObject({ kind: 'invalid' });
	});
});

describe('[R7] written offline', () => {
	test('two people reply to each other’s thread and merge', async () => {
		const [first, second] = [await client(ben).synced(), await client(cat).synced()];
		const bens = say(first, comment(ben));
		const cats = say(second, comment(cat));
		await first.saved();
		await second.saved();
		await until(() => readComment(first.doc, cats) !== undefined);
		await until(() => readComment(second.doc, bens) !== undefined);
		const [offlineBen, offlineCat] = [new Y.Doc(), new Y.Doc()];
		Y.applyUpdate(offlineBen, Y.encodeStateAsUpdate(first.doc));
		Y.applyUpdate(offlineCat, Y.encodeStateAsUpdate(second.doc));
		first.destroy();
		second.destroy();
		const edit = (doc: Y.Doc, changes: readonly Change[]) => applyChanges(doc, changes, 'edit');
		const at = '2026-01-02T03:04:05.678Z';
		const one = comment(ben, { parent: cats, text: 'Yes', at });
		edit(offlineBen, addComment(of(offlineBen), one));
		edit(offlineBen, setCommentText(of(offlineBen), one.id, { text: 'Yes!', at: now() }));
		edit(offlineBen, setResolved(of(offlineBen), bens, { by: ben.id, at: now() }));
		const two = comment(cat, { parent: bens, text: 'No' });
		const mistake = comment(cat, { parent: bens, text: 'Oops' });
		edit(offlineCat, addComment(of(offlineCat), two));
		edit(offlineCat, addComment(of(offlineCat), mistake));
		edit(offlineCat, deleteComment(of(offlineCat), mistake.id));
		const back = [client(ben, offlineBen), client(cat, offlineCat)];
		for (const it of back) await it.saved();
		await until(() => [...readComments(offlineBen)].length === 5);
		await until(() => [...readComments(offlineCat)].length === 5);
		expect(back.flatMap(({ reasons }) => reasons)).toEqual([]);
		expect(offlineBen.getMap('comments').toJSON()).toEqual(offlineCat.getMap('comments').toJSON());
		expect(readComment(offlineCat, one.id)).toMatchObject({ author: ben.id, at, text: 'Yes!' });
		const rows = await projected();
		expect(rows).toHaveLength(5);
		expect(rows.find((row) => row['id'] === one.id)).toMatchObject({
			content: 'Yes!',
			author_id: ben.id,
			parent_id: cats,
			created_at: new Date(at)
		});
	});

	test('as a guest who is an account by now', async () => {
		const guest = await server.user('Guest');
		const offline = new Y.Doc();
		const said = comment(guest);
		applyChanges(offline, addComment(of(offline), said), 'edit');
		await query('update users set merged_into = $1 where id = $2', [ben.id, guest.id]);
		const back = client(ben, offline);
		await back.saved();
		applyChanges(
			offline,
			setCommentText(of(offline), said.id, { text: 'Mine', at: now() }),
			'edit'
		);
		await back.saved();
		expect(back.reasons).toEqual([]);
		expect(await projected()).toMatchObject([{ content: 'Mine', author_id: ben.id }]);
	});

	test('the talk comes before its map', async () => {
		mapId = randomUUID();
		talk = documentName('talk', mapId);
		const writer = client(ann);
		say(writer, comment(ann));
		await writer.saved();
		const map = new TestClient({
			url: server.url,
			token: ann.token,
			name: documentName('map', mapId)
		});
		open.push(map);
		map.doc.getMap('meta').set('name', 'Born offline');
		await map.saved();
		await until(async () => (await projected()).length === 1);
		expect(writer.reasons).toEqual([]);
	});
});

describe('[T5] the tables show the talk, and people are told of it', () => {
	const told = (user: TestUser) =>
		query(
			'select kind, actor_id, comment_id from notifications where user_id = $1 and map_id = $2 order by created_at',
			[user.id, mapId]
		);

	test('a place, a feature, a deleted one with its reply, a parent that never came', async () => {
		const layer = randomUUID();
		const feature = randomUUID();
		const writer = await client(ann).synced();
		const at = (second: number) => new Date(1_760_000_000_000 + second * 1_000).toISOString();
		const nowhere = randomUUID();
		const ids = [
			say(writer, comment(ann, { at: at(1), target: { kind: 'place', lng: 11.9, lat: 57.6 } })),
			say(writer, comment(ann, { at: at(2), target: { kind: 'feature', layer, feature } })),
			say(writer, comment(ann, { at: at(3), parent: nowhere }))
		];
		ids.push(say(writer, comment(ann, { at: at(4), parent: ids[0] ?? null })));
		applyChanges(writer.doc, deleteComment(of(writer.doc), ids[0] ?? ''), 'edit');
		await writer.saved();
		expect(await projected()).toMatchObject([
			{ id: ids[0], content: '', lng: 11.9, lat: 57.6, deleted_at: expect.any(Date) as Date },
			{ id: ids[1], content: 'Here?', layer_id: layer, feature_id: feature, deleted_at: null },
			{ id: ids[2], parent_id: nowhere },
			{ id: ids[3], parent_id: ids[0] }
		]);
	});

	test('replies and mentions, once, never to oneself, nor to whom the map is not for', async () => {
		const dan = await server.user('Dan');
		const writer = await client(ben).synced();
		const first = say(writer, comment(ben));
		await writer.saved();
		const answering = await client(cat).synced();
		const text = `@[Ann](${ann.id}) @[Cat](${cat.id}) @[Dan](${dan.id}) @[Ben](${ben.id}) see?`;
		const reply = say(answering, comment(cat, { parent: first, text }));
		await answering.saved();
		await projected();
		const notice = { actor_id: cat.id, comment_id: reply };
		const check = async () => {
			expect(await told(ben)).toEqual([{ kind: 'reply', ...notice }]);
			expect(await told(ann)).toEqual([{ kind: 'mention', ...notice }]);
			expect(await told(cat)).toEqual([]);
			expect(await told(dan)).toEqual([]);
		};
		await check();
		const { database } = place;
		const log = createLogger('silent');
		await query('delete from comments where map_id = $1 and id = $2', [mapId, first]);
		const loadSource = (name: string) => loadAside(name, { database, log });
		await rebuild({ database, loadSource });
		expect(await projected()).toHaveLength(2);
		await check();
	});

	test('a name that comes into a comment later, once; whoever was told of it is not told again', async () => {
		const writer = await client(ben).synced();
		const edit = async (id: string, text: string) => {
			applyChanges(writer.doc, setCommentText(of(writer.doc), id, { text, at: now() }), 'edit');
			await writer.saved();
			await projected();
		};
		const cats = say(await client(cat).synced(), comment(cat));
		await until(() => readComment(writer.doc, cats) !== undefined);
		const reply = say(writer, comment(ben, { parent: cats, text: 'See' }));
		await writer.saved();
		await projected();
		expect(await told(ann)).toEqual([]);
		const text = `See @[Ann](${ann.id}) @[Cat](${cat.id})`;
		await edit(reply, text);
		const notice = { actor_id: ben.id, comment_id: reply };
		expect(await told(ann)).toEqual([{ kind: 'mention', ...notice }]);
		expect(await told(cat)).toEqual([{ kind: 'reply', ...notice }]);
		await edit(reply, `${text}!`);
		applyChanges(writer.doc, deleteComment(of(writer.doc), reply), 'edit');
		await writer.saved();
		await projected();
		expect(await told(ann)).toHaveLength(1);
		expect(await told(cat)).toHaveLength(1);
	});
});
