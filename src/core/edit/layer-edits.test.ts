import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { featureCount, readFeature, readFeatures, readLayerMeta } from '../doc/layer-document.ts';
import { testId } from '../testing/ids.ts';
import { applyChanges } from './apply-changes.ts';
import { inverse, type Change } from './change.ts';
import {
	addFeatures,
	createVectorLayer,
	removeFeatures,
	setGeometry,
	setProperty,
	setStyle
} from './layer-edits.ts';
import { lastWriter, overwritten } from './overwritten.ts';

const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] }) as const;

function openLayer() {
	const layer = { id: testId(1), doc: new Y.Doc() };
	const run = (changes: Change[]): Change[] => {
		applyChanges(layer.doc, changes, 'test');
		return changes;
	};
	run(createVectorLayer(layer, { name: 'Zones', style: { stroke: '#112233' } }));
	return { layer, run };
}

/** A second device that has everything the first has. */
function copyOf(layer: { id: string; doc: Y.Doc }) {
	const copy = { id: layer.id, doc: new Y.Doc() };
	Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(layer.doc));
	return copy;
}

function merge(a: Y.Doc, b: Y.Doc): void {
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
}

describe('edits of a layer', () => {
	test('[E10] a new layer has its name, its style and the defaults for the rest', () => {
		const { layer } = openLayer();
		expect(readLayerMeta(layer.doc)).toMatchObject({
			name: 'Zones',
			sourceType: 'vector',
			style: { stroke: '#112233', strokeWidth: 2 }
		});
	});

	test('[E11] features keep geometry, properties, source id and order', () => {
		const { layer, run } = openLayer();
		const properties = { name: 'Buoy', depth: -12.5, tags: ['a', { b: null }] };
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties, sourceId: 17 }]));
		run(addFeatures(layer, [{ id: testId(6), geometry: point(3, 4), properties: {} }]));
		expect(readFeature(layer.doc, testId(5))).toEqual({
			id: testId(5),
			geometry: point(1, 2),
			properties,
			sourceId: 17,
			order: 0
		});
		expect(readFeature(layer.doc, testId(6))?.order).toBe(1);
	});

	test('[E12] a property called __proto__ is a property and nothing else', () => {
		const { layer, run } = openLayer();
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties: {} }]));
		run(setProperty(layer, testId(5), { name: '__proto__', value: { polluted: true } }));
		const properties = readFeature(layer.doc, testId(5))?.properties ?? {};
		expect(Object.keys(properties)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
		expect('polluted' in {}).toBe(false);
	});

	test('[E13] geometry and properties edited apart on two devices all survive', () => {
		const { layer, run } = openLayer();
		run(
			addFeatures(layer, [
				{ id: testId(5), geometry: point(1, 2), properties: { a: 1, b: 1, gone: 1 } }
			])
		);
		const other = copyOf(layer);
		run(setGeometry(layer, testId(5), point(9, 9)));
		run(setProperty(layer, testId(5), { name: 'a', value: 2 }));
		applyChanges(other.doc, setProperty(other, testId(5), { name: 'b', value: 3 }), 'test');
		applyChanges(
			other.doc,
			setProperty(other, testId(5), { name: 'gone', value: undefined }),
			'test'
		);
		merge(layer.doc, other.doc);
		for (const doc of [layer.doc, other.doc]) {
			expect(readFeature(doc, testId(5))).toMatchObject({
				geometry: point(9, 9),
				properties: { a: 2, b: 3 }
			});
			expect(readFeature(doc, testId(5))?.properties).not.toHaveProperty('gone');
		}
	});

	test('[E14] colour and width changed at once on two devices both survive', () => {
		const { layer, run } = openLayer();
		const other = copyOf(layer);
		run(setStyle(layer, { stroke: '#ff0000' }));
		applyChanges(other.doc, setStyle(other, { strokeWidth: 5 }), 'test');
		merge(layer.doc, other.doc);
		expect(readLayerMeta(layer.doc).style).toMatchObject({ stroke: '#ff0000', strokeWidth: 5 });
	});

	test('[E15] every edit can be taken back exactly, and repeated', () => {
		const { layer, run } = openLayer();
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties: { a: 1 } }]));
		const gestures = [
			() => setGeometry(layer, testId(5), point(4, 5)),
			() => setProperty(layer, testId(5), { name: 'a', value: undefined }),
			() => setProperty(layer, testId(5), { name: 'new', value: true }),
			() => setStyle(layer, { pointIcon: 'anchor' }),
			() => removeFeatures(layer, [testId(5), testId(77)])
		];
		const state = (): string =>
			JSON.stringify([layer.doc.getMap('meta'), [...readFeatures(layer.doc)]]);
		for (const gesture of gestures) {
			const before = state();
			const changes = run(gesture());
			const after = state();
			expect(after).not.toBe(before);
			applyChanges(layer.doc, inverse(changes), 'test');
			expect(state()).toBe(before);
			applyChanges(layer.doc, changes, 'test');
			expect(state()).toBe(after);
		}
		expect(featureCount(layer.doc)).toBe(0);
	});

	test('[E16] what someone else changed since is named as overwritten, the rest is not', () => {
		const { layer, run } = openLayer();
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties: { a: 1 } }]));
		const mine = run([
			...setProperty(layer, testId(5), { name: 'a', value: 2 }),
			...setGeometry(layer, testId(5), point(5, 5))
		]);
		const other = copyOf(layer);
		applyChanges(other.doc, setProperty(other, testId(5), { name: 'a', value: 3 }), 'test');
		merge(layer.doc, other.doc);
		expect(overwritten(layer.doc, mine)).toEqual([mine[0]]);
		expect(lastWriter(layer.doc, mine[0]?.path ?? ['', ''])).toBe(other.doc.clientID);
		expect(lastWriter(layer.doc, mine[1]?.path ?? ['', ''])).toBe(layer.doc.clientID);
	});

	test('[E17] an edit of a feature that is gone writes nothing', () => {
		const { layer, run } = openLayer();
		run(setGeometry(layer, testId(5), point(5, 5)));
		run(setProperty(layer, testId(5), { name: 'a', value: 3 }));
		expect(featureCount(layer.doc)).toBe(0);
	});

	test('[E18] writing what is there already leaves no trace in the document', () => {
		const { layer, run } = openLayer();
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties: { a: [1] } }]));
		const before = Y.encodeStateAsUpdate(layer.doc).length;
		run(setProperty(layer, testId(5), { name: 'a', value: [1] }));
		run(setGeometry(layer, testId(5), point(1, 2)));
		expect(Y.encodeStateAsUpdate(layer.doc).length).toBe(before);
	});

	test('[E19] half of a surrogate pair, in a value or a name, reads the same on every device', () => {
		const { layer, run } = openLayer();
		const properties = { 'cut\uD83D': ['half \uDC1F', { deep: '\uD83D' }], fish: '🐟' };
		run(addFeatures(layer, [{ id: testId(5), geometry: point(1, 2), properties }]));
		run(setProperty(layer, testId(5), { name: 'later', value: 'x\uD83D' }));
		const here = readFeature(layer.doc, testId(5));
		expect(here).toEqual(readFeature(copyOf(layer).doc, testId(5)));
		expect(here?.properties).toEqual({
			'cut\uFFFD': ['half \uFFFD', { deep: '\uFFFD' }],
			fish: '🐟',
			later: 'x\uFFFD'
		});
	});
});
