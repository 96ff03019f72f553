import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { testId } from '#core/testing/ids.ts';
import { seededRandom } from '#core/testing/random.ts';
import { HonestDevice, MiniServer } from '../testing/honest-device.ts';

const ROUNDS = 60;
const STEPS = 90;
const seed = Number(process.env['SAMSYN_TEST_SEED'] ?? Date.now() % 1_000_000);

/** Sends everything everywhere, and returns what each then holds. */
function settle(server: MiniServer, devices: readonly HonestDevice[]): unknown[] {
	for (let i = 0; i < 2; i++) {
		for (const device of devices) {
			device.disconnect();
			device.connect();
		}
	}
	return [server.doc, ...devices.map((device) => device.doc)].map((doc) => ({
		meta: doc.getMap('meta').toJSON(),
		features: doc.getMap('features').toJSON()
	}));
}

function expectAgreement(server: MiniServer, devices: readonly HonestDevice[], hint: string): void {
	const [first, ...others] = settle(server, devices);
	for (const device of devices) expect(device.objections, hint).toEqual([]);
	for (const other of others) expect(other, hint).toEqual(first);
}

test('[G1] no honest client is ever refused: offline merges, undo, reloads, parts', () => {
	for (let round = 0; round < ROUNDS; round++) {
		const random = seededRandom(seed + round);
		const server = new MiniServer();
		const devices = ['ann', 'ben', 'cat', 'cat'].map((user) => {
			return new HonestDevice(user, server, random);
		});
		let count = 0;
		for (let step = 0; step < STEPS; step++) {
			const device = devices[Math.floor(random() * devices.length)];
			if (device === undefined) continue;
			device.edit(() => testId(++count));
			const action = random();
			if (action < 0.15) device.connect();
			else if (action < 0.25) device.disconnect();
			else if (action < 0.3) device.reload();
		}
		expectAgreement(server, devices, `seed ${seed + round}`);
	}
});

test('[G2] two tabs of one browser hear each other offline, and both send what they heard', () => {
	for (let round = 0; round < ROUNDS; round++) {
		const random = seededRandom(seed + round);
		const server = new MiniServer();
		const [left, right] = [1, 2].map(() => new HonestDevice('ann', server, random)) as [
			HonestDevice,
			HonestDevice
		];
		const other = new HonestDevice('ben', server, random);
		left.tab = right;
		right.tab = left;
		let count = 0;
		for (let step = 0; step < STEPS; step++) {
			const device = [left, right, other][Math.floor(random() * 3)] ?? left;
			device.edit(() => testId(++count));
			const action = random();
			if (action < 0.2) {
				// A tab opens with the copy that the other one has stored.
				if (device === left) left.importCopyOf(right);
				else if (device === right) right.importCopyOf(left);
				device.connect();
			} else if (action < 0.3) device.disconnect();
		}
		left.importCopyOf(right);
		right.importCopyOf(left);
		expectAgreement(server, [left, right, other], `seed ${seed + round}`);
	}
});

test('[G3] a layer copied between devices locks nobody out, whoever comes first', () => {
	for (let round = 0; round < ROUNDS; round++) {
		const random = seededRandom(seed + round);
		const server = new MiniServer();
		const [maker, taker] = ['ann', 'ben'].map((user) => {
			return new HonestDevice(user, server, random);
		}) as [HonestDevice, HonestDevice];
		let count = 0;
		const next = () => testId(++count);
		for (let i = 0; i < 10; i++) maker.edit(next);
		taker.importCopyOf(maker);
		for (let i = 0; i < 10; i++) {
			maker.edit(next);
			taker.edit(next);
			if (random() < 0.2) taker.importCopyOf(maker);
			if (random() < 0.2) taker.reload();
		}
		const [first, second] = random() < 0.5 ? [maker, taker] : [taker, maker];
		first.connect();
		first.edit(next);
		second.connect();
		second.reload();
		second.edit(next);
		expectAgreement(server, [maker, taker], `seed ${seed + round}`);
	}
});

test('[G4] after a restore, whoever comes first brings back what others had made', () => {
	const random = seededRandom(seed);
	const lost = new MiniServer();
	const devices = ['ann', 'ben', 'cat'].map((user) => new HonestDevice(user, lost, random));
	let count = 0;
	for (const device of devices) device.connect();
	for (let i = 0; i < 60; i++) devices[i % 3]?.edit(() => testId(++count));
	const full = Y.encodeStateVector(lost.doc);

	const restored = new MiniServer();
	const [ann] = devices as [HonestDevice];
	const again = new HonestDevice('ann', restored, random);
	again.importCopyOf(ann);
	again.connect();

	expect(again.objections, `seed ${seed}`).toEqual([]);
	expect(Y.encodeStateVector(restored.doc), `seed ${seed}`).toEqual(full);
});
