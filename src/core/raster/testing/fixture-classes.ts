import type { PaletteClass } from '../palette-classes.ts';

/** What the colours of `classes.tif` stand for: the last is in its palette, and nowhere in the file. */
export const FIXTURE_CLASSES: readonly PaletteClass[] = [
	{ value: 1, color: '#003f5c' },
	{ value: 2, color: '#58508d' },
	{ value: 3, color: '#bc5090' },
	{ value: 4, color: '#ff6361' },
	{ value: 5, color: '#ffa600' },
	{ value: 9, color: '#0ac81e' }
];
