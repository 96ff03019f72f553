import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentName } from '#core/doc/names.ts';
import { readComment } from '#core/doc/talk-document.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { addComment, setResolved } from '#core/edit/talk-edits.ts';
import { testId } from '#core/testing/ids.ts';
import type { OpenMap } from './open-map.svelte.ts';
import { OpenTalk } from './open-talk.svelte.ts';
import { Workspace } from './workspace.svelte.ts';

const MAP = { kind: 'map' } as const;
const anna = testId(77);
let workspace: Workspace;
let map: OpenMap;
let talk: OpenTalk;

beforeEach(() => {
	workspace = new Workspace();
	map = workspace.openMap(workspace.createMap({ name: 'Plan' }));
	talk = new OpenTalk(map, workspace);
});
afterEach(() => {
	talk.close();
	map.close();
});

const texts = (): string[] =>
	talk.threads.map(({ entries }) =>
		entries.map(({ comment, depth }) => '>'.repeat(depth) + comment.text).join(' ')
	);

/** Somebody else's comment, as it comes from the network or another device. */
function annaWrites(n: number, text: string, parent: string | null = null): string {
	const theirs = new Y.Doc();
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(talk.document.doc));
	const at = new Date(Date.now() + n).toISOString();
	const comment = { id: crypto.randomUUID(), author: anna, at, text, parent, target: MAP };
	applyChanges(theirs, addComment({ id: map.id, doc: theirs }, comment), 'anna');
	Y.applyUpdate(talk.document.doc, Y.encodeStateAsUpdate(theirs), 'network');
	return comment.id;
}

test('[T20] a thread is begun, answered, edited and deleted; the deleted keeps its place', () => {
	const first = talk.post('Too near the reef', MAP);
	const answer = annaWrites(1, 'By how much?', first);
	const mine = talk.reply(readComment(talk.document.doc, answer)!, '200 m');
	expect(texts()).toEqual(['Too near the reef >By how much? >>200 m']);
	talk.edit(mine, '250 m');
	expect(readComment(talk.document.doc, mine)?.edited).not.toBeNull();
	talk.remove(first);
	expect(texts()).toEqual([' >By how much? >>250 m']);
	expect(readComment(talk.document.doc, first)).toMatchObject({ deleted: true, text: '' });
	expect(map.history.canUndo).toBe(false);
});

test('[T21] an answer is about what its thread is about, and belongs to it', () => {
	const place = { kind: 'place', lng: 4.5, lat: 55 } as const;
	const first = talk.post('Here', place);
	const id = talk.reply(readComment(talk.document.doc, first)!, 'Where?');
	expect(readComment(talk.document.doc, id)?.target).toEqual(place);
	expect(talk.threadOf(id)?.root.id).toBe(first);
});

test('[T22] resolved and opened again, also by somebody else', () => {
	const id = talk.post('Done?', MAP);
	talk.setResolved(id, true);
	expect(talk.threads[0]?.root.resolved?.by).toBe(workspace.identity.user.id);
	const target = { id: map.id, doc: talk.document.doc };
	applyChanges(target.doc, setResolved(target, id, null), 'network');
	expect(talk.threads[0]?.root.resolved).toBeNull();
});

test('[T23] what others write is unread until it was seen; what was there before is no news', async () => {
	const id = annaWrites(1, 'Old');
	expect(talk.unread).toBe(0);
	await expect.poll(() => talk.document.localCopy).toBe('loaded');
	talk.close();
	localStorage.setItem(
		`samsyn:seen:${workspace.identity.user.id}:${map.id}`,
		JSON.stringify([id.replaceAll('-', '').slice(0, 10)])
	);
	talk = new OpenTalk(map, workspace);
	annaWrites(2, 'New');
	talk.post('Mine is not news to me', MAP);
	const unread = talk.threads.filter((thread) => talk.unreadIn(thread) > 0);
	expect(unread.map(({ root }) => root.text)).toEqual(['New']);
	talk.markRead(unread[0]!);
	expect(talk.unread).toBe(0);
	const later = new OpenTalk(map, workspace);
	expect(later.unread).toBe(0);
	later.close();
});

test('[T24] what the server has not got waits, and says so, also after a reload', async () => {
	const id = talk.post('Written at sea', MAP);
	expect(talk.isWaiting(id)).toBe(true);
	expect(talk.isWaiting(annaWrites(1, 'Not mine'))).toBe(false);
	await expect.poll(() => talk.document.localCopy).toBe('loaded');
	await talk.document.stored();
	const name = documentName('talk', map.id);
	talk.close();
	await expect.poll(() => workspace.documents.peek(name)).toBeUndefined();
	talk = new OpenTalk(map, workspace);
	await expect.poll(() => texts()).toEqual(['Not mine', 'Written at sea']);
	expect(talk.isWaiting(id)).toBe(true);
});

test('[T25] readers are told when something changes', () => {
	let shown: string[] = [];
	const stop = $effect.root(() => {
		$effect(() => {
			shown = texts();
		});
	});
	flushSync();
	talk.post('One', MAP);
	flushSync();
	expect(shown).toEqual(['One']);
	stop();
});
