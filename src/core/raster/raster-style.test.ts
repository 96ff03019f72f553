import { describe, expect, test } from 'vitest';
import { colourise, toRgba } from './colourise.ts';
import { parseColormap } from './colormap.ts';
import { RAMP_NAMES, rampColours, rampTable } from './ramps.ts';
import { styleOfTileParams } from './raster-style.ts';
import type { TileParams } from '../layer/source-config.ts';

function colours(params: TileParams, values: readonly number[], valid?: readonly number[]) {
	const style = styleOfTileParams(params);
	if (!style.ok) throw new Error(style.detail);
	const bands = {
		values: [Float64Array.from(values)],
		valid: Uint8Array.from(valid ?? values.map(() => 1))
	};
	const rgba = toRgba(colourise(bands, { ...style.value, palette: undefined }));
	return values.map((_, i) => Array.from(rgba.subarray(i * 4, i * 4 + 4)));
}

describe('[C1] colormaps in all of their forms', () => {
	test('a name, with the values rescaled to bytes', () => {
		const viridis = rampTable('viridis')!;
		expect(colours({ colormap_name: 'viridis', rescale: '0,10' }, [-1, 0, 5, 10, 11])).toEqual(
			[0, 0, 127, 255, 255].map((at) => Array.from(viridis.subarray(at * 4, at * 4 + 4)))
		);
	});

	test('exactly 256 keys are a table', () => {
		const colormap = Object.fromEntries(
			Array.from({ length: 256 }, (_, i) => [String(i), [i, 0, 255 - i, 255]])
		);
		expect(colours({ colormap, rescale: '0,255' }, [0, 17.9, 255])).toEqual([
			[0, 0, 255, 255],
			[17, 0, 238, 255],
			[255, 0, 0, 255]
		]);
	});

	test('any other object names single values; the rest is transparent', () => {
		const colormap = { '1': '#f00', '-2': '#00ff0080', '300': [1, 2, 3] };
		expect(colours({ colormap }, [1, -2, 300, 2, 1.5])).toEqual([
			[255, 0, 0, 255],
			[0, 255, 0, 128],
			[1, 2, 3, 255],
			[0, 0, 0, 0],
			[0, 0, 0, 0]
		]);
	});

	test('intervals hold their lower end and not the upper; gaps are transparent', () => {
		const colormap = [
			[[0, 10], '#ff0000'],
			[
				[20, 30],
				[0, 0, 255, 255]
			]
		];
		expect(colours({ colormap }, [0, 9.99, 10, 20, 30]).map((colour) => colour[3])).toEqual([
			255, 255, 0, 255, 0
		]);
	});

	test.each([
		[null],
		[3],
		[[]],
		[{}],
		[{ a: '#fff' }],
		[{ 1: 'red' }],
		[{ 1: [1, 2] }],
		[[[[0], '#fff']]],
		[{ 1: [0, 0, 999] }]
	])('%j is none', (value) => expect(parseColormap(value)).toBeUndefined());
});

test('[C2] where there is no data nothing is drawn, unless the mask is not wanted', () => {
	expect(colours({ rescale: '0,1' }, [1, 1], [1, 0])).toEqual([
		[255, 255, 255, 255],
		[0, 0, 0, 0]
	]);
	expect(colours({ rescale: '0,1', return_mask: false }, [1, 1], [1, 0])[1]).toEqual([
		255, 255, 255, 255
	]);
});

test('[C3] ramps: names as TiTiler has them, turned round by _r', () => {
	for (const name of ['viridis', 'thermal', 'blues', 'deep', 'haline', 'rdbu_r']) {
		expect(RAMP_NAMES).toContain(name);
	}
	expect(rampColours('viridis', 2)).toEqual(['#440154', '#fde724']);
	expect(rampColours('viridis_r', 2)).toEqual(['#fde724', '#440154']);
	expect(rampTable('toString')).toBeUndefined();
	for (const name of RAMP_NAMES) expect(rampTable(name)).toHaveLength(1024);
});

describe('[C4] parameters that say nothing are refused with a sentence', () => {
	test.each<[TileParams, string]>([
		[{ rescale: '1' }, 'min,max'],
		[{ rescale: 'a,b' }, 'min,max'],
		[{ colormap_name: 'nope' }, 'nope'],
		[{ colormap: { a: 1 } }, 'colormap'],
		[{ bidx: '0' }, 'bidx'],
		[{ bidx: 'x' }, 'bidx'],
		[{ expression: 'process.exit()' }, 'process.exit'],
		[{ nodata: 'none' }, 'no data'],
		[{ resampling: 'lanczos' }, 'lanczos']
	])('%j', (params, words) => {
		const style = styleOfTileParams(params);
		expect(!style.ok && style.detail).toContain(words);
	});

	test('several forms of the same are taken', () => {
		const ranges = (rescale: string | string[]) => {
			const style = styleOfTileParams({ rescale });
			return style.ok && style.value.ranges;
		};
		expect(ranges('0,1;2,3')).toEqual(ranges(['0,1', '2,3']));
		expect(ranges('-1e+38,1e38')).toEqual([[-1e38, 1e38]]);
	});
});
