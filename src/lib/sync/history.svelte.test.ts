import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readFeature } from '#core/doc/layer-document.ts';
import { documentName, type DocumentName } from '#core/doc/names.ts';
import { applyChanges } from '#core/edit/apply-changes.ts';
import {
	addFeatures,
	createVectorLayer,
	removeFeatures,
	setGeometry,
	setProperty
} from '#core/edit/layer-edits.ts';
import { testId } from '#core/testing/ids.ts';
import { History } from './history.svelte.ts';

const point = (lng: number) => ({ type: 'Point', coordinates: [lng, 0] }) as const;
let docs: Map<DocumentName, Y.Doc>;
let key: string;

beforeEach(() => {
	docs = new Map();
	key = crypto.randomUUID();
});

function history(): History {
	return new History({
		key,
		doc: (name) => docs.get(name),
		who: (client) => (client === 77 ? 'Anna' : undefined)
	});
}

function layer(n: number) {
	const doc = new Y.Doc();
	docs.set(documentName('layer', testId(n)), doc);
	const target = { id: testId(n), doc };
	applyChanges(doc, createVectorLayer(target, { name: `Layer ${n}` }), 'test');
	return target;
}

/** Somebody else's edit, arriving from the network. */
function byAnna(target: { id: string; doc: Y.Doc }, name: string, value: number): void {
	const theirs = { id: target.id, doc: new Y.Doc() };
	theirs.doc.clientID = 77;
	Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(target.doc));
	applyChanges(theirs.doc, setProperty(theirs, testId(5), { name, value }), 'anna');
	Y.applyUpdate(target.doc, Y.encodeStateAsUpdate(theirs.doc));
}

describe('undo and redo of one person', () => {
	test('[U1] takes back and repeats, newest first, and ends honestly', () => {
		const target = layer(1);
		const steps = history();
		const at = () => readFeature(target.doc, testId(5))?.geometry;
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: {} }])
		);
		steps.perform('geometry', setGeometry(target, testId(5), point(2)));
		expect(steps.undo()).toEqual({ result: 'done', kind: 'geometry' });
		expect(at()).toEqual(point(1));
		expect(steps.undo()).toEqual({ result: 'done', kind: 'add' });
		expect(at()).toBeUndefined();
		expect(steps.undo()).toEqual({ result: 'nothing' });
		steps.redo();
		steps.redo();
		expect(at()).toEqual(point(2));
		expect(steps.redo()).toEqual({ result: 'nothing' });
	});

	test('[U2] a step across two layers is taken back in both', () => {
		const [from, to] = [layer(1), layer(2)];
		const steps = history();
		const feature = { id: testId(5), geometry: point(1), properties: { a: 1 } };
		steps.perform('add', addFeatures(from, [feature]));
		steps.perform('geometry', [
			...removeFeatures(from, [testId(5)]),
			...addFeatures(to, [feature])
		]);
		expect(readFeature(from.doc, testId(5))).toBeUndefined();
		steps.undo();
		expect(readFeature(from.doc, testId(5))?.properties).toEqual({ a: 1 });
		expect(readFeature(to.doc, testId(5))).toBeUndefined();
	});

	test('[U3] what someone else changed since stays, and is said with the name', () => {
		const target = layer(1);
		const steps = history();
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: { a: 1 } }])
		);
		steps.perform('property', setProperty(target, testId(5), { name: 'a', value: 2 }));
		byAnna(target, 'a', 3);
		expect(steps.undo()).toEqual({ result: 'refused', kind: 'property', who: 'Anna' });
		expect(readFeature(target.doc, testId(5))?.properties).toEqual({ a: 3 });
		expect(steps.canRedo).toBe(false);
	});

	test('[U4] the parts of a step that are still ours are taken back', () => {
		const target = layer(1);
		const steps = history();
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: { a: 1, b: 1 } }])
		);
		steps.perform('property', [
			...setProperty(target, testId(5), { name: 'a', value: 2 }),
			...setProperty(target, testId(5), { name: 'b', value: 2 })
		]);
		byAnna(target, 'a', 3);
		expect(steps.undo()).toMatchObject({ result: 'partly', who: 'Anna' });
		expect(readFeature(target.doc, testId(5))?.properties).toEqual({ a: 3, b: 1 });
		steps.redo();
		expect(readFeature(target.doc, testId(5))?.properties).toEqual({ a: 3, b: 2 });
	});

	test('[U5] a slider that moves is one step', () => {
		const target = layer(1);
		const steps = history();
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: {} }])
		);
		for (const value of [1, 2, 3]) {
			const changes = setProperty(target, testId(5), { name: 'width', value });
			steps.perform('property', changes, { merge: true });
		}
		steps.undo();
		expect(readFeature(target.doc, testId(5))?.properties).toEqual({});
		expect(steps.canUndo).toBe(true);
	});

	test('[U6] history outlives a reload of the page, bytes and all', () => {
		const target = layer(1);
		const before = history();
		before.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: {} }])
		);
		before.perform('geometry', setGeometry(target, testId(5), point(2)));
		const after = history();
		expect(after.undo()).toEqual({ result: 'done', kind: 'geometry' });
		expect(readFeature(target.doc, testId(5))?.geometry).toEqual(point(1));
		expect(after.undo()).toEqual({ result: 'done', kind: 'add' });
	});

	test('[U7] a new edit ends redo; a stored history that is broken is no history', () => {
		const target = layer(1);
		const steps = history();
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(5), geometry: point(1), properties: {} }])
		);
		steps.undo();
		steps.perform(
			'add',
			addFeatures(target, [{ id: testId(6), geometry: point(1), properties: {} }])
		);
		expect(steps.canRedo).toBe(false);
		sessionStorage.setItem(`samsyn:history:${key}`, '[{"kind":"add","changes":[{"path":7}]}]');
		expect(history().canUndo).toBe(false);
	});
});
