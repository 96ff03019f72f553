import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkEntry, checkMapKey, rootShape } from '../doc/check-entry.ts';
import { featureIds, readFeatures, readLayerMeta } from '../doc/layer-document.ts';
import { splitUpdate } from '../doc/split-update.ts';
import { seededRandom } from '../testing/random.ts';
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

const ROUNDS = 40;
const DEVICES = 4;
const EDITS = 120;

interface Device {
	readonly id: string;
	readonly doc: Y.Doc;
	readonly done: Change[][];
}

function edit(device: Device, random: () => number, next: () => string): void {
	const ids = [...featureIds(device.doc)];
	const id = ids[Math.floor(random() * ids.length)] ?? testId(0);
	const at = { type: 'Point', coordinates: [Math.round(random() * 90), 5] } as const;
	const kind = random();
	let changes: Change[];
	if (kind < 0.35) changes = addFeatures(device, [{ id: next(), geometry: at, properties: {} }]);
	else if (kind < 0.5) changes = setGeometry(device, id, at);
	else if (kind < 0.7) {
		changes = setProperty(device, id, { name: `p${Math.floor(random() * 3)}`, value: random() });
	} else if (kind < 0.8) changes = setStyle(device, { strokeWidth: Math.floor(random() * 9) });
	else if (kind < 0.9) changes = removeFeatures(device, [id]);
	else changes = inverse(device.done.pop() ?? []);
	device.done.push(changes);
	applyChanges(device.doc, changes, 'test');
}

function exchange(from: Device, to: Device, random: () => number): void {
	const update = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
	// Large differences travel in parts; none may wait for another.
	for (const part of random() < 0.5 ? splitUpdate(update, 200) : [update]) {
		Y.applyUpdate(to.doc, part);
		expect(to.doc.store.pendingStructs).toBeNull();
	}
	expect(to.doc.store.pendingDs).toBeNull();
}

function contents(doc: Y.Doc): unknown {
	const features = [...readFeatures(doc)].sort((a, b) => (a.id < b.id ? -1 : 1));
	return { meta: readLayerMeta(doc), features };
}

/** Everything a client can write passes the rules that the server's gate enforces. */
function expectWithinSchema(doc: Y.Doc): void {
	for (const [key, value] of doc.getMap('meta').entries()) {
		expect(checkEntry('layer', 'meta', key, value), key).toBeUndefined();
	}
	expect(rootShape('layer', 'features')).toBe('maps');
	for (const [id, entries] of doc.getMap('features').entries()) {
		expect(checkMapKey(id)).toBeUndefined();
		for (const [entry, value] of entries as Y.Map<unknown>) {
			expect(checkEntry('layer', 'features', entry, value), entry).toBeUndefined();
		}
	}
}

test('[C1] devices that edit apart and exchange at random end up equal, within the schema', () => {
	const seed = Date.now() % 1_000_000;
	const random = seededRandom(seed);
	let count = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const devices = Array.from({ length: DEVICES }, (): Device => ({
			id: testId(1),
			doc: new Y.Doc(),
			done: []
		}));
		const pick = (): Device => devices[Math.floor(random() * DEVICES)] as Device;
		const first = devices[0] as Device;
		applyChanges(first.doc, createVectorLayer(first, { name: 'Zones' }), 'test');
		for (let i = 0; i < EDITS; i++) {
			edit(pick(), random, () => testId(++count));
			const [from, to] = [pick(), pick()];
			if (from !== to && random() < 0.2) exchange(from, to, random);
		}
		for (const device of devices) if (device !== first) exchange(device, first, random);
		for (const device of devices) if (device !== first) exchange(first, device, random);
		for (const device of devices) {
			expect(contents(device.doc), `seed ${seed}, round ${round}`).toEqual(contents(first.doc));
		}
		expectWithinSchema(first.doc);
	}
});
