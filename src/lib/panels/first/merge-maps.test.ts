import { expect, test } from 'vitest';
import { mergeMaps } from './merge-maps.ts';

const id = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const here = { id, name: 'Mine', openedAt: 2_000, madeHere: true, layers: [] };
const there = { id: other, name: 'Theirs', updated_at: '1970-01-01T00:00:03.000Z' };

test('what this device and the server know is one list, last touched first', () => {
	expect(mergeMaps([here], [there]).map(({ name }) => name)).toEqual(['Theirs', 'Mine']);
});

test('a map of both is listed once, by the name of this device, and is not only here', () => {
	const [map, ...rest] = mergeMaps([here], [{ ...there, id }]);
	expect(rest).toEqual([]);
	expect(map).toMatchObject({ name: 'Mine', touchedAt: 3_000, onDevice: true, onlyHere: false });
});

test('a map that was made here is only here until the server lists it', () => {
	expect(mergeMaps([here], [])[0]?.onlyHere).toBe(true);
	expect(mergeMaps([{ ...here, madeHere: false }], [])[0]?.onlyHere).toBe(false);
});
