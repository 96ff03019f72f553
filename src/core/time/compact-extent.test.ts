import { expect, test } from 'vitest';
import { compactExtent } from './compact-extent.ts';
import { parseExtent } from './parse-extent.ts';

test('[T30] what fits stays byte for byte', () => {
	expect(compactExtent(' 2024-01-01, 2024-01-02,2024-01-03\n', 100)).toEqual({
		values: '2024-01-01, 2024-01-02,2024-01-03',
		cut: false
	});
});

test.each([
	[
		'2024-01-01,2024-01-02,2024-01-03,2024-01-04,2024-01-06',
		'2024-01-01/2024-01-04/P1D,2024-01-06'
	],
	['2024-01-31,2024-02-29,2024-03-31,2024-04-30', '2024-01-31/2024-04-30/P1M'],
	['2020,2021,2022,2023', '2020/2023/P12M'],
	[
		'2024-01-01T00:00Z,2024-01-01T00:10Z,2024-01-01T00:20Z,2024-01-01T00:30Z',
		'2024-01-01T00:00Z/2024-01-01T00:30Z/PT10M'
	],
	// Zones and missing zones are the service's words: an interval would say them otherwise.
	['2024-01-01T00:00:00,2024-01-01T01:00:00,2024-01-01T02:00:00,2024-01-01T03:00:00', undefined],
	['2024-01-01,2024-01-05/2024-02-01/P1D,2024-03-01', undefined]
])('[T31] %s: %s', (extent, compact) => {
	const made = compactExtent(extent, extent.length - 1);
	if (compact === undefined) expect(made.cut).toBe(true);
	else expect(made).toEqual({ values: compact, cut: false });
});

test('[T32] the intervals name the same times, in the same words', () => {
	const times = Array.from({ length: 300 }, (_, i) =>
		new Date(Date.UTC(2024, 0, 1, i < 200 ? i : i * 3)).toISOString()
	);
	const axis = parseExtent(compactExtent(times.join(','), 200).values, 0);
	if (!axis.ok) throw new Error(axis.reason);
	const named = Array.from({ length: axis.value.count }, (_, i) => axis.value.at(i).text);
	expect(named).toEqual(times);
});
