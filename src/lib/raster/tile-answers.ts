import * as z from 'zod/mini';
import type { BandStatistics } from '#core/raster/band-statistics.ts';
import type { PointValue } from './tile-source.ts';

const statistics = z.record(
	z.string(),
	z.nullish(z.looseObject({ min: z.number(), max: z.number() }))
);
const BYTES = 256;
const colour = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const palette = z.object({
	colorinterp: z.array(z.nullable(z.string())),
	colormap: z.record(z.string(), colour)
});
const categories = z.record(
	z.string(),
	z.object({ histogram: z.tuple([z.array(z.number()), z.array(z.number())]) })
);
const point = z.object({
	values: z.array(z.nullable(z.number())),
	band_names: z.optional(z.array(z.string()))
});

/** `/statistics` of TiTiler, and of our own route. */
export function readStatistics(answer: unknown): Map<string, BandStatistics | undefined> {
	const parsed = statistics.safeParse(answer);
	const bands = parsed.success ? Object.entries(parsed.data) : [];
	return new Map(
		bands.map(([name, band]) => [name, (band ?? undefined) as BandStatistics | undefined])
	);
}

/** The colours that a file gives its bytes, RGBA by value, of TiTiler's `/info`; `undefined`: none. */
export function readPalette(answer: unknown): Uint8Array | undefined {
	const parsed = palette.safeParse(answer);
	if (parsed.data?.colorinterp[0] !== 'palette') return undefined;
	const colours = new Uint8Array(BYTES * 4);
	for (const [value, colour] of Object.entries(parsed.data.colormap)) {
		const index = Number(value);
		if (Number.isInteger(index) && index >= 0 && index < BYTES) colours.set(colour, index * 4);
	}
	return colours;
}

/** The values that occur, of TiTiler's `/statistics?categorical=true`. */
export function readValues(answer: unknown): Set<number> {
	const parsed = categories.safeParse(answer);
	const [band] = parsed.success ? Object.values(parsed.data) : [];
	return new Set(band?.histogram[1]);
}

/** `/point` of both. */
export function readPoint(answer: unknown): PointValue[] {
	const parsed = point.safeParse(answer);
	if (!parsed.success) return [];
	const { values, band_names: names } = parsed.data;
	return values.map((value, i) => ({ name: names?.[i] ?? `b${i + 1}`, value }));
}
