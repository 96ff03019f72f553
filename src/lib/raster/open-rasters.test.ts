import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { doRasterTask } from './do-raster-task.ts';
import { OpenRasters } from './open-rasters.ts';
import type { RasterTask, ReadPlace, ReadStyle } from './raster-wire.ts';

let files: Server;
let base: string;
let asked: { range: string; authorization: string | undefined }[] = [];
beforeAll(async () => {
	files = createServer((request, response) => {
		const [mode = '', name = ''] = (request.url ?? '').slice(1).split('/');
		const status = { missing: 404, login: 401, broken: 500 }[mode];
		if (status !== undefined) return void response.writeHead(status).end();
		if (mode === 'page') return void response.writeHead(206).end('<html>Welcome</html>');
		const bytes = readFileSync(fixturePath(name));
		if (mode === 'whole') return void response.end(bytes);
		const { range = '', authorization } = request.headers;
		asked.push({ range, authorization });
		const [, start = '0', end = '0'] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
		const last = Math.min(Number(end), bytes.length - 1);
		response.writeHead(206, { 'Content-Range': `bytes ${start}-${last}/${bytes.length}` });
		response.end(bytes.subarray(Number(start), last + 1));
	});
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
afterAll(() => files.close());

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
