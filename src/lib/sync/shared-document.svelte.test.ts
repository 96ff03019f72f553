import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_MAP, readMapMeta } from '#core/doc/map-document.ts';
import { documentName } from '#core/doc/names.ts';
import { origins } from '#core/doc/origins.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import { createMap, setMapMeta } from '#core/edit/map-edits.ts';
import { Connection } from './connection.svelte.ts';
import { Documents } from './documents.ts';
import { Identity } from './identity.svelte.ts';
import { Unsaved } from './unsaved.ts';

/** These run with no SamSyn server behind them: everything here is what works offline. */
const connection = new Connection();
const identity = new Identity();
let open: (() => void)[] = [];

afterEach(() => {
	for (const close of open) close();
	open = [];
});

/** One tab's documents. */
function tab() {
	const documents = new Documents(connection, identity);
	return (id: string) => {
		const name = documentName('map', id);
		const document = documents.open(name);
		open.push(() => documents.close(name));
		const target = { id, doc: document.doc };
		return {
			document,
			create: (text: string) =>
				applyChanges(document.doc, createMap(target, { ...DEFAULT_MAP, name: text }), origins.edit),
			rename: (text: string) =>
				applyChanges(document.doc, setMapMeta(target, { name: text }), origins.edit),
			name: () => readMapMeta(document.doc).name
		};
	};
}

describe('a shared document without the network', () => {
	test('[O1] an edit is on this device, counted, and there again in a new tab', async () => {
		const id = crypto.randomUUID();
		const first = tab()(id);
		await vi.waitUntil(() => first.document.localCopy === 'loaded');
		first.create('Kattegat');
		first.rename('Skagerrak');
		expect(first.document.save).toEqual({ kind: 'on-device', waiting: 2 });
		expect(await first.document.stored()).toBe(true);
		open.pop()?.();
		const second = tab()(id);
		await vi.waitUntil(() => second.document.status === 'ready');
		expect(second.name()).toBe('Skagerrak');
		expect(second.document.save).toEqual({ kind: 'on-device', waiting: 2 });
	});

	test('[O2] two tabs see each other at once', async () => {
		const id = crypto.randomUUID();
		const [one, two] = [tab()(id), tab()(id)];
		await vi.waitUntil(() => two.document.localCopy === 'loaded');
		one.create('Kattegat');
		await vi.waitUntil(() => two.name() === 'Kattegat');
		two.rename('Öresund');
		await vi.waitUntil(() => one.name() === 'Öresund');
		expect(one.document.status).toBe('ready');
	});

	test('[O3] a wipe in one tab leaves the other able to edit', async () => {
		const id = crypto.randomUUID();
		const [one, two] = [tab()(id), tab()(id)];
		await vi.waitUntil(() => two.document.localCopy === 'loaded');
		one.create('Kattegat');
		await vi.waitUntil(() => two.name() === 'Kattegat');
		await one.document.wipe();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(() => two.rename('Bälten')).not.toThrow();
		expect(two.name()).toBe('Bälten');
	});

	test('[O4] what is neither here nor reached is waited for, not shown empty', async () => {
		const opened = tab()(crypto.randomUUID());
		expect(opened.document.status).toBe('loading');
		await vi.waitUntil(() => opened.document.status === 'waiting', { timeout: 10_000 });
		expect(opened.document.canEdit).toBe(true);
	});

	test('[O5] a document of a newer version of the app can be read, not edited', async () => {
		const opened = tab()(crypto.randomUUID());
		await vi.waitUntil(() => opened.document.localCopy === 'loaded');
		opened.document.doc.getMap('meta').set('v', 99);
		expect(opened.document.status).toBe('ready');
		expect(opened.document.isNewer).toBe(true);
		expect(opened.document.canEdit).toBe(false);
	});
});

describe('the count of unsaved edits', () => {
	test('[O10] a confirmation covers what was there when it was asked for, and no more', () => {
		const unsaved = new Unsaved(crypto.randomUUID());
		unsaved.add();
		unsaved.add();
		const mark = unsaved.own;
		unsaved.add();
		unsaved.confirm(mark);
		expect(unsaved.count).toBe(1);
	});

	test('[O11] counts of earlier tabs are inherited and confirmed with the first confirmation', () => {
		const name = crypto.randomUUID();
		const earlier = new Unsaved(name);
		earlier.add();
		const later = new Unsaved(name);
		expect(later.count).toBe(1);
		later.add();
		expect(later.count).toBe(2);
		later.confirm(1);
		expect(later.count).toBe(0);
		expect(new Unsaved(name).count).toBe(0);
	});

	test('[O12] one tab’s confirmation does not hide the edit of a tab opened beside it', () => {
		const name = crypto.randomUUID();
		const [one, two] = [new Unsaved(name), new Unsaved(name)];
		two.add();
		one.add();
		one.confirm(1);
		expect(two.count).toBe(1);
		expect(new Unsaved(name).count).toBe(1);
	});
});
