import { hexColour } from './hex-colour.ts';
import { RAMP_TABLES } from './ramp-tables.ts';

export const RAMP_NAMES: readonly string[] = Object.keys(RAMP_TABLES).flatMap((name) => [
	name,
	`${name}_r`
]);

const REVERSED = /_r$/;

/** A ramp as 256 RGBA colours; `_r` at the end turns it round. `undefined`: no ramp has this name. */
export function rampTable(name: string): Uint8Array | undefined {
	const word = name.toLowerCase();
	const isReversed = REVERSED.test(word);
	const base = word.replace(REVERSED, '');
	const hex = Object.hasOwn(RAMP_TABLES, base) ? RAMP_TABLES[base] : undefined;
	if (hex === undefined) return undefined;
	const stops = hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
	const last = stops.length / 3 - 1;
	const table = new Uint8Array(1024);
	for (let i = 0; i < 256; i++) {
		const at = ((isReversed ? 255 - i : i) / 255) * last;
		const from = Math.min(last - 1, Math.floor(at));
		for (let c = 0; c < 3; c++) {
			const a = stops[from * 3 + c] ?? 0;
			const b = stops[(from + 1) * 3 + c] ?? 0;
			table[i * 4 + c] = Math.round(a + (b - a) * (at - from));
		}
		table[i * 4 + 3] = 255;
	}
	return table;
}

/** Evenly spaced colours of a ramp, for a legend: CSS hex, lowest first. */
export function rampColours(name: string, count: number): string[] {
	const table = rampTable(name);
	if (table === undefined) return [];
	return Array.from({ length: count }, (_, i) =>
		hexColour(table, Math.round((i / Math.max(1, count - 1)) * 255))
	);
}
