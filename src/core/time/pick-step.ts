import { DAY } from './period.ts';
import type { Precision } from './parse-instant.ts';
import { nearestStep, type TimeAxis, type TimeStep } from './time-axis.ts';

export interface PickedStep extends TimeStep {
	readonly index: number;
	/** Within one step of the time asked for. If not, the layer has no data near that time. */
	readonly near: boolean;
}

/** What a layer shows at a time of the map's clock. */
export function pickStep(axis: TimeAxis, ms: number): PickedStep {
	const index = axis.periods ? Math.max(0, axis.floor(ms)) : nearestStep(axis, ms);
	const step = axis.at(index);
	return { ...step, index, near: isNear(axis, index, ms) };
}

function isNear(axis: TimeAxis, index: number, ms: number): boolean {
	const away = ms - axis.at(index).ms;
	if (axis.periods) return away >= 0 && away < stepAfter(axis, index);
	return Math.abs(away) <= stepBeside(axis, index, away);
}

/**
 * The width of a step on the far side of it from the time asked for, if there is one: data may stop
 * for five years between daily steps, and the gap of five years is not a step.
 */
function stepBeside(axis: TimeAxis, index: number, away: number): number {
	const before = index > 0 ? axis.at(index).ms - axis.at(index - 1).ms : undefined;
	const after = index < axis.count - 1 ? axis.at(index + 1).ms - axis.at(index).ms : undefined;
	const [near, far] = away < 0 ? [before, after] : [after, before];
	return far ?? near ?? widthOf(axis.precision);
}

function stepAfter(axis: TimeAxis, index: number): number {
	const { ms } = axis.at(index);
	if (index < axis.count - 1) return axis.at(index + 1).ms - ms;
	return axis.until === undefined ? widthOf(axis.precision) : axis.until - ms;
}

/** Of an axis with one step: what its precision leaves open, at least a day. */
function widthOf(precision: Precision): number {
	if (precision === 'year') return 366 * DAY;
	return precision === 'month' ? 31 * DAY : DAY;
}

/**
 * The step to begin with: what the service names, otherwise what is nearest to now. Never simply the
 * first or the last: a forecast ends days ahead.
 */
export function defaultStep(axis: TimeAxis, named: number | undefined, now: number): number {
	return nearestStep(axis, named ?? now);
}
