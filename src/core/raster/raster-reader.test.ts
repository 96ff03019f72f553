import { describe, expect, test } from 'vitest';
import { toRgba } from './colourise.ts';
import { styleOfProcessing, styleOfTileParams } from './raster-style.ts';
import type { RasterStyle } from './raster-style.ts';
import { FIXTURE_CLASSES } from './testing/fixture-classes.ts';
import { fixtureReader, plainValues } from './testing/open-fixture.ts';
import type { TileAddress } from './tile-grid.ts';

const { signal } = new AbortController();
const SIZE = 256;

function styled(params: Parameters<typeof styleOfTileParams>[0]): RasterStyle {
	const style = styleOfTileParams(params);
	if (!style.ok) throw new Error(style.detail);
	return style.value;
}

async function draw(
	name: string,
	tile: TileAddress,
	style: RasterStyle
): Promise<Uint8ClampedArray> {
	const reader = await fixtureReader(name);
	const pixels = await reader.tile(tile, style, { size: SIZE, signal });
	return pixels === undefined ? new Uint8ClampedArray(SIZE * SIZE * 4) : toRgba(pixels);
}

/** Colours what gdalwarp made with the same ramp, by the formula alone. */
function coloured(
	values: Float64Array,
	ramp: Uint8ClampedArray,
	[min, max]: readonly [number, number],
	nodata: number
): Uint8ClampedArray {
	const out = new Uint8ClampedArray(values.length * 4);
	values.forEach((value, i) => {
		if (Number.isNaN(value) || value === nodata) return;
		const at = Math.floor(Math.min(1, Math.max(0, (value - min) / (max - min))) * 255);
		out.set(ramp.subarray(at * 4, at * 4 + 4), i * 4);
	});
	return out;
}

interface Difference {
	/** Largest mean difference of a channel where both are there. */
	readonly mean: number;
	/** Pixels there in one and not in the other, though no neighbour is different in the reference. */
	readonly mask: number;
}

function compare(ours: Uint8ClampedArray, reference: Uint8ClampedArray): Difference {
	const sums = [0, 0, 0];
	let both = 0;
	let mask = 0;
	for (let i = 0; i < SIZE * SIZE; i++) {
		const [one, other] = [ours[i * 4 + 3] === 255, reference[i * 4 + 3] === 255];
		if (one !== other && isAwayFromEdges(reference, i)) mask++;
		if (!one || !other) continue;
		both++;
		for (let c = 0; c < 3; c++) sums[c]! += Math.abs(ours[i * 4 + c]! - reference[i * 4 + c]!);
	}
	return { mean: Math.max(...sums) / Math.max(1, both), mask };
}

function isAwayFromEdges(pixels: Uint8ClampedArray, i: number): boolean {
	const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
	for (let dy = -1; dy <= 1; dy++) {
		for (let dx = -1; dx <= 1; dx++) {
			const [nx, ny] = [x + dx, y + dy];
			if (nx < 0 || ny < 0 || nx >= SIZE || ny >= SIZE) continue;
			if (pixels[(ny * SIZE + nx) * 4 + 3] !== pixels[i * 4 + 3]) return false;
		}
	}
	return true;
}

const RAMP = Uint8ClampedArray.from({ length: 1024 }, (_, i) =>
	i % 4 === 3 ? 255 : (i >> 2) * (i % 4 === 1 ? -1 : 1)
);

describe('[R1] tiles are what gdalwarp makes of the same file', () => {
	const table = Object.fromEntries(
		Array.from({ length: 256 }, (_, i) => [i, Array.from(RAMP.subarray(i * 4, i * 4 + 3))])
	);
	test.each([
		['depths', 4, 8, 4, 'near'],
		['depths', 6, 33, 19, 'near'],
		['depths', 8, 134, 78, 'near'],
		['depths-3035', 6, 33, 19, 'near'],
		['depths-3035', 8, 134, 78, 'near'],
		['depths-32632', 6, 33, 19, 'near'],
		['depths-32632', 8, 134, 78, 'near'],
		['point', 6, 33, 19, 'near'],
		['point', 8, 134, 78, 'near'],
		['rotated', 6, 33, 19, 'near'],
		['rotated', 8, 134, 78, 'near'],
		['south-up', 6, 33, 19, 'near'],
		['south-up', 8, 134, 78, 'near'],
		['smooth', 6, 34, 20, 'near'],
		['smooth', 8, 137, 81, 'bilinear'],
		['sparse-nan', 6, 34, 20, 'near'],
		['sparse-nan', 8, 137, 81, 'bilinear']
	] as const)('%s %i/%i/%i %s', async (name, z, x, y, method) => {
		const isSmooth = name.startsWith('s') && name !== 'south-up';
		const range: [number, number] = isSmooth ? [0, 110] : [-4000, 0];
		const style = styled({
			rescale: range.join(','),
			colormap: table,
			resampling: method === 'near' ? 'nearest' : 'bilinear'
		});
		const reference = await plainValues(`expected-${name}-${z}-${x}-${y}-${method}.tif`);
		const expected = coloured(reference, RAMP, range, -9999);
		const difference = compare(await draw(`${name}.tif`, { z, x, y }, style), expected);
		expect(expected.some((value, i) => i % 4 === 3 && value === 255)).toBe(true);
		expect(difference.mean).toBeLessThanOrEqual(2);
		expect(difference.mask).toBe(0);
	});
});

describe('what files hold', () => {
	test('[R14] a palette: what gdalwarp makes, in the colours of the file, and what they stand for', async () => {
		const { palette } = (await fixtureReader('classes.tif')).header;
		const values = await plainValues('expected-classes-7-68-40-near.tif');
		const expected = new Uint8ClampedArray(values.length * 4);
		values.forEach((value, i) => {
			if (value !== 0) expected.set(palette?.subarray(value * 4, value * 4 + 4) ?? [], i * 4);
		});
		const drawn = await draw('classes.tif', { z: 7, x: 68, y: 40 }, styled({}));
		expect(compare(drawn, expected)).toEqual({ mean: 0, mask: 0 });
		expect(new Set(values)).toEqual(new Set([0, 1, 2, 3, 4, 5]));

		const reader = await fixtureReader('classes.tif');
		expect(await reader.classes(styled({}), signal)).toEqual(FIXTURE_CLASSES);
		expect(await reader.classes(styled({ colormap_name: 'viridis' }), signal)).toBeUndefined();
		const plain = await fixtureReader('depths.tif');
		expect(await plain.classes(styled({}), signal)).toBeUndefined();
	});

	test.each(['smooth', 'smooth-zstd', 'smooth-lerc', 'smooth-lzw'])(
		'[R2] %s: NaN is no data, whatever the compression',
		async (name) => {
			const reader = await fixtureReader(`${name}.tif`);
			const style = styled({});
			expect(await reader.valueAt([12, 55.6], style, signal)).toEqual([null]);
			const [value] = (await reader.valueAt([10.5, 54.5], style, signal)) ?? [];
			expect(value).toBeGreaterThan(10);
		}
	);

	test('[R3] a block that is not stored is no data, not 0', async () => {
		const reader = await fixtureReader('sparse-nan.tif');
		expect(reader.header.nodata).toBeNaN();
		expect(await reader.valueAt([15.5, 50.5], styled({}), signal)).toEqual([null]);
	});

	test('[R4] scale and offset are applied when asked', async () => {
		const reader = await fixtureReader('scaled.tif');
		const [raw] = (await reader.valueAt([6, 57.5], styled({}), signal)) ?? [];
		const [measured] = (await reader.valueAt([6, 57.5], styled({ unscale: true }), signal)) ?? [];
		expect(raw).toBeLessThan(0);
		expect(measured).toBeCloseTo(raw! * 0.1 - 5, 3);
	});

	test('[R5] big-endian files are read like others', async () => {
		const [one, other] = [await fixtureReader('big-endian.tif'), await fixtureReader('depths.tif')];
		const at = [6, 57.5] as const;
		expect(await one.valueAt(at, styled({}), signal)).toEqual(
			await other.valueAt(at, styled({}), signal)
		);
	});

	test('[R6] a mask in the file hides what it covers', async () => {
		const reader = await fixtureReader('rgb-mask.tif');
		expect(reader.header.levels[0]?.maskImage).toBeDefined();
		const { pixels, width, height } = await reader.preview(256, styled({}), signal);
		const rgba = toRgba(pixels);
		expect(rgba[3]).toBe(0);
		expect(rgba[(Math.floor(height / 2) * width + Math.floor(width / 4)) * 4 + 3]).toBe(255);
	});

	test('[R7] opacity is no band; four bands without it are four', async () => {
		expect((await fixtureReader('rgba.tif')).header.bands).toHaveLength(3);
		expect((await fixtureReader('four-bands.tif')).header.bands).toHaveLength(4);
	});

	test('[R8] all of it no data: nothing is drawn, and there are no figures', async () => {
		const reader = await fixtureReader('all-nodata.tif');
		expect(
			await reader.tile({ z: 6, x: 33, y: 19 }, styled({}), { size: SIZE, signal })
		).toBeUndefined();
		expect((await reader.statistics(styled({}), signal)).get('b1')).toBeUndefined();
	});

	test('[R9] a tile outside is nothing', async () => {
		const reader = await fixtureReader('depths.tif');
		expect(
			await reader.tile({ z: 6, x: 2, y: 2 }, styled({}), { size: SIZE, signal })
		).toBeUndefined();
	});

	test('[R10] the extent is that of the data, in degrees', async () => {
		const [west, south, east, north] = (await fixtureReader('depths.tif')).extent;
		expect([west, south, east, north].map((n) => Math.round(n * 100) / 100)).toEqual([
			5, 55, 15, 60
		]);
		const laea = (await fixtureReader('depths-3035.tif')).extent;
		expect(laea[0]).toBeLessThanOrEqual(5);
		expect(laea[3]).toBeGreaterThanOrEqual(60);
	});

	test('[R13] figures of a part are those of its values', async () => {
		const reader = await fixtureReader('smooth.tif');
		// As make-fixtures.sh says it, by column and row of 0.02° from 10° E, 56.8° N.
		const values: number[] = [];
		for (let y = 120; y < 140; y += 1) {
			for (let x = 0; x < 20; x += 1)
				values.push(50 + 40 * Math.sin(x / 25) * Math.cos(y / 30) + x / 10);
		}
		const part = await reader.statistics(styled({}), signal, [10, 54, 10.4, 54.4]);
		expect(part.get('b1')?.min).toBeCloseTo(Math.min(...values), 0);
		expect(part.get('b1')?.max).toBeCloseTo(Math.max(...values), 0);
		const whole = (await reader.statistics(styled({}), signal)).get('b1');
		expect(whole?.min).toBeLessThan(Math.min(...values) - 5);
		const outside = await reader.statistics(styled({}), signal, [-20, 40, -19, 41]);
		expect(outside.get('b1')).toBeUndefined();
	});
});

describe('[R11] files that are refused say one thing each', () => {
	test.each([
		['no-crs.tif', 'does not say which coordinate system'],
		['user-crs.tif', 'coordinate system of its own'],
		['int64.tif', 'cannot be read here'],
		['control-points.tif', 'control points']
	])('%s', async (name, words) => {
		await expect(fixtureReader(name)).rejects.toThrow(words);
	});

	test('a block that is corrupt says so, and the others are drawn', async () => {
		const reader = await fixtureReader('big-endian.tif', (bytes) => {
			// The last block: nothing else lies there.
			bytes.fill(0x5a, bytes.length - 400);
		});
		await expect(reader.statistics(styled({}), signal)).rejects.toThrow('damaged');
		expect(await reader.valueAt([6, 59.5], styled({}), signal)).toHaveLength(1);
	});

	test('a band that the file has not', async () => {
		const reader = await fixtureReader('depths.tif');
		await expect(reader.statistics(styled({ bidx: 3 }), signal)).rejects.toThrow('no band 3');
	});

	test('an aborted read ends with an AbortError, and does not spoil the next', async () => {
		const reader = await fixtureReader('depths.tif');
		const aborter = new AbortController();
		const first = reader.tile({ z: 6, x: 33, y: 19 }, styled({}), {
			size: SIZE,
			signal: aborter.signal
		});
		const second = reader.tile({ z: 6, x: 33, y: 19 }, styled({}), { size: SIZE, signal });
		aborter.abort();
		await expect(first).rejects.toMatchObject({ name: 'AbortError' });
		expect(await second).toBeDefined();
	});
});

test('[R12] numbers of a direct layer become a style', () => {
	const style = styleOfProcessing({ colorRamp: 'viridis', valueRange: [0, 1], noDataValue: 'nan' });
	expect(style.ok && style.value.nodata).toBeNaN();
	expect(styleOfProcessing({ colorRamp: 'nope' })).toMatchObject({ ok: false });
});
