import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '#core/doc/limits.ts';
import type { DocumentKind } from '#core/doc/names.ts';
import { toTwkb } from '#core/geometry/to-twkb.ts';
import { testId } from '#core/testing/ids.ts';
import { inspectUpdate } from './inspect-update.ts';

const POINT = toTwkb({ type: 'Point', coordinates: [11.9, 57.7] });
const EMPTY = Uint8Array.of(0, 0);

/** The server's document, with one feature in it. */
function layer(): Y.Doc {
	const doc = new Y.Doc();
	doc.getMap('meta').set('name', 'Zones');
	doc.getMap('features').set(testId(1), new Y.Map(Object.entries({ g: POINT, 'p:name': 'A' })));
	return doc;
}

/** What a client with the server's document sends after `edit`. */
function updateOf(server: Y.Doc, edit: (doc: Y.Doc) => void): Uint8Array {
	const client = new Y.Doc();
	Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
	const before = Y.encodeStateVector(client);
	edit(client);
	return Y.encodeStateAsUpdate(client, before);
}

function judge(server: Y.Doc, edit: (doc: Y.Doc) => void, kind: DocumentKind = 'layer') {
	return inspectUpdate(updateOf(server, edit), { doc: server, kind });
}

function feature(entries: Record<string, unknown> = { g: POINT }): Y.Map<unknown> {
	return new Y.Map(Object.entries(entries));
}

describe('[G5] lets through what an honest client writes', () => {
	test('a new feature, by the client that brings it', () => {
		const server = layer();
		let clientId = 0;
		const verdict = judge(server, (doc) => {
			clientId = doc.clientID;
			doc.getMap('features').set(testId(2), feature());
		});
		expect(verdict).toMatchObject({ verdict: 'new', clients: [clientId] });
	});

	test('a deletion alone, which brings no struct', () => {
		const verdict = judge(layer(), (doc) => doc.getMap('features').delete(testId(1)));
		expect(verdict).toMatchObject({ verdict: 'new', clients: [] });
	});

	test('the whole delete set of a client that is up to date brings nothing', () => {
		const server = layer();
		server.getMap('features').delete(testId(1));
		const whole = Y.encodeStateAsUpdate(server);
		expect(inspectUpdate(whole, { doc: server, kind: 'layer' })).toEqual({ verdict: 'known' });
		expect(inspectUpdate(EMPTY, { doc: server, kind: 'layer' })).toEqual({ verdict: 'known' });
	});

	test('an edit of a feature that was deleted meanwhile', () => {
		const server = layer();
		const update = updateOf(server, (doc) => {
			const map = doc.getMap('features').get(testId(1)) as Y.Map<unknown>;
			map.set('p:name', 'B');
			map.set('p:depth', 12);
		});
		server.getMap('features').delete(testId(1));
		const verdict = inspectUpdate(update, { doc: server, kind: 'layer' });
		expect(verdict).toMatchObject({ verdict: 'new' });
		Y.applyUpdate(server, update);
		expect(server.getMap('features').size).toBe(0);
	});
});

describe('[G6] refuses what is not in the schema', () => {
	test.each<[string, string, (doc: Y.Doc) => void]>([
		['a foreign root', 'root', (doc) => doc.getMap('admin').set('a', 1)],
		['a root named __proto__', 'root', (doc) => doc.getMap('__proto__').set('a', 1)],
		['a stack in a layer', 'root', (doc) => doc.getMap('stack').set(testId(3), new Y.Map())],
		['a list as a root', 'nesting', (doc) => doc.getArray('list').push([1])],
		['text as a root', 'nesting', (doc) => doc.getText('notes').insert(0, 'hello')],
		['an XML fragment', 'nesting', (doc) => doc.getXmlFragment('x').push([new Y.XmlText('a')])],
		['a subdocument', 'kind', (doc) => doc.getMap('meta').set('name', new Y.Doc())],
		['a map where a value belongs', 'kind', (doc) => doc.getMap('meta').set('name', new Y.Map())],
		[
			'text where a value belongs',
			'kind',
			(doc) => doc.getMap('meta').set('name', new Y.Text('a'))
		],
		['a value where a map belongs', 'kind', (doc) => doc.getMap('features').set(testId(2), 1)],
		[
			'a list where a map belongs',
			'kind',
			(doc) => doc.getMap('features').set(testId(2), new Y.Array())
		],
		['a feature id that is none', 'key', (doc) => doc.getMap('features').set('first', feature())],
		['a feature id __proto__', 'key', (doc) => doc.getMap('features').set('__proto__', feature())],
		['an unknown entry of meta', 'entry', (doc) => doc.getMap('meta').set('owner', 'me')],
		[
			'an unknown entry of a feature',
			'entry',
			(doc) => doc.getMap('features').set(testId(2), feature({ x: 1 }))
		],
		[
			'a map within a feature',
			'kind',
			(doc) => doc.getMap('features').set(testId(2), feature({ 'p:a': new Y.Map() }))
		],
		[
			'geometry that is none',
			'geometry',
			(doc) => doc.getMap('features').set(testId(2), feature({ g: Uint8Array.of(1, 2, 3) }))
		],
		[
			'geometry as text',
			'kind',
			(doc) => doc.getMap('features').set(testId(2), feature({ g: 'POINT(1 2)' }))
		],
		[
			'geometry out of range',
			'geometry',
			(doc) =>
				doc
					.getMap('features')
					.set(testId(2), feature({ g: toTwkb({ type: 'Point', coordinates: [200, 99] }) }))
		],
		[
			'a ring that is not closed',
			'geometry',
			(doc) =>
				doc.getMap('features').set(
					testId(2),
					feature({
						g: toTwkb({
							type: 'Polygon',
							coordinates: [
								[
									[0, 0],
									[1, 0],
									[1, 1],
									[0, 1]
								]
							]
						})
					})
				)
		],
		[
			'a name of 10,000 characters',
			'too-long',
			(doc) => doc.getMap('meta').set('name', 'n'.repeat(10_000))
		],
		[
			'a number that is none',
			'value',
			(doc) => doc.getMap('features').set(testId(2), feature({ 'p:a': NaN }))
		],
		[
			'an order that is no whole number',
			'number',
			(doc) => doc.getMap('features').set(testId(2), feature({ o: 1.5 }))
		]
	])('%s: invalid:%s', (_what, rule, edit) => {
		expect(judge(layer(), edit)).toEqual({ verdict: 'refused', rule });
	});

	test('list content hidden in a map', () => {
		const server = layer();
		const verdict = judge(server, (doc) => {
			// As `push` on a list, but the root is the map of the schema.
			const list = doc.getMap('features') as unknown as Y.Array<number>;
			Y.Array.prototype.push.call(list, [1, 2, 3]);
		});
		expect(verdict).toEqual({ verdict: 'refused', rule: 'nesting' });
	});

	test('an overwrite takes its place from what it replaces', () => {
		const server = layer();
		const verdict = judge(server, (doc) => doc.getMap('meta').set('name', 7));
		expect(verdict).toEqual({ verdict: 'refused', rule: 'text' });
	});
});

describe('[G7] refuses what it cannot read, and holds back what is not complete', () => {
	test.each([
		['nothing', new Uint8Array()],
		['noise', Uint8Array.from({ length: 200 }, (_, i) => (i * 131) % 256)],
		[
			'a struct that breaks off',
			updateOf(layer(), (doc) => doc.getMap('meta').set('name', 'B')).subarray(0, 9)
		]
	])('%s', (_what, update) => {
		const verdict = inspectUpdate(update, { doc: layer(), kind: 'layer' });
		expect(verdict).toEqual({ verdict: 'refused', rule: 'malformed' });
	});

	test('two blocks for one client: Yjs would take the last one only', () => {
		const server = new Y.Doc();
		const client = new Y.Doc();
		client.getMap('meta').set('name', 'A');
		const first = Y.encodeStateAsUpdate(client);
		const vector = Y.encodeStateVector(client);
		client.getMap('meta').set('description', 'B');
		const second = Y.encodeStateAsUpdate(client, vector);
		// One count of blocks, the blocks without their own counts and delete sets, an empty delete set.
		const both = Uint8Array.from([2, ...first.subarray(1, -1), ...second.subarray(1, -1), 0]);
		expect(Y.decodeUpdate(both).structs).toHaveLength(2);
		expect(inspectUpdate(both, { doc: server, kind: 'layer' })).toEqual({
			verdict: 'refused',
			rule: 'malformed'
		});
	});

	test('an edit without the one before it', () => {
		const server = layer();
		const client = new Y.Doc();
		Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
		client.getMap('meta').set('description', 'first');
		const vector = Y.encodeStateVector(client);
		client.getMap('meta').set('description', 'second');
		const second = Y.encodeStateAsUpdate(client, vector);
		expect(inspectUpdate(second, { doc: server, kind: 'layer' }).verdict).toBe('incomplete');
	});

	test('an edit of something that only another client has', () => {
		const server = layer();
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
		other.getMap('features').set(testId(5), feature());
		const verdictOf = (edit: (map: Y.Map<unknown>) => void) =>
			inspectUpdate(
				updateOf(other, (doc) => edit(doc.getMap('features').get(testId(5)) as Y.Map<unknown>)),
				{ doc: server, kind: 'layer' }
			).verdict;
		expect(verdictOf((map) => map.set('p:a', 1))).toBe('incomplete');
		expect(verdictOf((map) => map.set('g', POINT))).toBe('incomplete');
		expect(verdictOf((map) => map.delete('g'))).toBe('incomplete');
	});

	test('a gap within one update', () => {
		const client = new Y.Doc();
		const updates: Uint8Array[] = [];
		client.on('update', (update: Uint8Array) => updates.push(update));
		for (const value of ['a', 'b', 'c']) client.getMap('meta').set('description', value);
		const [first, , third] = updates as [Uint8Array, Uint8Array, Uint8Array];
		const merged = Y.mergeUpdates([first, third]);
		expect(inspectUpdate(merged, { doc: new Y.Doc(), kind: 'layer' }).verdict).toBe('incomplete');
	});

	test('structs that refer to each other in a circle', () => {
		const update = circle();
		expect(Y.decodeUpdate(update).structs).toHaveLength(2);
		expect(inspectUpdate(update, { doc: layer(), kind: 'layer' }).verdict).toBe('incomplete');
	});

	test('a struct that refers to itself or to its own future', () => {
		const update = encode([{ client: 5, items: [{ origin: [5, 0] }] }]);
		expect(inspectUpdate(update, { doc: layer(), kind: 'layer' }).verdict).toBe('incomplete');
	});

	test('many clients in the worst order are judged without being asked again and again', () => {
		const count = 60_000;
		const blocks = Array.from({ length: count }, (_, i) => ({
			client: i + 1,
			items: [i + 1 < count ? { origin: [i + 2, 0] as const } : { root: 'meta', key: 'name' }]
		}));
		const verdict = inspectUpdate(encode(blocks), { doc: new Y.Doc(), kind: 'layer' });
		expect(verdict.verdict).toBe('new');
	});
});

describe('[G8] limits of a document', () => {
	test('features of a layer', () => {
		const server = new Y.Doc();
		const full = server.getMap('features');
		server.transact(() => {
			for (let i = 0; i < LIMITS.featuresPerLayer; i++) full.set(testId(i), new Y.Map());
		});
		const add = (n: number) => (doc: Y.Doc) =>
			void doc.getMap('features').set(testId(n), feature());
		expect(judge(server, add(1_000_000))).toEqual({ verdict: 'over-limit', limit: 'features' });
		expect(judge(server, add(7)).verdict).toBe('new');
		full.delete(testId(1));
		expect(judge(server, add(1_000_000)).verdict).toBe('new');
	});

	test('layers of a map', () => {
		const server = new Y.Doc();
		for (let i = 0; i < LIMITS.layersPerMap; i++)
			server.getMap('stack').set(testId(i), new Y.Map());
		const verdict = judge(
			server,
			(doc) => doc.getMap('stack').set(testId(500), new Y.Map([['order', 'a0']])),
			'map'
		);
		expect(verdict).toEqual({ verdict: 'over-limit', limit: 'layers' });
	});

	test('properties of a feature', () => {
		const entries = Object.fromEntries(
			Array.from({ length: LIMITS.propertiesPerFeature + 10 }, (_, i) => [`p:n${i}`, i])
		);
		const verdict = judge(layer(), (doc) => {
			doc.getMap('features').set(testId(2), feature({ g: POINT, ...entries }));
		});
		expect(verdict).toEqual({ verdict: 'over-limit', limit: 'properties' });
	});
});

interface Item {
	readonly origin?: readonly [number, number];
	readonly root?: string;
	readonly key?: string;
}

/** An update written by hand: one block per client, values `"x"`, no deletions. */
function encode(blocks: readonly { client: number; items: readonly Item[] }[]): Uint8Array {
	const out = encoding.createEncoder();
	encoding.writeVarUint(out, blocks.length);
	for (const { client, items } of blocks) {
		encoding.writeVarUint(out, items.length);
		encoding.writeVarUint(out, client);
		encoding.writeVarUint(out, 0);
		for (const { origin, root, key } of items) {
			const CONTENT_ANY = 8;
			encoding.writeUint8(out, CONTENT_ANY | (origin ? 0x80 : 0) | (key === undefined ? 0 : 0x20));
			if (origin) {
				encoding.writeVarUint(out, origin[0]);
				encoding.writeVarUint(out, origin[1]);
			} else {
				encoding.writeVarUint(out, 1);
				encoding.writeVarString(out, root ?? 'meta');
				encoding.writeVarString(out, key ?? 'name');
			}
			encoding.writeVarUint(out, 1);
			encoding.writeAny(out, 'x');
		}
	}
	encoding.writeVarUint(out, 0);
	return encoding.toUint8Array(out);
}

function circle(): Uint8Array {
	return encode([
		{ client: 9, items: [{ origin: [8, 0] }] },
		{ client: 8, items: [{ origin: [9, 0] }] }
	]);
}
