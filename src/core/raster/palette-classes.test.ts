import { expect, test } from 'vitest';
import { paletteClasses } from './palette-classes.ts';

/** As a TIFF has it: a colour for each byte, black where nobody gave one. */
function palette(colours: Readonly<Record<number, readonly number[]>>): Uint8Array {
	const table = new Uint8Array(1_024);
	for (let i = 0; i < 256; i++) table.set([...(colours[i] ?? [0, 0, 0]), 255], i * 4);
	return table;
}

test('[P1] what occurs and what has a colour of its own, but not what stands for nothing', () => {
	const table = palette({ 1: [255, 0, 0], 2: [0, 255, 0], 9: [0, 0, 255] });
	expect(paletteClasses(table, new Set([1, 4]), 0)).toEqual([
		{ value: 1, color: '#ff0000' },
		{ value: 2, color: '#00ff00' },
		{ value: 4, color: '#000000' },
		{ value: 9, color: '#0000ff' }
	]);
	expect(paletteClasses(table, new Set([0]), undefined)[0]).toEqual({ value: 0, color: '#000000' });
	expect(paletteClasses(table, new Set(), 1).map(({ value }) => value)).toEqual([2, 9]);
});

test('[P2] of a table of many colours only those that occur; of a continuous one none', () => {
	const shades = Object.fromEntries(Array.from({ length: 256 }, (_, i) => [i, [i, 10, 255 - i]]));
	const table = palette(shades);
	expect(paletteClasses(table, new Set([7, 200]), undefined)).toEqual([
		{ value: 7, color: '#070af8' },
		{ value: 200, color: '#c80a37' }
	]);
	expect(
		paletteClasses(table, new Set(Array.from({ length: 90 }, (_, i) => i)), undefined)
	).toEqual([]);
});
