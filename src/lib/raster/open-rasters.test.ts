import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { tiledTiff } from '#core/raster/testing/tiled-tiff.ts';
import { styleOfProcessing } from '#core/raster/raster-style.ts';
import type { TileAddress } from '#core/raster/tile-grid.ts';
import { doRasterTask } from './do-raster-task.ts';
import { OpenRasters } from './open-rasters.ts';
import type { RasterTask, ReadPlace, ReadStyle } from './raster-wire.ts';

let files: Server;
let base: string;
let asked: { range: string; authorization: string | undefined }[] = [];
/** Large enough for many requests: blocks below and above the size of a piece. */
const LARGE: Readonly<Record<string, Uint8Array>> = {
	'small-blocks.tif': tiledTiff(1024, 128),
	'large-blocks.tif': tiledTiff(1024, 512)
};
/** Ranges that are answered; `undefined`: all. What a shelf of copies would hold. */
let kept: ReadonlySet<string> | undefined;
beforeAll(async () => {
	files = createServer((request, response) => {
		const [mode = '', name = ''] = (request.url ?? '').slice(1).split('/');
		const status = { missing: 404, login: 401, busy: 429, broken: 500 }[mode];
		if (status !== undefined) return void response.writeHead(status).end();
		if (mode === 'page') return void response.writeHead(206).end('<html>Welcome</html>');
		const bytes = LARGE[name] ?? readFileSync(fixturePath(name));
		if (mode === 'whole') return void response.end(bytes);
		piece(bytes, request, response);
	});
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
afterAll(() => files.close());

function piece(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
	const { range = '', authorization } = request.headers;
	asked.push({ range, authorization });
	if (kept?.has(range) === false) return void request.socket.destroy();
	const [, start = '0', end = '0'] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
	const last = Math.min(Number(end), bytes.length - 1);
	response.writeHead(206, { 'Content-Range': `bytes ${start}-${last}/${bytes.length}` });
	response.end(bytes.subarray(Number(start), last + 1));
}

const style: ReadStyle = { kind: 'processing', processing: {} };
const { signal } = new AbortController();

function run(place: ReadPlace, task: RasterTask, rasters = new OpenRasters()) {
	return doRasterTask(rasters, { place, style, task }, signal);
}

const point: RasterTask = { t: 'point', lng: 6, lat: 57.5 };

describe('[L1] why an address gives nothing', () => {
	test.each([
		['missing/depths.tif', 'not-found'],
		['login/depths.tif', 'login'],
		['busy/depths.tif', 'too-many'],
		['broken/depths.tif', 'unreachable'],
		['whole/depths.tif', 'no-ranges'],
		['page/depths.tif', 'not-a-raster'],
		['ranges/no-crs.tif', 'no-crs'],
		['ranges/int64.tif', 'bits'],
		['ranges/control-points.tif', 'control-points']
	])('%s: %s', async (path, fault) => {
		const asking = run({ kind: 'url', url: `${base}/${path}` }, { t: 'open' });
		await expect(asking).rejects.toMatchObject({ name: 'SourceError', fault });
	});

	test('nobody answers', async () => {
		const asking = run({ kind: 'url', url: 'http://127.0.0.1:1/depths.tif' }, { t: 'open' });
		await expect(asking).rejects.toMatchObject({ fault: 'unreachable' });
	});
});

test('[L2] a value needs few requests, and none the second time', async () => {
	asked = [];
	const rasters = new OpenRasters();
	const place: ReadPlace = { kind: 'url', url: `${base}/ranges/depths.tif` };
	const first = await run(place, point, rasters);
	expect(first).toMatchObject({ names: ['b1'], values: [expect.any(Number)] });
	expect(asked.length).toBeLessThanOrEqual(2);
	const count = asked.length;
	expect(await run(place, point, rasters)).toEqual(first);
	expect(await run(place, { t: 'statistics' }, rasters)).toBeInstanceOf(Map);
	expect(asked).toHaveLength(count);
});

test('[L3] what our server must know of the caller goes with each request, as it is then', async () => {
	asked = [];
	const rasters = new OpenRasters();
	const place = (token: string): ReadPlace => ({
		kind: 'url',
		url: `${base}/ranges/rgb.tif`,
		headers: { Authorization: token }
	});
	await run(place('one'), { t: 'open' }, rasters);
	expect(asked.every(({ authorization }) => authorization === 'one')).toBe(true);
});

/** Tiles of the map over the large files, the coarsest first. */
function largeTiles(): TileAddress[] {
	return [5, 6, 7, 8, 9].flatMap((z) => {
		const column = (lng: number) => Math.floor(((lng + 180) / 360) * 2 ** z);
		const row = (lat: number) => {
			const angle = (lat * Math.PI) / 180;
			return Math.floor((0.5 - Math.asinh(Math.tan(angle)) / (2 * Math.PI)) * 2 ** z);
		};
		const tiles: TileAddress[] = [];
		for (let x = column(2.9); x <= column(4.9); x += 1) {
			for (let y = row(57.2); y <= row(55.4); y += 1) tiles.push({ z, x, y });
		}
		return tiles;
	});
}

async function drawAll(name: string, tiles: readonly TileAddress[]): Promise<number> {
	const parsed = styleOfProcessing({});
	if (!parsed.ok) throw new Error('no style');
	const rasters = new OpenRasters();
	const { reader } = await rasters.open({ kind: 'url', url: `${base}/ranges/${name}` });
	// Some at a time, as the map asks for them.
	let failed = 0;
	for (let i = 0; i < tiles.length; i += 4) {
		const drawn = tiles
			.slice(i, i + 4)
			.map((tile) => reader.tile(tile, parsed.value, { size: 256, signal }));
		const settled = await Promise.allSettled(drawn);
		failed += settled.filter(({ status }) => status === 'rejected').length;
	}
	return failed;
}

test.each(Object.keys(LARGE))(
	'[L4] what was answered once is enough to read %s again, in any order',
	async (name) => {
		asked = [];
		const tiles = largeTiles();
		expect(await drawAll(name, tiles)).toBe(0);
		const ranges = asked.map(({ range }) => range);
		expect(new Set(ranges).size).toBe(ranges.length);
		kept = new Set(ranges);
		try {
			expect(await drawAll(name, tiles.toReversed())).toBe(0);
			for (const tile of tiles.filter((_, i) => i % 5 === 0)) {
				expect(await drawAll(name, [tile])).toBe(0);
			}
		} finally {
			kept = undefined;
		}
	}
);

test('[L5] a part that did not come once is asked for again', async () => {
	const rasters = new OpenRasters();
	const place: ReadPlace = { kind: 'url', url: `${base}/ranges/small-blocks.tif` };
	const at: RasterTask = { t: 'point', lng: 4, lat: 56.5 };
	await run(place, { t: 'open' }, rasters);
	kept = new Set();
	await expect(run(place, at, rasters)).rejects.toMatchObject({ fault: 'unreachable' });
	kept = undefined;
	expect(await run(place, at, rasters)).toMatchObject({ values: [expect.any(Number)] });
});

test('[L6] without the network the detour is asked too: its answers are on this device', async () => {
	const url = 'http://127.0.0.1:1/depths.tif';
	const detour = { url: `${base}/ranges/depths.tif`, headers: { Authorization: 'mine' } };
	asked = [];
	expect(await run({ kind: 'url', url, detour }, point)).toMatchObject({ names: ['b1'] });
	expect(asked.every(({ authorization }) => authorization === 'mine')).toBe(true);
	// A server that answers with an error was reached.
	const broken = run({ kind: 'url', url: `${base}/broken/depths.tif`, detour }, { t: 'open' });
	await expect(broken).rejects.toMatchObject({ detail: 'HTTP 500' });
	// Where our server was asked too often, that is the reason, and not what barred the straight way.
	for (const [mode, fault] of [
		['busy', 'too-many'],
		['broken', 'unreachable']
	]) {
		const other = { ...detour, url: `${base}/${mode}/depths.tif` };
		const barred = run({ kind: 'url', url, detour: other }, { t: 'open' });
		await expect(barred).rejects.toMatchObject({ fault, detail: '' });
	}
});
