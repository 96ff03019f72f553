import { describe, expect, test } from 'vitest';
import type { TemporalConfig } from '../layer/source-config.ts';
import { formatUtc } from './format-instant.ts';
import { pickStep } from './pick-step.ts';
import { temporalAxis, type AxisOptions } from './temporal-axis.ts';
import type { TimeAxis } from './time-axis.ts';
import { expandTemplate, unknownPlaces } from './url-template.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

function axisOf(
	temporal: Omit<TemporalConfig, 'enabled'>,
	options?: Partial<AxisOptions>
): TimeAxis {
	const axis = temporalAxis({ enabled: true, ...temporal }, { now: NOW, ...options });
	if (!axis.ok) throw new Error(axis.reason);
	if (!axis.value) throw new Error('no axis');
	return axis.value;
}

describe('times of a configuration', () => {
	test('[T22] as the schema document shows them', () => {
		const daily = axisOf({
			start: '2020-01-01T00:00:00Z',
			end: '2024-12-31T23:59:59Z',
			resolution: 'daily'
		});
		expect(daily.count).toBe(1827);
		expect(daily.at(0).text).toBe('2020-01-01T00:00:00Z');
		expect(daily.at(1826).text).toBe('2024-12-31T00:00:00Z');
		const monthly = axisOf({ start: '2020-01-01', end: '2024-12-31', resolution: 'monthly' });
		expect(monthly.count).toBe(60);
		expect(monthly.at(59).text).toBe('2024-12-01');
	});

	test('[T23] an end without a time of the day is the whole of it', () => {
		expect(axisOf({ start: '2024-01-01', end: '2024-01-02', resolution: 'hourly' }).count).toBe(48);
		expect(axisOf({ start: '2024-01', end: '2024-02', resolution: 'daily' }).count).toBe(60);
	});

	test('[T24] without an end it goes on until now; listed values win; not enabled is no time', () => {
		const axis = axisOf({ start: '2026-11-01', resolution: 'daily' });
		expect(axis.at(axis.count - 1).text).toBe('2026-11-24');
		expect(axisOf({ start: '2000-01-01', values: '2024-01-01,2024-02-01' }).count).toBe(2);
		expect(axisOf({ start: '2000-01-01', end: '2001-01-01' }).continuous).toBe(true);
		expect(temporalAxis({ enabled: false, values: 'PBAD' }, { now: NOW })).toEqual({
			ok: true,
			value: undefined
		});
		expect(temporalAxis(undefined, { now: NOW })).toEqual({ ok: true, value: undefined });
	});

	test.each([
		[{ resolution: 'daily' }, 'no-start'],
		[{ start: 'soon', resolution: 'daily' }, 'not-a-time'],
		[{ start: '2024-01-01', end: 'later', resolution: 'daily' }, 'not-a-time'],
		[{ start: '2024-01-01', end: '2024-12-31', resolution: 'PBAD' }, 'bad-period'],
		[{ start: '2024-01-01', end: '2023-12-31', resolution: 'daily' }, 'ends-before-it-starts']
	])('[T25] %o: %s', (temporal, reason) => {
		expect(temporalAxis({ enabled: true, ...temporal }, { now: NOW })).toEqual({
			ok: false,
			reason
		});
	});

	test.each([
		['2023-03-15', '2023-03-01', true],
		['2023-03-31T23:59:59Z', '2023-03-01', true],
		['2024-12-31T23:59:59Z', '2024-12-01', true],
		['2025-01-01', '2024-12-01', false],
		['2019-12-31', '2020-01-01', false]
	])('[T26] files by month: %s is in %s (%s)', (at, text, near) => {
		const axis = axisOf(
			{ start: '2020-01-01', end: '2024-12-31', resolution: 'monthly' },
			{ periods: true }
		);
		expect(pickStep(axis, Date.parse(at))).toMatchObject({ text, near });
	});
});

describe('addresses with times', () => {
	test('[T27] every place, in UTC', () => {
		const at = Date.parse('2023-06-05T04:00:00Z');
		const all =
			'https://x/{year}/{month}/{day}/{hour}/{YYYY}-{MM}-{DD}T{HH}/{YYYYMM}/{YYYYMMDD}/{YYYY-MM-DD}.tif';
		expect(expandTemplate(all, at)).toEqual({
			ok: true,
			value: 'https://x/2023/06/05/04/2023-06-05T04/202306/20230605/2023-06-05.tif'
		});
	});

	test('[T28] unknown braces are named, not sent', () => {
		expect(unknownPlaces('https://x/{year}/{z}/{yyyy}.tif')).toEqual(['z', 'yyyy']);
		expect(unknownPlaces('https://x/{year')).toEqual(['{']);
		expect(unknownPlaces('https://x/{__proto__}/{constructor}')).toEqual([
			'__proto__',
			'constructor'
		]);
		expect(expandTemplate('https://x/{z}.tif', 0)).toEqual({ ok: false, reason: 'unknown-place' });
	});
});

test('[T29] people read UTC, and see that it is', () => {
	const at = Date.parse('2023-03-01T23:30:00Z');
	expect(formatUtc(at, 'minute', 'en-GB')).toBe('1 Mar 2023, 23:30 UTC');
	expect(formatUtc(at, 'day', 'en-GB')).toBe('1 Mar 2023');
	expect(formatUtc(at, 'month', 'sv')).toBe('mars 2023');
	expect(formatUtc(at, 'year', 'sv')).toBe('2023');
});
