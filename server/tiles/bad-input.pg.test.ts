import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { sessionSchema } from '#core/wire/session.ts';
import { parseRange } from '../static/range.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';
import { stripedTiff } from './testing/striped-tiff.ts';

const MIB = 1024 * 1024;

/** Its last block, where nothing else lies, is not what it was. */
function corrupt(): Buffer {
	const bytes = readFileSync(fixturePath('big-endian.tif'));
	return bytes.fill(0x5a, bytes.length - 400);
}

const MADE: Readonly<Record<string, () => Buffer>> = {
	'corrupt.tif': corrupt,
	'large-strips.tif': () => stripedTiff(8_000),
	'half.tif': () => readFileSync(fixturePath('depths.tif')).subarray(0, 100)
};

let server: TestServer;
let files: Server;
let host: string;
beforeAll(async () => {
	files = createServer((request, response) => {
		const name = (request.url ?? '').slice(1).split('?')[0] ?? '';
		if (name === 'huge.xml') {
			const headers = { 'Content-Type': 'text/xml', 'Content-Length': 65 * MIB };
			response.writeHead(200, headers).write('<WMS_Capabilities>');
			return;
		}
		if (name === 'page.html') {
			response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in</html>');
			return;
		}
		const bytes = MADE[name]?.() ?? readFileSync(fixturePath(name));
		const range = parseRange(request.headers.range ?? '', bytes.length);
		if (typeof range === 'string') return void response.writeHead(416).end();
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
			uploads: { maxBytes: 1_000_000, quotaBytes: 1_000_000, maxPixels: 100_000_000, s3: undefined }
		}
	});
});
afterAll(async () => {
	await server.close();
	files.closeAllConnections();
	files.close();
});

async function ask(file: string, what: string): Promise<Response> {
	const id = randomUUID();
	const config = { delivery: 'tiles', cogUrl: `http://${host}/${file}`, tileParams: {} };
	await server.database.pool.query(
		`insert into layers (id, name, source_type, source_config, is_global)
		values ($1, 'A layer', 'geotiff', $2, true)`,
		[id, JSON.stringify(config)]
	);
	return fetch(`${server.url}/api/layers/${id}/${what}`);
}

async function problemOf(response: Response): Promise<[number, unknown]> {
	const { detail } = (await response.json()) as { detail?: unknown };
	return [response.status, detail];
}

describe('[T7] a strange raster is drawn, or one sentence says why not', () => {
	test.each([
		['rotated.tif', 'tiles/6/33/19', 200],
		['four-bands.tif', 'preview', 200],
		['float64.tif', 'preview', 200],
		['strips.tif', 'preview', 200],
		['all-nodata.tif', 'info', 200]
	] as const)('%s', async (file, what, status) => {
		expect((await ask(file, what)).status).toBe(status);
	});

	test.each([
		['corrupt.tif', 'statistics', 'A part of the file is damaged.'],
		['half.tif', 'info', 'A part of the file is damaged.'],
		[
			'large-strips.tif',
			'info',
			'The file is stored in strips, not tiles: turn it into a Cloud Optimized GeoTIFF to draw it.'
		]
	] as const)('%s', async (file, what, sentence) => {
		expect(await problemOf(await ask(file, what))).toEqual([502, sentence]);
	});

	test('where one block is corrupt the others are read', async () => {
		expect((await ask('corrupt.tif', 'point?lng=6&lat=59.5')).status).toBe(200);
	});
});

describe('[T8] capabilities that are none', () => {
	test.each(['huge.xml', 'page.html'])(
		'%s: one sentence, without waiting for the end',
		async (file) => {
			const body = JSON.stringify({ name: 'Astrid' });
			const headers = { 'Content-Type': 'application/json' };
			const session = await fetch(`${server.url}/api/session`, { method: 'POST', body, headers });
			const { token } = sessionSchema.parse(await session.json());
			const url = encodeURIComponent(`http://${host}/${file}`);
			const response = await fetch(`${server.url}/api/wms/capabilities?url=${url}`, {
				headers: { Authorization: `Bearer ${token}` }
			});
			expect(await problemOf(response)).toEqual([502, expect.stringMatching(/^[A-Z][^.]+\.$/)]);
		}
	);
});
