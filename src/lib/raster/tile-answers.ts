import * as z from 'zod/mini';
import type { BandStatistics } from '#core/raster/band-statistics.ts';
import type { PointValue } from './tile-source.ts';

const statistics = z.record(
	z.string(),
	z.nullish(z.looseObject({ min: z.number(), max: z.number() }))
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

/** `/point` of both. */
export function readPoint(answer: unknown): PointValue[] {
	const parsed = point.safeParse(answer);
	if (!parsed.success) return [];
	const { values, band_names: names } = parsed.data;
	return values.map((value, i) => ({ name: names?.[i] ?? `b${i + 1}`, value }));
}
