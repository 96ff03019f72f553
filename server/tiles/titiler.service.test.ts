import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TileParams } from '#core/layer/source-config.ts';
import { titilerTileUrl } from '#core/raster/titiler.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';
import { fixtureServer } from './testing/fixture-server.ts';
import type { FixtureServer } from './testing/fixture-server.ts';

// .ci/run starts it; without it this suite would prove nothing, so it fails.
const titiler = process.env['SAMSYN_TITILER_URL'] ?? 'http://127.0.0.1:1';
const SIZE = 256;

let server: TestServer;
let files: FixtureServer;
beforeAll(async () => {
	files = await fixtureServer();
	server = await testServer({
		rasters: {
			allowHosts: [files.host, new URL(titiler).host],
			workers: 1,
			redisUrl: undefined,
			uploads: { maxBytes: 1_000_000, quotaBytes: 1_000_000, maxPixels: 100_000_000, s3: undefined }
		}
	});
});
afterAll(async () => {
	await server.close();
	files.close();
});

async function addLayer(config: object): Promise<string> {
	const id = randomUUID();
	await server.database.pool.query(
		`insert into layers (id, name, source_type, source_config, is_global)
		values ($1, 'A layer', 'geotiff', $2, true)`,
		[id, JSON.stringify(config)]
	);
	return id;
}

async function pixels(url: string): Promise<Buffer> {
	const response = await fetch(url);
	if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
	return sharp(await response.arrayBuffer())
		.ensureAlpha()
		.toColourspace('srgb')
		.raw()
		.toBuffer();
}

interface Case {
	readonly file: string;
	readonly tile: readonly [number, number, number];
	readonly params: TileParams;
}

const TABLE = Object.fromEntries(
	Array.from({ length: 256 }, (_, i) => [String(i), [i, 255 - i, (i * 7) % 256, 255]])
);
const DEPTHS = { file: 'depths.tif', tile: [6, 33, 19] } as const;
const SMOOTH = { file: 'smooth.tif', tile: [7, 68, 40] } as const;
const RGB = { file: 'rgb.tif', tile: [7, 68, 40] } as const;

const CASES: readonly (readonly [string, Case])[] = [
	['rescale', { ...DEPTHS, params: { rescale: '-1000,0' } }],
	['a ramp', { ...DEPTHS, params: { rescale: '-1000,0', colormap_name: 'viridis' } }],
	[
		'a ramp turned round',
		{ ...DEPTHS, params: { rescale: '-1000,0', colormap_name: 'thermal_r' } }
	],
	[
		'another projection',
		{ file: 'depths-3035.tif', tile: [6, 33, 19], params: { rescale: '-1000,0' } }
	],
	[
		'UTM',
		{
			file: 'depths-32632.tif',
			tile: [7, 67, 39],
			params: { rescale: '-1000,0', colormap_name: 'blues' }
		}
	],
	['a point raster', { file: 'point.tif', tile: [8, 134, 78], params: { rescale: '-1000,0' } }],
	['floats with NaN', { ...SMOOTH, params: { rescale: '0,110', colormap_name: 'viridis' } }],
	['bilinear', { ...SMOOTH, params: { rescale: '0,110', resampling: 'bilinear' } }],
	['a table', { ...SMOOTH, params: { rescale: '0,110', colormap: TABLE } }],
	[
		'values',
		{
			file: 'four-bands.tif',
			tile: [7, 68, 40],
			params: { bidx: 1, colormap: { '100': '#f00', '120': [0, 0, 255, 255], '0': '#00ff00' } }
		}
	],
	[
		'intervals',
		{
			...SMOOTH,
			params: {
				colormap: [
					[[0, 40], '#ff0000'],
					[
						[40, 70],
						[0, 255, 0, 255]
					]
				]
			}
		}
	],
	['colours of the file', { file: 'classes.tif', tile: [7, 68, 40], params: {} }],
	['bands of a picture', { ...RGB, params: {} }],
	['bands in another order', { ...RGB, params: { bidx: [3, 2, 1] } }],
	['one band of three', { ...RGB, params: { bidx: 2, colormap_name: 'magma' } }],
	['a picture with a mask', { file: 'rgb-mask.tif', tile: [7, 68, 40], params: {} }],
	['opacity', { file: 'rgba.tif', tile: [7, 68, 40], params: {} }],
	[
		'an expression',
		{ ...SMOOTH, params: { expression: 'where(b1 > 50, b1 * 2.0, b1 / 2.0)', rescale: '0,220' } }
	],
	[
		'three expressions',
		{ ...RGB, params: { expression: 'b1*1.0;b2*0.5;(b1+b3)/2.0', rescale: '0,255' } }
	],
	['no mask', { ...SMOOTH, params: { rescale: '0,110', return_mask: false } }],
	[
		'scale and offset',
		{ file: 'scaled.tif', tile: [6, 33, 19], params: { unscale: true, rescale: '-105,-5' } }
	],
	['another nodata', { ...DEPTHS, params: { nodata: -20, rescale: '-1000,0' } }]
];

describe('[S1] our tiles are those of TiTiler for the same parameters', () => {
	test.each(CASES)('%s', async (_, { file, tile: [z, x, y], params }) => {
		const url = `http://${files.host}/${file}`;
		const theirs = await pixels(
			titilerTileUrl({ server: titiler, dialect: 'grid', url, params }, { z, x, y })
		);
		const id = await addLayer({ delivery: 'tiles', cogUrl: url, tileParams: params });
		const ours = await pixels(`${server.url}/api/layers/${id}/tiles/${z}/${x}/${y}.png`);
		expect(ours).toHaveLength(theirs.length);
		const { mean, mask } = compare(ours, theirs, params.return_mask !== false);
		expect(mean).toBeLessThanOrEqual(2);
		expect(mask).toBe(0);
	});
});

/** The largest mean difference of a channel where both show something, and pixels of only one of them. */
function compare(ours: Buffer, theirs: Buffer, hasMask: boolean) {
	const sums = [0, 0, 0];
	let [both, mask] = [0, 0];
	for (let i = 0; i < SIZE * SIZE; i++) {
		const [one, other] = [ours[i * 4 + 3]! > 127, theirs[i * 4 + 3]! > 127];
		if (hasMask && one !== other && isAwayFromEdges(theirs, i)) mask++;
		if (!one || !other) continue;
		both++;
		for (let c = 0; c < 3; c++) sums[c]! += Math.abs(ours[i * 4 + c]! - theirs[i * 4 + c]!);
	}
	if (both === 0) throw new Error('nothing is shown');
	return { mean: Math.max(...sums) / both, mask };
}

/**
 * TiTiler places pixels to an eighth of one of the source (gdalwarp's `-et 0.125`; exactly placed, it
 * draws ours), so a border may lie a pixel off. What lies beyond the tile's rim is not known.
 */
function isAwayFromEdges(pixels: Buffer, i: number): boolean {
	const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
	if (x === 0 || y === 0 || x === SIZE - 1 || y === SIZE - 1) return false;
	for (let dy = -1; dy <= 1; dy++) {
		for (let dx = -1; dx <= 1; dx++) {
			const neighbour = (y + dy) * SIZE + x + dx;
			if (pixels[neighbour * 4 + 3] !== pixels[i * 4 + 3]) return false;
		}
	}
	return true;
}

test('[S2] a layer with a TiTiler of its own is drawn by that', async () => {
	const params = { rescale: '0,110', colormap_name: 'viridis' };
	const url = `http://${files.host}/smooth.tif`;
	const id = await addLayer({
		delivery: 'tiles',
		tileServer: titiler,
		cogUrl: url,
		tileParams: params
	});
	const base = `${server.url}/api/layers/${id}`;
	const target = { server: titiler, dialect: 'grid', url, params } as const;
	expect(await pixels(`${base}/tiles/7/68/40`)).toEqual(
		await pixels(titilerTileUrl(target, { z: 7, x: 68, y: 40 }))
	);
	expect((await fetch(`${base}/tiles/7/2/2`)).status).toBe(204);
	expect(await (await fetch(`${base}/info`)).json()).toMatchObject({
		driver: 'GTiff',
		dtype: 'float32'
	});
});

test('[S3] our figures and values are those of TiTiler', async () => {
	const url = `http://${files.host}/smooth.tif`;
	const ours = await addLayer({ delivery: 'tiles', cogUrl: url, tileParams: {} });
	const theirs = await addLayer({
		delivery: 'tiles',
		tileServer: titiler,
		cogUrl: url,
		tileParams: {}
	});
	const read = async (id: string, what: string) =>
		(await (await fetch(`${server.url}/api/layers/${id}/${what}`)).json()) as Record<string, never>;
	const point = 'point?lng=11&lat=55';
	expect((await read(ours, point))['values']).toEqual((await read(theirs, point))['values']);
	const [mine, other] = [
		await read(ours, 'statistics'),
		await read(theirs, 'statistics')
	] as unknown as {
		b1: Record<string, number>;
	}[];
	expect(Object.keys(mine!.b1)).toEqual(
		expect.arrayContaining(Object.keys(other!.b1).filter((key) => key !== 'description'))
	);
	for (const key of [
		'min',
		'max',
		'mean',
		'std',
		'median',
		'valid_percent',
		'percentile_2',
		'percentile_98'
	]) {
		expect(mine!.b1[key]! / other!.b1[key]!).toBeCloseTo(1, 2);
	}
});
