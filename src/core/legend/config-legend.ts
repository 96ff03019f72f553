import type { LegendConfig } from '../layer/legend-config.ts';
import { unreachable } from '../util/unreachable.ts';
import type { GradientLegend, Legend, LegendTick } from './legend.ts';
import { effectiveScale, position, type Range } from './position.ts';
import { ticksOf } from './ramp-legend.ts';

/** Labels nearer to one another than this share of the bar would overlap. */
const CLOSEST = 0.09;

/** The legend that somebody wrote; `undefined` when there is none. */
export function configLegend(config: LegendConfig): Legend | undefined {
	if (!('type' in config)) return undefined;
	switch (config.type) {
		case 'gradient':
			return gradient(config);
		case 'categories':
			return {
				kind: 'categories',
				classes: config.categories.map(({ value, color, label }) => ({
					color,
					value,
					...(label === undefined ? {} : { label })
				})),
				unit: config.unit ?? ''
			};
		case 'image':
			return { kind: 'image', url: config.url, unit: config.unit ?? '' };
		default:
			return unreachable(config);
	}
}

function gradient(config: Extract<LegendConfig, { type: 'gradient' }>): GradientLegend {
	const stops = config.colorStops.toSorted((a, b) => a.value - b.value);
	const range: Range = [stops[0]?.value ?? 0, stops.at(-1)?.value ?? 0];
	const scale = effectiveScale(config.scale, range);
	const labelled = stops.flatMap(({ value, label }) =>
		label === undefined || label === '' ? [] : [{ value, label, at: position(value, range, scale) }]
	);
	return {
		kind: 'gradient',
		stops: stops.map(({ value, color }) => ({ at: position(value, range, scale), color })),
		ticks: labelled.length > 0 ? thinned(labelled) : ticksOf(range, scale),
		range,
		unit: config.unit ?? '',
		scale
	};
}

/** The last always; those before it as far as they do not stand in each other's way. */
function thinned(ticks: readonly LegendTick[]): LegendTick[] {
	const end = ticks.at(-1);
	const kept: LegendTick[] = [];
	for (const tick of ticks) {
		const before = kept.at(-1)?.at ?? -Infinity;
		const isClear = tick.at - before >= CLOSEST && (end?.at ?? 0) - tick.at >= CLOSEST;
		if (tick === end || isClear) kept.push(tick);
	}
	return kept;
}
