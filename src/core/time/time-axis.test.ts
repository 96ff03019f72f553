import { describe, expect, test } from 'vitest';
import { parseExtent } from './parse-extent.ts';
import { parseInstant } from './parse-instant.ts';
import { parsePeriod, parseResolution } from './period.ts';
import { defaultStep, pickStep } from './pick-step.ts';
import { nearestStep, type TimeAxis } from './time-axis.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

function axisOf(extent: string): TimeAxis {
	const axis = parseExtent(extent, NOW);
	if (!axis.ok) throw new Error(axis.reason);
	return axis.value;
}

function texts(axis: TimeAxis): string[] {
	return Array.from({ length: axis.count }, (_, index) => axis.at(index).text);
}

describe('one time', () => {
	test.each([
		['2024', '2024-01-01T00:00:00.000Z', 'year'],
		['2024-02', '2024-02-01T00:00:00.000Z', 'month'],
		['2024-02-29', '2024-02-29T00:00:00.000Z', 'day'],
		['2024-03-01T06', '2024-03-01T06:00:00.000Z', 'hour'],
		['2024-03-01T06:30', '2024-03-01T06:30:00.000Z', 'minute'],
		['2024-03-01T06:30:15', '2024-03-01T06:30:15.000Z', 'second'],
		['2024-03-01T06:30:15.5Z', '2024-03-01T06:30:15.500Z', 'milli'],
		['2024-03-01T06:30:15.123456Z', '2024-03-01T06:30:15.123Z', 'milli'],
		['2024-03-01T06:00:00+01:00', '2024-03-01T05:00:00.000Z', 'second'],
		['2024-03-01T06:00:00-0330', '2024-03-01T09:30:00.000Z', 'second'],
		[' 2024-03-01 06:00:00z\n', '2024-03-01T06:00:00.000Z', 'second'],
		['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z', 'second'],
		['0050-01-01', '0050-01-01T00:00:00.000Z', 'day']
	])('[T1] %s is %s', (text, iso, precision) => {
		const instant = parseInstant(text);
		expect(instant).toEqual({ ok: true, value: { ms: Date.parse(iso), precision } });
	});

	test.each([
		'',
		'current',
		'2023-02-29',
		'2024-13-01',
		'2024-01-01T24:00',
		'20240101',
		'24-1-1',
		'2024-01-01Z',
		'P1D'
	])('[T2] %s is none', (text) => {
		expect(parseInstant(text)).toEqual({ ok: false, reason: 'not-a-time' });
	});
});

describe('one period', () => {
	test.each([
		['P1D', 0, 86_400_000],
		['P1Y2M', 14, 0],
		['P2W', 0, 14 * 86_400_000],
		['PT1M57S', 0, 117_000],
		['PT0.5S', 0, 500],
		['P1M1DT12H', 1, 129_600_000],
		['pt15m', 0, 900_000]
	])('[T3] %s', (text, months, ms) => {
		expect(parsePeriod(text)).toMatchObject({ ok: true, value: { months, ms } });
	});

	test.each([
		'PBAD',
		'P',
		'PT',
		'P1DT',
		'1D',
		'P-1D',
		'P0D',
		'PT0S',
		'P1.5D',
		`P${'9'.repeat(300)}Y`
	])('[T4] %s is none', (text) => {
		expect(parsePeriod(text)).toEqual({ ok: false, reason: 'bad-period' });
	});

	test('[T5] words are resolutions too', () => {
		expect(parseResolution('Monthly')).toEqual(parsePeriod('P1M'));
		expect(parseResolution('daily')).toEqual(parsePeriod('P1D'));
		expect(parseResolution('PT6H')).toEqual(parsePeriod('PT6H'));
		expect(parseResolution('often')).toEqual({ ok: false, reason: 'bad-period' });
	});
});

describe('an extent', () => {
	test.each([
		[
			'2015-04-27T16:15:00/2015-04-27T18:45:00/PT15M',
			11,
			'2015-04-27T16:15:00Z',
			'2015-04-27T18:45:00Z'
		],
		['2015-04-27/2015-04-29/P1D', 3, '2015-04-27', '2015-04-29'],
		[
			'2015-06-30T23:00:00Z/2015-07-01T01:00:00Z/PT15M',
			9,
			'2015-06-30T23:00:00Z',
			'2015-07-01T01:00:00Z'
		],
		['2024-01-31/2024-05-31/P1M', 5, '2024-01-31', '2024-05-31'],
		['2000/2020/P5Y', 5, '2000', '2020'],
		['2024-01/2024-12/P1M', 12, '2024-01', '2024-12'],
		['2024-01-01/2024-01-02/PT6H', 5, '2024-01-01T00:00Z', '2024-01-02T00:00Z'],
		[
			'2015-04-27T16:15:00.000Z/2015-04-27T16:18:54.000Z/PT1M57S',
			3,
			'2015-04-27T16:15:00.000Z',
			'2015-04-27T16:18:54.000Z'
		]
	])('[T6] %s has %i steps', (extent, count, first, last) => {
		const axis = axisOf(extent);
		expect(axis.count).toBe(count);
		expect(axis.at(0).text).toBe(first);
		expect(axis.at(count - 1).text).toBe(last);
	});

	test('[T7] months are counted from the start and end with the month', () => {
		expect(texts(axisOf('2024-01-31/2024-05-31/P1M'))).toEqual([
			'2024-01-31',
			'2024-02-29',
			'2024-03-31',
			'2024-04-30',
			'2024-05-31'
		]);
		expect(texts(axisOf('2023-10-31T12:00Z/2024-02-29T12:00Z/P1M')).at(-1)).toBe(
			'2024-02-29T12:00Z'
		);
	});

	test('[T8] an end off the step is a time of the service too, in its own words', () => {
		expect(texts(axisOf('2024-01-01/2024-02-10/P15D'))).toEqual([
			'2024-01-01',
			'2024-01-16',
			'2024-01-31',
			'2024-02-10'
		]);
	});

	test('[T9] listed times come back byte for byte, ordered, each once', () => {
		const list = '\n 2024-03-01T00:00:00+01:00, 2024-01-01,2024-02-01T00:00:00.000Z ,2024-02-01';
		expect(texts(axisOf(list))).toEqual([
			'2024-01-01',
			'2024-02-01T00:00:00.000Z',
			'2024-03-01T00:00:00+01:00'
		]);
	});

	test('[T10] mixed: times before, between, after and on the steps of intervals', () => {
		const axis = axisOf(
			'2025-01-01,2024-01-01/2024-01-03/P1D,2023-01-01,2024-01-02,2024-02-01/2024-02-02/P1D'
		);
		expect(texts(axis)).toEqual([
			'2023-01-01',
			'2024-01-01',
			'2024-01-02',
			'2024-01-03',
			'2024-02-01',
			'2024-02-02',
			'2025-01-01'
		]);
		expect(texts(axisOf('2024-01-01/2024-01-03/P1D,2024-01-02T12:00:00Z'))[2]).toBe(
			'2024-01-02T12:00:00Z'
		);
	});

	test('[T11] intervals that adjoin or overlap name no time twice', () => {
		expect(axisOf('2024-01-01/2024-01-10/P1D,2024-01-10/2024-01-20/P1D').count).toBe(20);
		expect(axisOf('2024-01-01/2024-01-10/P1D,2024-01-05/2024-01-12/P1D').count).toBe(12);
		expect(parseExtent('2000/2020/PT1S,2001/2021/PT1S', NOW)).toEqual({
			ok: false,
			reason: 'too-many-times'
		});
	});

	test('[T12] thirty years of seconds cost nothing, and each can be found', () => {
		const axis = axisOf('1990-01-01T00:00:00Z/2020-01-01T00:00:00Z/PT1S');
		expect(axis.count).toBe(946_684_801);
		for (const index of [0, 1, 12_345_678, axis.count - 1]) {
			expect(nearestStep(axis, axis.at(index).ms + 400)).toBe(index);
			expect(axis.floor(axis.at(index).ms)).toBe(index);
		}
	});

	test('[T13] every step of a calendar axis is found by its own time, and by the last moment before the next', () => {
		const axis = axisOf('2000-01-31T06:00:00Z/2040-01-31T06:00:00Z/P1M');
		expect(axis.count).toBe(481);
		for (let index = 0; index < axis.count; index += 1) {
			const { ms } = axis.at(index);
			expect(axis.floor(ms)).toBe(index);
			expect(axis.floor(ms - 1)).toBe(index - 1);
		}
	});

	test('[T14] without a period every instant goes, and people get at most 1,000 steps', () => {
		for (const extent of [
			'2020-01-01/2024-01-01',
			'2020-01-01T00:00:00Z/2020-01-01T00:00:10Z',
			'1000/2020',
			'2024-01-01/2024-01-05/'
		]) {
			const axis = axisOf(extent);
			expect(axis.continuous).toBe(true);
			expect(axis.count).toBeLessThanOrEqual(1001);
			expect(axis.count).toBeGreaterThan(1);
		}
	});

	test('[T15] `current` is now', () => {
		expect(axisOf('current')).toMatchObject({ count: 1 });
		expect(axisOf('current').at(0)).toEqual({ ms: NOW, text: 'current' });
		expect(texts(axisOf('2026-11-22/current/P1D'))).toEqual([
			'2026-11-22',
			'2026-11-23',
			'2026-11-24'
		]);
	});

	test.each([
		['', 'no-times'],
		[' , ,', 'no-times'],
		['2024-01-01/2024-02-01/PBAD', 'bad-period'],
		['yesterday', 'not-a-time'],
		['2024-01-01/2024-02-01/P1D/more', 'not-a-time'],
		['2024-02-01/2024-01-01/P1D', 'ends-before-it-starts'],
		['<script>', 'not-a-time']
	])('[T16] %s: %s', (extent, reason) => {
		expect(parseExtent(extent, NOW)).toEqual({ ok: false, reason });
	});

	test('[T17] 100,000 listed times', () => {
		const list = Array.from({ length: 100_000 }, (_, index) =>
			new Date(index * 3_600_000).toISOString()
		);
		const axis = axisOf(list.join(','));
		expect(axis.count).toBe(100_000);
		expect(axis.at(77_777).text).toBe(list[77_777]);
		expect(nearestStep(axis, 77_777 * 3_600_000 + 1)).toBe(77_777);
	});
});

describe('the step that is shown', () => {
	test.each([
		['2024-01-10T00:00:00Z', '2024-01-10', true],
		['2024-01-10T13:00:00Z', '2024-01-11', true],
		['2023-12-31T00:00:00Z', '2024-01-01', true],
		['2023-12-30T00:00:00Z', '2024-01-01', false],
		['2024-02-01T00:00:00Z', '2024-01-31', true],
		['2024-02-02T00:00:00Z', '2024-01-31', false]
	])('[T18] at %s of a daily layer: %s, near: %s', (at, text, near) => {
		const picked = pickStep(axisOf('2024-01-01/2024-01-31/P1D'), Date.parse(at));
		expect(picked).toMatchObject({ text, near });
	});

	test('[T19] a gap of years between daily steps is no step', () => {
		const axis = axisOf('2000-01-01/2004-12-31/P1D,2010-01-01/2014-12-31/P1D');
		expect(pickStep(axis, Date.UTC(2007, 5, 1)).near).toBe(false);
		expect(pickStep(axis, Date.UTC(2005, 0, 1))).toMatchObject({ text: '2004-12-31', near: true });
		expect(pickStep(axis, Date.UTC(2009, 11, 31, 12))).toMatchObject({
			text: '2010-01-01',
			near: true
		});
	});

	test('[T20] the only step of a layer is near within what its precision leaves open', () => {
		expect(pickStep(axisOf('2024'), Date.UTC(2024, 6, 1)).near).toBe(true);
		expect(pickStep(axisOf('2024'), Date.UTC(2026, 6, 1)).near).toBe(false);
		expect(pickStep(axisOf('2024-05-01'), Date.UTC(2024, 4, 1, 20)).near).toBe(true);
	});

	test('[T21] it begins with what the service names, or now; never simply with an end', () => {
		const forecast = axisOf('2026-11-01/2026-12-04/P1D');
		expect(forecast.at(defaultStep(forecast, undefined, NOW)).text).toBe('2026-11-24');
		expect(forecast.at(defaultStep(forecast, Date.UTC(2026, 10, 3), NOW)).text).toBe('2026-11-03');
	});
});
