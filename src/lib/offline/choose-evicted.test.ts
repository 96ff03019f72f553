import { expect, test } from 'vitest';
import { chooseEvicted, excessOf } from './choose-evicted.ts';

const copies = ['oldest', 'older', 'newest'].map((key) => ({ key, bytes: 100 }));

test('[E1] within the budget nothing goes; above it enough that the next copies fit too', () => {
	expect(excessOf(1000, 1000)).toBe(0);
	expect(excessOf(1001, 1000)).toBe(101);
});

test('[E2] the longest unused go first, and no more than is needed', () => {
	expect(chooseEvicted(copies, 101).map(({ key }) => key)).toEqual(['oldest', 'older']);
	expect(chooseEvicted(copies, 100).map(({ key }) => key)).toEqual(['oldest']);
	expect(chooseEvicted(copies, 0)).toEqual([]);
	expect(chooseEvicted(copies, 9_999)).toHaveLength(3);
});
