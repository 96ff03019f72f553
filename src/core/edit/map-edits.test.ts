import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { DEFAULT_MAP, readMapMeta, readStack } from '../doc/map-document.ts';
import { seededRandom } from '../testing/random.ts';
import { testId } from '../testing/ids.ts';
import { applyChanges } from './apply-changes.ts';
import {
	addToStack,
	createMap,
	moveInStack,
	removeFromStack,
	setMapMeta,
	setStackEntry
} from './map-edits.ts';
import type { Change } from './change.ts';

const random = seededRandom(11);

function openMap() {
	const map = { id: testId(1), doc: new Y.Doc() };
	const run = (changes: Change[]): void => applyChanges(map.doc, changes, 'test');
	run(createMap(map, { ...DEFAULT_MAP, name: 'North Sea' }));
	return { map, run };
}

describe('edits of a map', () => {
	test('[E1] a new map reads back as it was made', () => {
		const { map } = openMap();
		expect(readMapMeta(map.doc)).toEqual({ ...DEFAULT_MAP, name: 'North Sea' });
		expect(map.doc.getMap('meta').get('v')).toBe(1);
	});

	test('[E2] layers come on top, once, visible and opaque', () => {
		const { map, run } = openMap();
		run(addToStack(map, testId(2), random));
		run(addToStack(map, testId(3), random));
		expect(addToStack(map, testId(2), random)).toEqual([]);
		expect(readStack(map.doc)).toMatchObject([
			{ layerId: testId(2), visible: true, opacity: 1 },
			{ layerId: testId(3), visible: true, opacity: 1 }
		]);
	});

	test('[E3] visibility and opacity of one layer change without touching its place', () => {
		const { map, run } = openMap();
		run(addToStack(map, testId(2), random));
		const before = readStack(map.doc)[0]?.order;
		run(setStackEntry(map, testId(2), { visible: false, opacity: 0.4 }));
		expect(readStack(map.doc)).toEqual([
			{ layerId: testId(2), order: before, visible: false, opacity: 0.4 }
		]);
	});

	test('[E4] a layer that is not in the stack is neither moved, removed nor created', () => {
		const { map, run } = openMap();
		expect(removeFromStack(map, testId(9))).toEqual([]);
		expect(moveInStack(map, testId(9), { index: 0, random })).toEqual([]);
		run(setStackEntry(map, testId(9), { visible: false }));
		expect(readStack(map.doc)).toEqual([]);
	});

	test('[E5] two people who move different layers at once both get their move', () => {
		const { map, run } = openMap();
		for (let i = 2; i < 6; i++) run(addToStack(map, testId(i), random));
		const other = { id: map.id, doc: new Y.Doc() };
		Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(map.doc));
		run(moveInStack(map, testId(2), { index: 3, random }));
		applyChanges(other.doc, moveInStack(other, testId(5), { index: 0, random }), 'test');
		Y.applyUpdate(map.doc, Y.encodeStateAsUpdate(other.doc));
		Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(map.doc));
		const ids = readStack(map.doc).map((entry) => entry.layerId);
		expect(ids[0]).toBe(testId(5));
		expect(ids.indexOf(testId(2))).toBeGreaterThan(ids.indexOf(testId(4)));
		expect(readStack(other.doc)).toEqual(readStack(map.doc));
	});

	test('[E6] renaming and moving the view are separate entries', () => {
		const { map, run } = openMap();
		run(setMapMeta(map, { name: 'Kattegat' }));
		run(setMapMeta(map, { zoom: 7, center: [11, 57] }));
		expect(readMapMeta(map.doc)).toMatchObject({ name: 'Kattegat', zoom: 7, center: [11, 57] });
	});
});
