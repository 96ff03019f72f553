import { parseColormap } from '../raster/colormap.ts';
import { hexColour } from '../raster/hex-colour.ts';
import type { Legend, LegendClass } from './legend.ts';
import { position, type Range } from './position.ts';
import { rampLegend, ticksOf } from './ramp-legend.ts';

/** With more classes than this a bar says more than a list. */
const MOST_CLASSES = 12;
/** A gradient of 256 stops draws no better. */
const TABLE_STOPS = 33;

interface Options {
	/** The values that 0 and 255 stand for; absent: the values themselves. */
	readonly range?: Range | undefined;
	readonly unit?: string | undefined;
}

/** The legend of a `colormap` in the forms that TiTiler takes; `undefined` where it is none of them. */
export function colormapLegend(
	colormap: unknown,
	{ range, unit = '' }: Options
): Legend | undefined {
	const parsed = parseColormap(colormap);
	if (parsed === undefined) return undefined;
	const colour = (index: number): string => cssColour(parsed.colours, index);
	switch (parsed.kind) {
		case 'table': {
			const colours = Array.from({ length: TABLE_STOPS }, (_, i) =>
				colour(Math.round((i / (TABLE_STOPS - 1)) * 255))
			);
			return rampLegend({ colours, range: range ?? [0, 255], unit });
		}
		case 'values':
			return {
				kind: 'categories',
				classes: [...parsed.index]
					.map(([value, index]) => ({ value, color: colour(index) }))
					.sort((a, b) => a.value - b.value),
				unit
			};
		case 'intervals': {
			const classes = parsed.intervals.map((span, i) => ({ span, color: colour(i) }));
			return classes.length <= MOST_CLASSES
				? { kind: 'categories', classes, unit }
				: spanBar(classes, unit);
		}
	}
}

function spanBar(
	classes: readonly (LegendClass & { readonly span: Range })[],
	unit: string
): Legend {
	const sorted = classes.toSorted((a, b) => a.span[0] - b.span[0]);
	const range: Range = [sorted[0]?.span[0] ?? 0, sorted.at(-1)?.span[1] ?? 0];
	const stops = sorted.flatMap(({ span, color }) =>
		span.map((value) => ({ at: position(value, range, 'linear'), color }))
	);
	return { kind: 'gradient', stops, ticks: ticksOf(range, 'linear'), range, unit, scale: 'linear' };
}

/** `#rrggbb`, with the opacity where it is not whole. */
function cssColour(colours: Uint8Array, index: number): string {
	return hexColour(colours, index, { withOpacity: colours[index * 4 + 3] !== 255 });
}
