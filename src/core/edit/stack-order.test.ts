import { describe, expect, test } from 'vitest';
import { byOrder, type StackEntry } from '../doc/map-document.ts';
import { seededRandom } from '../testing/random.ts';
import { orderKeysFor } from './stack-order.ts';

function stack(keys: readonly string[]): StackEntry[] {
	return keys.map((order, i) => ({ layerId: `l${i}`, order, visible: true, opacity: 1 }));
}

function place(
	entries: readonly StackEntry[],
	layerId: string,
	index: number,
	random: () => number
) {
	const others = entries.filter((entry) => entry.layerId !== layerId);
	const keys = new Map(
		orderKeysFor(others, layerId, index, random).map((key) => [key.layerId, key.order])
	);
	const moved = { layerId, order: '', visible: true, opacity: 1 };
	return [...others, moved]
		.map((entry) => ({ ...entry, order: keys.get(entry.layerId) ?? entry.order }))
		.sort(byOrder);
}

describe('orderKeysFor', () => {
	test('[M1] a random history of moves always gives the order that was asked for', () => {
		const seed = 20_260_101;
		const random = seededRandom(seed);
		let entries: StackEntry[] = [];
		for (let step = 0; step < 600; step++) {
			const isNew = entries.length < 12;
			const id = isNew ? `l${entries.length}` : `l${Math.floor(random() * entries.length)}`;
			const others = entries.filter((entry) => entry.layerId !== id).map((e) => e.layerId);
			const index = Math.floor(random() * (others.length + 1));
			entries = place(entries, id, index, random);
			others.splice(index, 0, id);
			expect(
				entries.map((e) => e.layerId),
				`seed ${seed}, step ${step}`
			).toEqual(others);
		}
	});

	test('[M2] keys stay below the limit when one gap is halved again and again', () => {
		const random = seededRandom(7);
		let entries = place(place([], 'a', 0, random), 'b', 1, random);
		for (let i = 0; i < 300; i++) entries = place(entries, i % 2 ? 'x' : 'y', 1, random);
		expect(Math.max(...entries.map((e) => e.order.length))).toBeLessThanOrEqual(40);
	});

	test('[M3] equal neighbours and foreign keys are numbered anew instead of throwing', () => {
		const random = seededRandom(3);
		for (const keys of [
			['a0', 'a0'],
			['', ''],
			['zz not a key', 'a0'],
			['~', '~']
		]) {
			const placed = place(stack(keys), 'new', 1, random);
			expect(placed.map((e) => e.layerId)).toEqual(['l0', 'new', 'l1']);
		}
	});

	test('[M4] two clients that use the same gap at once make different keys', () => {
		const others = stack(['a0', 'a1']);
		const [one] = orderKeysFor(others, 'x', 1, seededRandom(1));
		const [two] = orderKeysFor(others, 'y', 1, seededRandom(2));
		expect(one?.order).not.toBe(two?.order);
	});
});
