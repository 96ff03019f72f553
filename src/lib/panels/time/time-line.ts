import type { TimeAxis } from '#core/time/time-axis.ts';

/** From – to, milliseconds since 1970 UTC. */
export type Span = readonly [from: number, to: number];

/** All that any of the layers has; `undefined` without layers. */
export function wholeSpan(axes: readonly TimeAxis[]): Span | undefined {
	if (axes.length === 0) return undefined;
	const from = Math.min(...axes.map((axis) => axis.at(0).ms));
	const to = Math.max(...axes.map((axis) => axis.at(axis.count - 1).ms));
	return [from, to];
}

/** The time within the span, of any layer, that is nearest to `ms`. */
export function nearestTime(axes: readonly TimeAxis[], ms: number, [from, to]: Span): number {
	const aim = Math.min(to, Math.max(from, ms));
	let best = aim;
	let distance = Infinity;
	for (const axis of axes) {
		const before = axis.floor(aim);
		for (const index of [before, before + 1]) {
			if (index < 0 || index >= axis.count) continue;
			const step = axis.at(index).ms;
			const away = Math.abs(step - aim);
			if (away < distance && step >= from && step <= to) [best, distance] = [step, away];
		}
	}
	return best;
}

/** The next time that any layer has, or the one before; `undefined` at the end of the span. */
export function timeBeside(
	axes: readonly TimeAxis[],
	ms: number,
	{ by, span: [from, to] }: { readonly by: 1 | -1; readonly span: Span }
): number | undefined {
	let best: number | undefined;
	for (const axis of axes) {
		const index = by === 1 ? axis.floor(ms) + 1 : axis.floor(ms - 1);
		if (index < 0 || index >= axis.count) continue;
		const step = axis.at(index).ms;
		if (step < from || step > to) continue;
		if (best === undefined || (by === 1 ? step < best : step > best)) best = step;
	}
	return best;
}

/**
 * Which of so many columns over the span hold a time of any layer. Two look-ups a column: ten
 * thousand times cost no more than ten.
 */
export function markedColumns(
	axes: readonly TimeAxis[],
	[from, to]: Span,
	columns: number
): readonly number[] {
	if (to <= from) return axes.length > 0 ? [0] : [];
	const marked: number[] = [];
	const width = (to - from) / columns;
	for (let column = 0; column < columns; column += 1) {
		const left = Math.ceil(from + column * width);
		// The last column also has the end of the span.
		const right = column === columns - 1 ? to : Math.ceil(from + (column + 1) * width) - 1;
		if (axes.some((axis) => axis.floor(right) > axis.floor(left - 1))) marked.push(column);
	}
	return marked;
}
