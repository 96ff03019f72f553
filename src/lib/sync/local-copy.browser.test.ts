import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { LocalCopy } from './local-copy.ts';

let copies: LocalCopy[] = [];

afterEach(() => {
	for (const copy of copies) copy.close();
	copies = [];
});

/** A document with its local copy, as one tab holds it. */
function openTab(name: string) {
	const doc = new Y.Doc();
	const failures: boolean[] = [];
	const copy = new LocalCopy(name, doc, (failed) => failures.push(failed));
	copies.push(copy);
	return { doc, copy, failures, meta: doc.getMap<string>('meta') };
}

function freshName(): string {
	return `layer:${crypto.randomUUID()}`;
}

async function rowsOf(name: string): Promise<{ db: IDBDatabase; rows: unknown[] }> {
	const db = await new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open(`samsyn:doc:${name}`);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('no database'));
	});
	const rows = await new Promise<unknown[]>((resolve) => {
		const request = db.transaction('updates').objectStore('updates').getAll();
		request.onsuccess = () => resolve(request.result);
	});
	return { db, rows };
}

describe('the copy in this browser', () => {
	test('[L1] what was stored is there after closing and opening again', async () => {
		const name = freshName();
		const first = openTab(name);
		expect(await first.copy.load()).toBe('loaded');
		first.meta.set('name', 'Kattegat');
		expect(await first.copy.stored()).toBe(true);
		first.copy.close();
		const second = openTab(name);
		expect(await second.copy.load()).toBe('loaded');
		expect(second.meta.get('name')).toBe('Kattegat');
	});

	test('[L2] a corrupt row costs that row only, and is kept aside', async () => {
		const name = freshName();
		const first = openTab(name);
		await first.copy.load();
		first.meta.set('name', 'Kattegat');
		await first.copy.stored();
		const { db } = await rowsOf(name);
		const garbage = new Uint8Array([255, 255, 255, 1, 2, 3]);
		await new Promise((resolve) => {
			const transaction = db.transaction('updates', 'readwrite');
			transaction.objectStore('updates').add(garbage);
			transaction.oncomplete = resolve;
		});
		db.close();
		first.meta.set('after', 'the damage');
		await first.copy.stored();
		first.copy.close();

		const second = openTab(name);
		expect(await second.copy.load()).toBe('damaged');
		expect(second.meta.toJSON()).toEqual({ name: 'Kattegat', after: 'the damage' });
		const aside = await rowsOf(`${name}:set-aside`);
		aside.db.close();
		expect(aside.rows).toEqual([garbage]);

		second.meta.set('later', 'edit');
		expect(await second.copy.stored()).toBe(true);
		second.copy.close();
		const third = openTab(name);
		expect(await third.copy.load()).toBe('loaded');
		expect(third.meta.get('later')).toBe('edit');
	});

	test('[L3] a database that can not be opened is reported, not waited for', async () => {
		const name = freshName();
		const newer = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open(`samsyn:doc:${name}`, 99);
			request.onsuccess = () => resolve(request.result);
		});
		newer.close();
		const { copy, meta } = openTab(name);
		expect(await copy.load()).toBe('unavailable');
		meta.set('name', 'still editable');
		expect(await copy.stored()).toBe(false);
	});

	test('[L4] after a wipe nothing is found again', async () => {
		const name = freshName();
		const first = openTab(name);
		await first.copy.load();
		first.meta.set('name', 'Kattegat');
		await first.copy.stored();
		await first.copy.wipe();
		const second = openTab(name);
		expect(await second.copy.load()).toBe('loaded');
		expect(second.meta.size).toBe(0);
	});

	test('[L5] a thousand edits are stored in order and trimmed', async () => {
		const name = freshName();
		const first = openTab(name);
		await first.copy.load();
		for (let i = 0; i < 1000; i++) first.meta.set('name', String(i));
		expect(await first.copy.stored()).toBe(true);
		first.copy.close();
		const second = openTab(name);
		await second.copy.load();
		expect(second.meta.get('name')).toBe('999');
	});
});
