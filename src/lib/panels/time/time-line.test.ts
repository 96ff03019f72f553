import { expect, test } from 'vitest';
import { parseExtent } from '#core/time/parse-extent.ts';
import type { TimeAxis } from '#core/time/time-axis.ts';
import { markedColumns, nearestTime, timeBeside, wholeSpan } from './time-line.ts';
import { timeTicks } from './time-ticks.ts';

function axis(extent: string): TimeAxis {
	const parsed = parseExtent(extent, 0);
	if (!parsed.ok) throw new Error(parsed.reason);
	return parsed.value;
}
const at = (text: string): number => Date.parse(text);
const iso = (ms: number | undefined): string | undefined =>
	ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 10);

const MONTHS = axis('2023-01-01/2023-12-01/P1M');
const DAYS = axis('2023-06-10/2023-06-20/P1D');

test('[C1] the line reaches over all that any layer has', () => {
	expect(wholeSpan([MONTHS, DAYS])?.map(iso)).toEqual(['2023-01-01', '2023-12-01']);
	expect(wholeSpan([])).toBeUndefined();
});

test('[C2] steps go to the next time of any layer and stop at the ends', () => {
	const span = wholeSpan([MONTHS, DAYS]) ?? [0, 0];
	const next = (ms: number) => timeBeside([MONTHS, DAYS], ms, { by: 1, span });
	const previous = (ms: number) => timeBeside([MONTHS, DAYS], ms, { by: -1, span });
	expect(iso(next(at('2023-06-01')))).toBe('2023-06-10');
	expect(iso(next(at('2023-06-10')))).toBe('2023-06-11');
	expect(iso(next(at('2023-06-20')))).toBe('2023-07-01');
	expect(iso(previous(at('2023-06-10')))).toBe('2023-06-01');
	expect(iso(previous(at('2023-06-10T06:00Z')))).toBe('2023-06-10');
	expect(next(at('2023-12-01'))).toBeUndefined();
	expect(previous(at('2023-01-01'))).toBeUndefined();
});

test('[C3] a place on the line takes the nearest time, within what is chosen', () => {
	const span = [at('2023-02-01'), at('2023-06-12')] as const;
	expect(iso(nearestTime([MONTHS, DAYS], at('2023-06-07'), span))).toBe('2023-06-10');
	expect(iso(nearestTime([MONTHS, DAYS], at('2023-01-05'), span))).toBe('2023-02-01');
});

test('[C4] marks stand where data are, and nowhere else', () => {
	const span = wholeSpan([MONTHS]) ?? [0, 0];
	expect(markedColumns([MONTHS], span, 365)).toHaveLength(12);
	const gap = axis('2023-01-01,2023-12-31');
	expect(markedColumns([gap], [at('2023-01-01'), at('2023-12-31')], 100)).toEqual([0, 99]);
	expect(markedColumns([axis('2023-01-01')], [at('2023-01-01'), at('2023-01-01')], 100)).toEqual([
		0
	]);
});

test('[C5] a second for thirty years: a mark for each column, not for each of a billion times', () => {
	const seconds = axis('1990-01-01T00:00:00Z/2020-01-01T00:00:00Z/PT1S');
	const marks = markedColumns([seconds], wholeSpan([seconds]) ?? [0, 0], 1_500);
	expect(marks).toHaveLength(1_500);
});

test.each([
	['2023-01-01', '2023-12-01', 12, ['2023-01-01', '2023-02-01', '2023-03-01', '2023-04-01']],
	['2003-05-01', '2023-12-01', 6, ['2005-01-01', '2010-01-01', '2015-01-01', '2020-01-01']],
	['2023-01-30', '2023-02-03', 6, ['2023-01-30', '2023-01-31', '2023-02-01', '2023-02-02']],
	['2023-01-01', '2023-02-28', 10, ['2023-01-01', '2023-01-08', '2023-01-15', '2023-01-22']]
])('[C6] round times of the calendar: %s – %s', (from, to, most, first) => {
	const ticks = timeTicks([at(from), at(to)], most);
	expect(ticks.slice(0, 4).map(({ ms }) => iso(ms))).toEqual(first);
	expect(ticks.length).toBeLessThanOrEqual(most + 1);
});

test('[C7] no time between the ends, no ticks', () => {
	expect(timeTicks([5, 5], 8)).toEqual([]);
});
