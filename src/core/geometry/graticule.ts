import type { LineString, Position } from './types.ts';

export interface GraticuleLine {
	readonly geometry: LineString;
	/** Degrees of the meridian or parallel. */
	readonly value: number;
	readonly axis: 'meridian' | 'parallel';
}

/**
 * Meridians and parallels every `stepDegrees` within `[west, south, east, north]`, the view. West may
 * lie below −180 and east above 180, as the view of a map may. Straight in Web Mercator, so that two
 * positions each suffice.
 */
export function graticule(
	[west, south, east, north]: readonly [number, number, number, number],
	stepDegrees: number
): GraticuleLine[] {
	const [low, high] = [Math.max(-85, south), Math.min(85, north)];
	const lines: GraticuleLine[] = [];
	for (let i = Math.ceil(west / stepDegrees); i * stepDegrees <= east; i++) {
		const lng = i * stepDegrees;
		lines.push(straight('meridian', lng, [lng, low], [lng, high]));
	}
	for (let i = Math.ceil(low / stepDegrees); i * stepDegrees <= high; i++) {
		const lat = i * stepDegrees;
		lines.push(straight('parallel', lat, [west, lat], [east, lat]));
	}
	return lines;
}

/** Steps people know from charts, in degrees: from thirty degrees to one minute. */
const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60] as const;

/** The step that puts lines at least `leastDegrees` apart. */
export function graticuleStep(leastDegrees: number): number {
	return STEPS.findLast((step) => step >= leastDegrees) ?? STEPS[0];
}

function straight(
	axis: GraticuleLine['axis'],
	value: number,
	...coordinates: Position[]
): GraticuleLine {
	return { axis, value, geometry: { type: 'LineString', coordinates } };
}
