import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { testId } from '#core/testing/ids.ts';
import { seededRandom } from '#core/testing/random.ts';
import { inspectUpdate } from './inspect-update.ts';
import { judgeComments } from './judge-comments.ts';
import { readUpdate } from './read-update.ts';

const seed = Number(process.env['SAMSYN_TEST_SEED'] ?? Date.now() % 1_000_000);

/*
 * Nothing here is timed: what is not refused at once would take so long to walk over that the
 * suite's own limit ends it.
 */
describe('[G9] a small update costs little, whatever it says', () => {
	/** A map of one person, overwritten so often that its tombstones do not merge. */
	function worn(overwrites: number): Y.Doc {
		const doc = new Y.Doc();
		const meta = doc.getMap('meta');
		doc.transact(() => {
			for (let i = 0; i < overwrites; i++) meta.set(i % 2 === 0 ? 'name' : 'description', 'a');
		});
		return doc;
	}

	test.each([
		['the same range again and again', (end: number) => repeat(20_000, { clock: 0, len: end })],
		['ranges that overlap', (end: number) => [range(0, 2), range(1, end)]],
		['ranges out of order', () => [range(5, 1), range(0, 1)]],
		['a range of nothing', () => [range(0, 0)]]
	])('%s: invalid:malformed', (_what, ranges) => {
		const doc = worn(100_000);
		const update = deletionsOf(doc.clientID, ranges(Y.getState(doc.store, doc.clientID)));
		const verdict = inspectUpdate(update, { doc, kind: 'map' });
		expect(verdict).toEqual({ verdict: 'refused', rule: 'malformed' });
	});

	test('as many single deletions as there are tombstones', () => {
		const doc = worn(100_000);
		const end = Y.getState(doc.store, doc.clientID);
		const update = deletionsOf(
			doc.clientID,
			Array.from({ length: end - 2 }, (_, clock) => range(clock, 1))
		);
		expect(inspectUpdate(update, { doc, kind: 'map' })).toEqual({ verdict: 'known' });
	});

	test.each([
		['single deletions within', (count: number) => ({ ranges: everySecond(count) })],
		['overwriting the middle of', (count: number) => ({ origins: count })]
	])('%s one item of very many values: invalid:malformed', (_what, kindOf) => {
		const count = 60_000;
		const update = longItem(count, kindOf(count));
		const doc = new Y.Doc();
		const verdict = inspectUpdate(update, { doc, kind: 'map' });
		expect(verdict).toEqual({ verdict: 'refused', rule: 'malformed' });
	});

	test('a long chain of replies, each to the one before, and one text written over and over', () => {
		const ann = { id: testId(1), name: 'Ann', color: '#0072b2', isGuest: false, isAdmin: false };
		const replies = Array.from({ length: 20_000 }, (_, i) => ({
			comment: testId(i + 2),
			entries: { author: ann.id, parent: testId(i + 1), text: 'Yes.' }
		}));
		const writes = [
			...replies.flatMap(({ comment, entries }) =>
				Object.entries(entries).map(([entry, value]) => ({ comment, entry, values: [value] }))
			),
			...repeat(80_000, { comment: testId(2), entry: 'text', values: ['No.'] })
		];
		const touch = { put: new Set<string>(), writes, removed: [] };
		const map = { createdBy: ann.id, level: 'private', permission: null } as const;
		const sender = { actor: ann, formerIds: new Set<string>(), map, now: 0 };
		expect(judgeComments(touch, new Y.Doc(), sender)).toBeUndefined();
	});

	test('what Yjs writes is in order and merged, by whatever way it came about', () => {
		for (let round = 0; round < 15; round++) {
			const random = seededRandom(seed + round);
			const docs = [new Y.Doc(), new Y.Doc({ gc: false }), new Y.Doc()];
			const written: Uint8Array[] = [];
			for (const doc of docs) doc.on('update', (update: Uint8Array) => written.push(update));
			const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
			// Removing entries that are not there writes nothing, so nothing may have been written yet.
			for (let step = 0; step < 60; step++) {
				const doc = pick(docs);
				doc.transact(() => {
					for (let i = 0; i < 4; i++) {
						const meta = doc.getMap('meta');
						const key = pick(['name', 'description', 'zoom']);
						if (random() < 0.3) meta.delete(key);
						else meta.set(key, random());
					}
				});
				// What comes out of order waits in the document, its deletions too.
				if (written.length > 0 && random() < 0.4) Y.applyUpdate(pick(docs), pick(written));
				if (random() < 0.2) Y.applyUpdate(pick(docs), Y.encodeStateAsUpdate(pick(docs)));
			}
			const some = Array.from({ length: 5 }, () => pick(written));
			const merged = Y.mergeUpdates(some);
			written.push(merged, Y.diffUpdate(merged, Y.encodeStateVector(pick(docs))));
			for (const doc of docs) {
				written.push(Y.encodeStateAsUpdate(doc));
				written.push(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(pick(docs))));
			}
			for (const update of written)
				expect(readUpdate(update), `seed ${seed + round}`).toBeDefined();
		}
	});
});

interface DeletedRange {
	readonly clock: number;
	readonly len: number;
}

function range(clock: number, len: number): DeletedRange {
	return { clock, len };
}

function repeat<T>(times: number, what: T): T[] {
	return Array.from({ length: times }, () => what);
}

/** An update that only deletes, written by hand. */
function deletionsOf(client: number, ranges: readonly DeletedRange[]): Uint8Array {
	const out = encoding.createEncoder();
	for (const number of [0, 1, client, ranges.length]) encoding.writeVarUint(out, number);
	for (const { clock, len } of ranges) {
		encoding.writeVarUint(out, clock);
		encoding.writeVarUint(out, len);
	}
	return encoding.toUint8Array(out);
}

function everySecond(count: number): DeletedRange[] {
	return Array.from({ length: count / 2 }, (_, i) => range(2 * i, 1));
}

/** One entry of a map with many values in one item, and what takes it apart. */
function longItem(
	count: number,
	{ ranges = [], origins = 0 }: { ranges?: readonly DeletedRange[]; origins?: number }
): Uint8Array {
	const out = encoding.createEncoder();
	const put = (...numbers: number[]) => numbers.forEach((n) => encoding.writeVarUint(out, n));
	put(origins > 0 ? 2 : 1);
	if (origins > 0) {
		put(origins, 8, 0);
		for (let i = 0; i < origins; i++) {
			encoding.writeUint8(out, 8 | 0x80);
			put(7, i, 1);
			encoding.writeAny(out, 'x');
		}
	}
	put(1, 7, 0);
	encoding.writeUint8(out, 8 | 0x20);
	put(1);
	encoding.writeVarString(out, 'meta');
	encoding.writeVarString(out, 'name');
	put(count);
	for (let i = 0; i < count; i++) encoding.writeAny(out, 'x');
	if (ranges.length === 0) put(0);
	else {
		put(1, 7, ranges.length);
		for (const { clock, len } of ranges) put(clock, len);
	}
	return encoding.toUint8Array(out);
}
