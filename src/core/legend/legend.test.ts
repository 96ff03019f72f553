import { describe, expect, test } from 'vitest';
import type { LegendConfig } from '../layer/legend-config.ts';
import { colormapLegend } from './colormap-legend.ts';
import { configLegend } from './config-legend.ts';
import { layerLegend, rescaleRange } from './layer-legend.ts';
import { rampLegend } from './ramp-legend.ts';
import { roundTicks } from './round-ticks.ts';

describe('[L1] ticks are round, within the range and few', () => {
	test.each([
		[[0, 100], 'linear', [0, 50, 100]],
		[[0, 100], 'linear', [0, 20, 40, 60, 80, 100], 6],
		[[-200, 0], 'linear', [-200, -150, -100, -50, 0]],
		[[-1.7, 31.2], 'linear', [0, 10, 20, 30]],
		[[0, 1], 'linear', [0, 0.5, 1]],
		[[0.1, 0.5], 'linear', [0.1, 0.2, 0.3, 0.4, 0.5]],
		[[30, -2], 'linear', [0, 10, 20, 30]],
		[[5, 5], 'linear', [5]],
		[[0.01, 10], 'logarithmic', [0.01, 0.1, 1, 10]],
		[[1, 10], 'logarithmic', [1, 2, 5, 10]],
		[[0.5, 50], 'logarithmic', [1, 3, 10, 30]],
		[[1e-6, 1e6], 'logarithmic', [1e-6, 1e-3, 1, 1e3, 1e6]],
		[[2.1, 2.9], 'logarithmic', [2.1, 2.9]]
	] as const)('%o %s', (range, scale, ticks, most: number = 5) => {
		expect(roundTicks(range, scale, most)).toEqual(ticks);
	});

	test('no range is too odd: at least its ends, never more than asked for', () => {
		for (let i = 0; i < 2_000; i += 1) {
			const low = Math.sin(i) * 10 ** ((i % 13) - 6);
			const high = low + Math.abs(Math.cos(i * 7)) * 10 ** ((i % 11) - 5) + 1e-9;
			const ticks = roundTicks([low, high], 'linear', 5);
			expect(ticks.length, `${low} … ${high}`).toBeGreaterThanOrEqual(2);
			expect(ticks.length, `${low} … ${high}`).toBeLessThanOrEqual(5);
		}
	});
});

describe('[L2] a ramp over a range', () => {
	test('linear', () => {
		const legend = rampLegend({ colours: ['#000000', '#888888', '#ffffff'], range: [-200, 0] });
		expect(legend.stops).toEqual([
			{ at: 0, color: '#000000' },
			{ at: 0.5, color: '#888888' },
			{ at: 1, color: '#ffffff' }
		]);
		expect(legend.ticks.map(({ at }) => at)).toEqual([0, 0.25, 0.5, 0.75, 1]);
	});

	test('logarithmic: a decade is as wide as the next', () => {
		const legend = rampLegend({
			colours: ['#000', '#fff'],
			range: [0.01, 10],
			scale: 'logarithmic'
		});
		for (const [i, { at }] of legend.ticks.entries()) expect(at).toBeCloseTo(i / 3, 10);
	});

	test('a logarithm of nothing is none: from 0 on the scale is linear', () => {
		const legend = rampLegend({ colours: ['#000'], range: [0, 10], scale: 'logarithmic' });
		expect(legend.scale).toBe('linear');
		expect(legend.ticks.every(({ at }) => Number.isFinite(at))).toBe(true);
	});

	test('a range that goes down has its ticks in the order of the bar', () => {
		const { ticks } = rampLegend({ colours: ['#000', '#fff'], range: [0, -200] });
		expect(ticks.map(({ value }) => value)).toEqual([0, -50, -100, -150, -200]);
	});
});

const CHLOROPHYLL: LegendConfig = {
	type: 'gradient',
	colorStops: [
		{ value: 0.01, color: '#440154', label: '0.01 mg/m³' },
		{ value: 0.1, color: '#31688e', label: '0.1 mg/m³' },
		{ value: 1, color: '#35b779', label: '1 mg/m³' },
		{ value: 10, color: '#fde724', label: '10 mg/m³' }
	],
	unit: 'mg/m³',
	scale: 'logarithmic'
};

describe('[L3] a written legend', () => {
	test('stands where its values are in its scale, in its own words', () => {
		const legend = configLegend(CHLOROPHYLL);
		if (legend?.kind !== 'gradient') throw new Error('no gradient');
		expect(legend.ticks.map(({ label }) => label)).toEqual([
			'0.01 mg/m³',
			'0.1 mg/m³',
			'1 mg/m³',
			'10 mg/m³'
		]);
		for (const [i, { at }] of legend.stops.entries()) expect(at).toBeCloseTo(i / 3, 10);
	});

	test('without words it gets round values', () => {
		const legend = configLegend({
			type: 'gradient',
			colorStops: [
				{ value: 31, color: '#ff0000' },
				{ value: -1, color: '#0000ff' }
			]
		});
		if (legend?.kind !== 'gradient') throw new Error('no gradient');
		expect(legend.stops.map(({ color }) => color)).toEqual(['#0000ff', '#ff0000']);
		expect(legend.ticks.map(({ value }) => value)).toEqual([0, 10, 20, 30]);
	});

	test('labels that would overlap give way to the last one', () => {
		const colorStops = Array.from({ length: 101 }, (_, i) => ({
			value: i,
			color: '#000000',
			label: `${i}`
		}));
		const legend = configLegend({ type: 'gradient', colorStops });
		if (legend?.kind !== 'gradient') throw new Error('no gradient');
		const places = legend.ticks.map(({ at }) => at);
		expect(places.at(-1)).toBe(1);
		expect(places[0]).toBe(0);
		for (let i = 1; i < places.length; i += 1) {
			expect((places[i] ?? 0) - (places[i - 1] ?? 0)).toBeGreaterThanOrEqual(0.09 - 1e-9);
		}
	});

	test('an empty one is none', () => expect(configLegend({})).toBeUndefined());
});

describe('[L4] colormaps of TiTiler', () => {
	test('a few values are classes', () => {
		const legend = colormapLegend({ '50': [0, 255, 255], '0': '#0000ff' }, {});
		expect(legend).toEqual({
			kind: 'categories',
			classes: [
				{ value: 0, color: '#0000ff' },
				{ value: 50, color: '#00ffff' }
			],
			unit: ''
		});
	});

	test('256 values are a ramp over what is rescaled', () => {
		const table = Object.fromEntries(Array.from({ length: 256 }, (_, i) => [i, [i, i, i, 255]]));
		const legend = colormapLegend(table, { range: [-10, 10], unit: '°C' });
		if (legend?.kind !== 'gradient') throw new Error('no gradient');
		expect(legend.stops[0]).toEqual({ at: 0, color: '#000000' });
		expect(legend.stops.at(-1)).toEqual({ at: 1, color: '#ffffff' });
		expect(legend.ticks.map(({ value }) => value)).toEqual([-10, -5, 0, 5, 10]);
	});

	test('spans keep their edges', () => {
		const few = colormapLegend([[[0, 10], '#ff0000']], {});
		expect(few).toMatchObject({ kind: 'categories', classes: [{ span: [0, 10] }] });
		const many = Array.from({ length: 20 }, (_, i) => [
			[i, i + 1],
			[i, 0, 0]
		]);
		const bar = colormapLegend(many, {});
		if (bar?.kind !== 'gradient') throw new Error('no gradient');
		expect(bar.stops.slice(0, 3).map(({ at }) => at)).toEqual([0, 0.05, 0.05]);
	});

	test.each([[{ red: '#000' }], [{ '1': 'red' }], [[[1, 2, 3]]], [{}], [[]]])(
		'%o is none',
		(colormap) => expect(colormapLegend(colormap, {})).toBeUndefined()
	);
});

describe('[L5] the legend of a layer', () => {
	const tiles = (tileParams: object): Parameters<typeof layerLegend>[0] => ({
		sourceType: 'geotiff',
		sourceConfig: { delivery: 'tiles', cogUrl: 'https://a.example/a.tif', tileParams } as never,
		legendConfig: {},
		metadata: null
	});

	test('what somebody wrote wins over what follows from the colours', () => {
		const layer = {
			...tiles({ rescale: '0,1', colormap_name: 'blues' }),
			legendConfig: CHLOROPHYLL as never
		};
		expect(layerLegend(layer)).toMatchObject({ unit: 'mg/m³', scale: 'logarithmic' });
	});

	test('tiles: ramp and rescale', () => {
		const legend = layerLegend(tiles({ rescale: '-200,0', colormap_name: 'blues' }));
		if (legend?.kind !== 'gradient') throw new Error('no gradient');
		expect(legend.stops[0]).toEqual({ at: 0, color: '#f7fbff' });
		expect(legend.stops.at(-1)).toEqual({ at: 1, color: '#08306b' });
		expect(legend.ticks.map(({ value }) => value)).toEqual([-200, -150, -100, -50, 0]);
	});

	test('red, green and blue explain nothing', () => {
		const legend = layerLegend(tiles({ rescale: '0,3000', bidx: '1,2,3' }));
		expect(legend).toBeUndefined();
	});

	test('direct: the range of the data where none is set', () => {
		const layer = {
			sourceType: 'geotiff',
			sourceConfig: {
				delivery: 'direct',
				url: 'https://a.example/a.tif',
				processing: { colorRamp: 'blues' }
			},
			legendConfig: null,
			metadata: { unit: 'dbar' }
		} as const;
		expect(layerLegend(layer)).toBeUndefined();
		const legend = layerLegend(layer, { range: [0, 40], unit: 'm' });
		expect(layerLegend(layer, { range: [0, 40] })).toMatchObject({ unit: 'dbar' });
		expect(legend).toMatchObject({ unit: 'm', ticks: [{ value: 0 }, { value: 10 }, {}, {}, {}] });
	});

	test('a configuration that we do not understand has no legend', () => {
		const broken = {
			sourceType: 'geotiff',
			sourceConfig: 7,
			legendConfig: 'red',
			metadata: 1
		} as const;
		expect(layerLegend(broken)).toBeUndefined();
	});

	test.each([
		['-200,0', [-200, 0]],
		['0,1;2,3', [0, 1]],
		[
			['0,3000', '0,1'],
			[0, 3000]
		],
		['a,b', undefined],
		[undefined, undefined]
	] as const)('rescale %o', (rescale, range) =>
		expect(rescaleRange(rescale as never)).toEqual(range)
	);
});
