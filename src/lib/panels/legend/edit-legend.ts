import type { GradientLegend, Legend } from '#core/legend/legend.ts';
import { valueAtPosition } from '#core/legend/position.ts';
import type { LegendConfig } from '#core/layer/legend-config.ts';

export type GradientConfig = Extract<LegendConfig, { type: 'gradient' }>;

/** As many as one wants to edit by hand. */
const STOPS = 5;

/** A legend that was generated, as one that can be written on. Pictures can't. */
export function editableLegend(legend: Legend): LegendConfig | undefined {
	if (legend.kind === 'image') return undefined;
	if (legend.kind === 'categories') {
		return {
			type: 'categories',
			categories: legend.classes.map(({ color, value, label, span }) => ({
				value: value ?? span?.[0] ?? '',
				color,
				...(label !== undefined
					? { label }
					: span === undefined
						? {}
						: { label: `${span[0]} – ${span[1]}` })
			})),
			...(legend.unit === '' ? {} : { unit: legend.unit })
		};
	}
	return gradientOf(legend);
}

function gradientOf(legend: GradientLegend): GradientConfig {
	const places = Array.from({ length: STOPS }, (_, i) => i / (STOPS - 1));
	return {
		type: 'gradient',
		colorStops: places.map((at) => ({
			value: Number(valueAtPosition(at, legend.range, legend.scale).toPrecision(4)),
			color: colourAt(legend.stops, at)
		})),
		scale: legend.scale,
		...(legend.unit === '' ? {} : { unit: legend.unit })
	};
}

function colourAt(stops: GradientLegend['stops'], at: number): string {
	let nearest = stops[0];
	for (const stop of stops) {
		if (Math.abs(stop.at - at) < Math.abs((nearest?.at ?? 0) - at)) nearest = stop;
	}
	return (nearest?.color ?? '#000000').slice(0, 7);
}
