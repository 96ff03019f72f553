import type { GradientLegend, Legend } from '#core/legend/legend.ts';

/** The stops of a bar as a CSS gradient. */
export function gradientCss({ stops }: Pick<GradientLegend, 'stops'>): string {
	const [first] = stops;
	if (stops.length < 2) return first?.color ?? 'transparent';
	const parts = stops.map(({ at, color }) => `${color} ${(at * 100).toFixed(2)}%`);
	return `linear-gradient(to right, ${parts.join(', ')})`;
}

/** A legend so small that only its colours are left; `undefined` where it has none of its own. */
export function swatchCss(legend: Legend | undefined): string | undefined {
	if (legend?.kind === 'gradient') return gradientCss(legend);
	if (legend?.kind !== 'categories') return undefined;
	const colours = legend.classes.slice(0, 4).map(({ color }) => color);
	const stops = colours.flatMap((color, i) => [
		{ at: i / colours.length, color },
		{ at: (i + 1) / colours.length, color }
	]);
	return colours.length > 0 ? gradientCss({ stops }) : undefined;
}
