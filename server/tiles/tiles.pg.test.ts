import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionSchema } from '#core/wire/session.ts';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { parseRange } from '../static/range.ts';
import { until } from '../sync/testing/until.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';

let server: TestServer;
let files: Server;
let host: string;
beforeAll(async () => {
	files = createServer((request, response) => {
		const [name = '', mode] = (request.url ?? '').slice(1).split('?');
		let bytes: Buffer;
		try {
			bytes =
				name === 'page.tif'
					? Buffer.from('<html>Not found</html>')
					: readFileSync(fixturePath(name));
		} catch {
			response.writeHead(404).end();
			return;
		}
		if (mode === 'login') return void response.writeHead(401).end();
		const range =
			mode === 'whole' ? 'ignore' : parseRange(request.headers.range ?? '', bytes.length);
		if (typeof range === 'string') return void response.end(bytes);
		response.writeHead(206, {
			'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}`
		});
		response.end(bytes.subarray(range.start, range.end + 1));
	});
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	host = `127.0.0.1:${(files.address() as AddressInfo).port}`;
	server = await testServer({
		rasters: {
			allowHosts: [host],
			workers: 1,
			redisUrl: undefined,
			uploads: { maxBytes: 1_000_000, quotaBytes: 1_500_000, maxPixels: 100_000_000, s3: undefined }
		}
	});
});
afterAll(async () => {
	await server.close();
	files.close();
});

async function signIn(): Promise<{ token: string; id: string }> {
	const body = JSON.stringify({ name: 'Astrid' });
	const headers = { 'Content-Type': 'application/json' };
	const response = await fetch(`${server.url}/api/session`, { method: 'POST', body, headers });
	const { token, user } = sessionSchema.parse(await response.json());
	return { token, id: user.id };
}

interface LayerOptions {
	readonly isGlobal?: boolean;
	readonly owner?: string;
	readonly type?: string;
}

async function addLayer(
	config: object,
	{ isGlobal = true, owner, type = 'geotiff' }: LayerOptions = {}
): Promise<string> {
	const id = randomUUID();
	await server.database.pool.query(
		`insert into layers (id, name, source_type, source_config, is_global, created_by)
		values ($1, 'A layer', $2, $3, $4, $5)`,
		[id, type, JSON.stringify(config), isGlobal, owner ?? null]
	);
	return id;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
	return fetch(server.url + path, { headers });
}

const depths = (name = 'depths.tif', more: object = {}) => ({
	delivery: 'tiles',
	cogUrl: `http://${host}/${name}`,
	tileParams: { rescale: '-4000,0', colormap_name: 'viridis' },
	...more
});

describe('[T1] a raster layer has tiles', () => {
	test('a picture, with and without an ending, in two sizes', async () => {
		const id = await addLayer(depths());
		for (const [path, format, size] of [
			['6/33/19', 'png', 256],
			['6/33/19.png', 'png', 256],
			['6/33/19.webp', 'webp', 256],
			['6/33/19.png?size=512', 'png', 512]
		] as const) {
			const response = await get(`/api/layers/${id}/tiles/${path}`);
			expect(response.status).toBe(200);
			expect(response.headers.get('Content-Type')).toBe(`image/${format}`);
			const { data, info } = await sharp(await response.arrayBuffer())
				.ensureAlpha()
				.raw()
				.toBuffer({ resolveWithObject: true });
			expect([info.width, info.height, info.channels]).toEqual([size, size, 4]);
			expect(new Set(data.filter((_, i) => i % 4 === 3))).toEqual(new Set([0, 255]));
		}
	});

	test('nothing outside: 204', async () => {
		const id = await addLayer(depths());
		expect((await get(`/api/layers/${id}/tiles/6/2/2`)).status).toBe(204);
	});

	test('a tile keeps its tag; the file at an address may be replaced, and is asked for again', async () => {
		const id = await addLayer(depths());
		const info = (await (await get(`/api/layers/${id}/info`)).json()) as { version: string };
		const path = `/api/layers/${id}/tiles/6/33/19`;
		const response = await get(`${path}?v=${info.version}`);
		expect(response.headers.get('Cache-Control')).toBe('public, max-age=300');
		expect((await get(path)).headers.get('Cache-Control')).toBe('public, max-age=60');
		const etag = response.headers.get('ETag') ?? '';
		expect((await get(path, { 'If-None-Match': etag })).status).toBe(304);
	});

	test('figures, a value, a preview', async () => {
		const id = await addLayer(depths('scaled.tif', { tileParams: { unscale: true } }));
		const info = (await (await get(`/api/layers/${id}/info`)).json()) as Record<string, unknown>;
		expect(info).toMatchObject({
			crs: 'http://www.opengis.net/def/crs/EPSG/0/4326',
			dtype: 'int16',
			scales: [0.1],
			offsets: [-5],
			nodata_value: -9999
		});
		const statistics = await (await get(`/api/layers/${id}/statistics`)).json();
		expect(statistics).toMatchObject({ b1: { histogram: expect.any(Array) as unknown } });
		const point = await (await get(`/api/layers/${id}/point?lng=6&lat=57.5`)).json();
		expect(point).toMatchObject({ coordinates: [6, 57.5], band_names: ['b1'] });
		const preview = await get(`/api/layers/${id}/preview`);
		expect((await sharp(await preview.arrayBuffer()).metadata()).width).toBe(400);
	});

	test('times go into the address of the file', async () => {
		const id = await addLayer({
			delivery: 'tiles',
			cogUrlTemplate: `http://${host}/depths-{YYYY}.tif`,
			temporal: { enabled: true, start: '3034-01-01', end: '3036-12-31', resolution: 'yearly' },
			tileParams: { rescale: '-4000,0' }
		});
		const path = `/api/layers/${id}/tiles/6/33/19`;
		expect((await get(`${path}?time=3035-06-01`)).status).toBe(200);
		expect((await get(`${path}?time=${Date.UTC(3035, 2, 1)}`)).status).toBe(200);
		expect((await get(`${path}?time=3034-06-01`)).status).toBe(502);
		expect((await get(`${path}?time=2900-06-01`)).status).toBe(204);
		expect((await get(`${path}?time=soon`)).status).toBe(422);
	});
});

describe('[T2] whoever may read the layer sees its tiles', () => {
	test('a private layer is not there for others, and its tiles are for its reader only', async () => {
		const me = await signIn();
		const other = await signIn();
		const id = await addLayer(depths(), { isGlobal: false, owner: me.id });
		const path = `/api/layers/${id}/tiles/6/33/19`;
		expect((await get(path)).status).toBe(404);
		expect((await get(path, { Authorization: `Bearer ${other.token}` })).status).toBe(404);
		const mine = await get(path, { Authorization: `Bearer ${me.token}` });
		expect(mine.status).toBe(200);
		expect(mine.headers.get('Cache-Control')).toMatch(/^private/);
		expect(mine.headers.get('Vary')).toContain('Authorization');
	});
});

describe('[T3] what is wrong is said in one sentence', () => {
	test.each([
		['no-crs.tif', {}, 502, 'coordinate system'],
		['user-crs.tif', {}, 502, 'coordinate system of its own'],
		['int64.tif', {}, 502, 'cannot be read'],
		['control-points.tif', {}, 502, 'control points'],
		['missing.tif', {}, 502, 'no file at this address'],
		['depths.tif?login', {}, 502, 'wants a login'],
		['depths.tif?whole', {}, 502, 'range requests'],
		['page.tif', {}, 502, 'GeoTIFF'],
		['depths.tif', { tileParams: { expression: 'process.exit()' } }, 422, 'process.exit'],
		['depths.tif', { tileParams: { colormap_name: 'nope' } }, 422, 'nope'],
		['depths.tif', { tileParams: { bidx: 7 } }, 422, 'no band 7'],
		['depths.tif', { cogUrl: 'http://10.0.0.1/depths.tif' }, 502, 'private network'],
		['depths.tif', { cogUrl: undefined, cogUrlTemplate: 'http://a.test/{when}.tif' }, 422, '{when}']
	] as const)('%s %j', async (name, more, status, words) => {
		const id = await addLayer(depths(name, more));
		const response = await get(`/api/layers/${id}/tiles/6/33/19`);
		const problem = (await response.json()) as { detail?: string };
		expect([response.status, problem.detail]).toEqual([status, expect.stringContaining(words)]);
	});
});

test('[T3] a tile server is not sent where we would not go ourselves', async () => {
	const inside = 'http://169.254.169.254/latest/meta-data';
	const id = await addLayer(depths('', { tileServer: `http://${host}/titiler`, cogUrl: inside }));
	for (const what of ['tiles/6/33/19', 'info']) {
		const response = await get(`/api/layers/${id}/${what}`);
		const problem = (await response.json()) as { detail?: string };
		expect([response.status, problem.detail]).toEqual([
			502,
			expect.stringContaining('private network')
		]);
	}
});

test('[T4] a coordinate system that is not at hand is looked up', async () => {
	expect(await (await get('/api/crs/3035')).json()).toMatchObject({
		proj4: expect.stringContaining('+proj=laea') as string
	});
	expect((await get('/api/crs/999999')).status).toBe(404);
});

test('[T5] features are drawn as vector tiles', async () => {
	const id = await addLayer({}, { type: 'vector' });
	await server.database.pool.query(
		`insert into layer_features (id, layer_id, geometry, properties)
		values ($1, $2, st_geomfromtext('POLYGON((5 55, 15 55, 15 60, 5 60, 5 55))', 4326), '{"use":"wind"}')`,
		[randomUUID(), id]
	);
	const response = await get(`/api/layers/${id}/tiles/6/33/19`);
	expect(response.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
	const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
	expect(text).toContain('wind');
	expect((await get(`/api/layers/${id}/tiles/6/2/2`)).status).toBe(204);
});

test('[T5] up to the poles and from edge to edge', async () => {
	const id = await addLayer({}, { type: 'vector' });
	await server.database.pool.query(
		`insert into layer_features (id, layer_id, geometry, properties)
		values ($1, $2, st_geomfromtext('POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))', 4326), '{"all":"sea"}')`,
		[randomUUID(), id]
	);
	for (const tile of ['0/0/0', '3/0/0', '3/7/7']) {
		const response = await get(`/api/layers/${id}/tiles/${tile}`);
		expect(response.status).toBe(200);
		expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toContain('sea');
	}
});

describe('[T6] services without CORS are reached through the server', () => {
	test('by whoever is signed in, and by all where a layer that they see uses it', async () => {
		const url = encodeURIComponent(`http://${host}/rgb.tif`);
		const path = `/api/files/proxy?url=${url}`;
		const Range = 'bytes=0-99';
		expect((await get(path, { Range })).status).toBe(404);
		const { token } = await signIn();
		const signedIn = await get(path, { Range, Authorization: `Bearer ${token}` });
		expect(signedIn.status).toBe(206);
		expect((await signedIn.arrayBuffer()).byteLength).toBe(100);
		// However many others use it that they may not see.
		const me = await signIn();
		await server.database.pool.query(
			`insert into layers (id, name, source_type, source_config, created_by)
			select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Mine', 'geotiff', $1, $2
			from generate_series(1, 60) i`,
			[JSON.stringify({ delivery: 'direct', url: `http://${host}/rgb.tif?mine` }), me.id]
		);
		const layer = await addLayer({ delivery: 'direct', url: `http://${host}/rgb.tif` });
		const isOpen = async () => (await get(path, { Range })).status === 206;
		await until(isOpen, { limitMs: 3_000 });
		await server.database.pool.query('update layers set is_global = false where id = $1', [layer]);
		await until(async () => !(await isOpen()), { limitMs: 3_000 });
	});

	test('only for maps and their values, and never into a private network', async () => {
		const Authorization = `Bearer ${(await signIn()).token}`;
		const ask = (url: string) =>
			get(`/api/wms/proxy?url=${encodeURIComponent(url)}`, { Authorization });
		expect((await ask(`http://${host}/?REQUEST=DescribeLayer`)).status).toBe(422);
		expect((await ask('http://10.0.0.1/?REQUEST=GetMap')).status).toBe(502);
		expect((await ask('file:///etc/passwd?REQUEST=GetMap')).status).toBe(422);
	});
});
