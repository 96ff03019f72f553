import { rampTable } from './ramps.ts';

/** Colours for values: of a table of 256, of exact values, or of half-open intervals. */
export type Colormap =
	| { readonly kind: 'table'; readonly colours: Uint8Array }
	| {
			readonly kind: 'values';
			readonly index: ReadonlyMap<number, number>;
			readonly colours: Uint8Array;
	  }
	| {
			readonly kind: 'intervals';
			readonly intervals: readonly (readonly [number, number])[];
			readonly colours: Uint8Array;
	  };

const TABLE_SIZE = 256;
const MAX_ENTRIES = 4096;

export function namedColormap(name: string): Colormap | undefined {
	const colours = rampTable(name);
	return colours === undefined ? undefined : { kind: 'table', colours };
}

/**
 * TiTiler's `colormap`: an object of exactly the keys 0–255 is a table; any other object names single
 * values; a list holds `[[min, max], colour]`, min ≤ value < max. What they don't name is transparent.
 */
export function parseColormap(value: unknown): Colormap | undefined {
	if (Array.isArray(value)) return parseIntervals(value);
	return typeof value === 'object' && value !== null ? parseEntries(value) : undefined;
}

function parseEntries(value: object): Colormap | undefined {
	const entries = Object.entries(value);
	if (entries.length === 0 || entries.length > MAX_ENTRIES) return undefined;
	const index = new Map<number, number>();
	const colours = new Uint8Array(entries.length * 4);
	for (const [i, [key, colour]] of entries.entries()) {
		const rgba = parseColour(colour);
		const number = Number(key);
		if (rgba === undefined || !Number.isInteger(number) || key.trim() === '') return undefined;
		index.set(number, i);
		colours.set(rgba, i * 4);
	}
	const isTable =
		index.size === TABLE_SIZE && [...index.keys()].every((key) => key >= 0 && key < TABLE_SIZE);
	if (!isTable) return { kind: 'values', index, colours };
	const table = new Uint8Array(TABLE_SIZE * 4);
	for (const [key, i] of index) table.set(colours.subarray(i * 4, i * 4 + 4), key * 4);
	return { kind: 'table', colours: table };
}

function parseIntervals(value: readonly unknown[]): Colormap | undefined {
	if (value.length === 0 || value.length > MAX_ENTRIES) return undefined;
	const colours = new Uint8Array(value.length * 4);
	const intervals: [number, number][] = [];
	for (const [i, entry] of value.entries()) {
		const [interval, colour] = Array.isArray(entry) ? (entry as unknown[]) : [];
		const [min, max] = Array.isArray(interval) ? (interval as unknown[]) : [];
		const rgba = parseColour(colour);
		if (typeof min !== 'number' || typeof max !== 'number' || rgba === undefined) return undefined;
		intervals.push([min, max]);
		colours.set(rgba, i * 4);
	}
	return { kind: 'intervals', intervals, colours };
}

const HEX = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, or three or four numbers up to 255. */
function parseColour(value: unknown): readonly number[] | undefined {
	if (typeof value === 'string') return HEX.test(value) ? hexColour(value.slice(1)) : undefined;
	if (!Array.isArray(value)) return undefined;
	const parts = value as unknown[];
	const isColour =
		(parts.length === 3 || parts.length === 4) &&
		parts.every((part) => typeof part === 'number' && part >= 0 && part <= 255);
	return isColour ? withOpacity(parts as number[]) : undefined;
}

function hexColour(hex: string): readonly number[] {
	const pairs = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
	return withOpacity(pairs.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []);
}

function withOpacity(parts: readonly number[]): readonly number[] {
	return parts.length === 3 ? [...parts, 255] : parts;
}
