import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyStored } from './apply-stored.ts';

/** Names and texts as people write them, among them those that look alike in bytes. */
const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 80 }),
	fc.constantFrom(
		'',
		'g',
		'o',
		'p:name',
		'Ærø',
		'東京',
		'🐟',
		'x'.repeat(24),
		'x'.repeat(64),
		'x'.repeat(128)
	)
);
const value = fc.oneof(
	text,
	fc.integer(),
	fc.double({ noNaN: true }),
	fc.boolean(),
	fc.constant(null),
	fc.uint8Array({ maxLength: 200 }),
	fc.jsonValue()
);
const step = fc.record({
	client: fc.nat({ max: 2 }),
	key: text,
	entry: text,
	value,
	remove: fc.boolean()
});

/** Updates of three people who write and delete at once, as a browser stores them. */
function updatesOf(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
	const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	const updates: Uint8Array[] = [];
	for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const { client, key, entry, value, remove } of steps) {
		const features = docs[client]?.getMap<Y.Map<unknown>>('features');
		if (!features) continue;
		if (!features.has(key)) features.set(key, new Y.Map([[entry, value]]));
		else if (remove) features.delete(key);
		else features.get(key)?.set(entry, value);
	}
	return updates;
}

/** Not as JSON: an entry may be called `__proto__`. */
function contentsOf(doc: Y.Doc): Map<string, Map<string, unknown>> {
	const features = doc.getMap<Y.Map<unknown>>('features');
	return new Map(
		[...features.entries()].map(([key, feature]) => [key, new Map(feature.entries())])
	);
}

describe('applying what was stored', () => {
	test('[L1] makes the same document as Yjs does, from any updates', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				const updates = updatesOf(steps);
				const plain = new Y.Doc();
				for (const update of updates) Y.applyUpdate(plain, update);
				const compact = new Y.Doc();
				applyStored(compact, updates, null);
				expect(contentsOf(compact)).toEqual(contentsOf(plain));
				expect(Y.encodeStateAsUpdate(compact)).toEqual(Y.encodeStateAsUpdate(plain));
			})
		);
	});

	test('[L2] is one transaction with its origin, and leaves the document fit to go on', () => {
		const updates = updatesOf(
			Array.from({ length: 20 }, (_, i) => ({
				client: i % 3,
				key: `f${i}`,
				entry: 'p:name',
				value: `Zone ${i}`,
				remove: false
			}))
		);
		const doc = new Y.Doc();
		const origins: unknown[] = [];
		doc.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin));
		const origin = {};
		applyStored(doc, updates, origin);
		expect(origins).toEqual([origin]);
		const features = doc.getMap<Y.Map<unknown>>('features');
		features.get('f3')?.set('p:name', 'Renamed');
		features.delete('f4');
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		expect(copy.getMap('features').toJSON()).toEqual(features.toJSON());
		expect(features.get('f3')?.get('p:name')).toBe('Renamed');
	});

	test('[L3] a row that is no update is refused as Yjs refuses it', () => {
		expect(() => applyStored(new Y.Doc(), [Uint8Array.of(1, 1, 255, 200, 9)], null)).toThrow();
	});
});
