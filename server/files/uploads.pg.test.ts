import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { sessionSchema } from '#core/wire/session.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';
import { sendUpload, uploadOutcome } from './testing/send-upload.ts';

const hasGdal = spawnSync('gdal_translate', ['--version']).status === 0;

let server: TestServer;
beforeAll(async () => {
	server = await testServer({
		rasters: {
			allowHosts: [],
			workers: 1,
			redisUrl: undefined,
			uploads: { maxBytes: 100_000, quotaBytes: 60_000, s3: undefined }
		}
	});
});
afterAll(() => server.close());

async function signIn(): Promise<string> {
	const body = JSON.stringify({ name: 'Astrid' });
	const headers = { 'Content-Type': 'application/json' };
	const response = await fetch(`${server.url}/api/session`, { method: 'POST', body, headers });
	return sessionSchema.parse(await response.json()).token;
}

const bytesOf = (name: string) => readFileSync(fixturePath(name));

describe('[U1] a raster is uploaded', () => {
	test('in parts, checked, kept, and read by ranges; strips become a COG where GDAL is', async () => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, bytesOf('strips.tif'), { parts: 3 });
		const outcome = await uploadOutcome(server.url, token, sent);
		expect(outcome).toMatchObject({ status: 'complete', is_cog: hasGdal });
		const file = await fetch(`${server.url}${sent}/file`, {
			headers: { Authorization: `Bearer ${token}`, Range: 'bytes=0-1' }
		});
		expect([file.status, await file.text()]).toEqual([206, 'II']);
	});

	test('and drawn by whoever may read a layer that shows it', async () => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, bytesOf('depths.tif'));
		expect(await uploadOutcome(server.url, token, sent)).toMatchObject({ status: 'complete' });
		expect((await fetch(`${server.url}${sent}/file`)).status).toBe(404);
		const id = randomUUID();
		const config = {
			delivery: 'tiles',
			uploadId: sent.split('/').at(-1),
			tileParams: { rescale: '-4000,0' }
		};
		await server.database.pool.query(
			`insert into layers (id, name, source_type, source_config, is_global)
			values ($1, 'Depths', 'geotiff', $2, true)`,
			[id, JSON.stringify(config)]
		);
		expect((await fetch(`${server.url}/api/layers/${id}/tiles/6/33/19`)).status).toBe(200);
		expect((await fetch(`${server.url}${sent}/file`)).status).toBe(200);
	});
});

describe('[U2] what is refused', () => {
	test.each([
		['no-crs.tif', 'coordinate system'],
		['control-points.tif', 'control points']
	])('%s', async (name, words) => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, bytesOf(name));
		expect(await uploadOutcome(server.url, token, sent)).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining(words) as string
		});
	});

	test('what is no raster, whatever it is called', async () => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, Buffer.from('<html>hello</html>'));
		expect(await uploadOutcome(server.url, token, sent)).toMatchObject({
			status: 'failed',
			reason: 'The file is not a GeoTIFF.'
		});
	});

	test('anonymous callers, too large files, more than one may keep', async () => {
		const create = (token: string | undefined, bytes: number) =>
			fetch(`${server.url}/api/uploads`, {
				method: 'POST',
				headers: {
					'Tus-Resumable': '1.0.0',
					'Upload-Length': String(bytes),
					...(token === undefined ? {} : { Authorization: `Bearer ${token}` })
				}
			});
		const token = await signIn();
		expect((await create(undefined, 100)).status).toBe(401);
		expect((await create(token, 100_001)).status).toBe(413);
		expect((await create(token, 50_000)).status).toBe(201);
		expect((await create(token, 50_000)).status).toBe(413);
		expect((await create(await signIn(), 50_000)).status).toBe(201);
	});

	test("somebody else's upload", async () => {
		const [mine, other] = [await signIn(), await signIn()];
		const sent = await sendUpload(server.url, mine, bytesOf('strips.tif'), { parts: 3, send: 1 });
		const headers = { Authorization: `Bearer ${other}`, 'Tus-Resumable': '1.0.0' };
		expect((await fetch(`${server.url}${sent}`, { method: 'HEAD', headers })).status).toBe(404);
		expect((await fetch(`${server.url}${sent}`, { headers })).status).toBe(404);
		const own = { ...headers, Authorization: `Bearer ${mine}` };
		const head = await fetch(`${server.url}${sent}`, { method: 'HEAD', headers: own });
		expect(Number(head.headers.get('Upload-Offset'))).toBeGreaterThan(0);
	});
});
