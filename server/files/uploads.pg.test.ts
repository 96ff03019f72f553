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
			uploads: { maxBytes: 100_000, quotaBytes: 60_000, maxPixels: 4_000_000, s3: undefined }
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
			uploadId: idOf(sent),
			tileParams: { rescale: '-4000,0' }
		};
		await addLayer(id, config, { of: sent });
		const layer = `${server.url}/api/layers/${id}`;
		const { version } = (await (await fetch(`${layer}/info`)).json()) as { version: string };
		const tile = await fetch(`${layer}/tiles/6/33/19?v=${version}`);
		expect(tile.status).toBe(200);
		expect(tile.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
		expect((await fetch(`${server.url}${sent}/file`)).status).toBe(200);
	});
});

/** As it comes by the socket: made by who sent the file, or by somebody else. */
async function addLayer(
	id: string,
	config: object,
	maker: { readonly of: string } | { readonly id: string }
): Promise<void> {
	const { pool } = server.database;
	const found =
		'id' in maker
			? maker.id
			: await pool
					.query<{ id: string }>('select user_id as id from uploads where id = $1', [
						idOf(maker.of)
					])
					.then(({ rows }) => rows[0]?.id);
	await pool.query(
		`insert into layers (id, name, source_type, source_config, is_global, created_by)
		values ($1, 'Depths', 'geotiff', $2, true, $3)`,
		[id, JSON.stringify(config), found]
	);
}

const idOf = (sent: string) => sent.split('/').at(-1) ?? '';

describe('[U6] whoever knows the id of a file has not got the file', () => {
	const configOf = (sent: string) => ({
		delivery: 'tiles',
		uploadId: idOf(sent),
		tileParams: { rescale: '-4000,0' }
	});
	const ask = (method: string, path: string, token?: string, body?: object) =>
		fetch(server.url + path, {
			method,
			headers: {
				'Content-Type': 'application/json',
				...(token === undefined ? {} : { Authorization: `Bearer ${token}` })
			},
			body: body === undefined ? null : JSON.stringify(body)
		});
	async function uploaded() {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, bytesOf('depths.tif'));
		await uploadOutcome(server.url, token, sent);
		return { token, sent };
	}

	test('a layer of somebody else does not show it, nor keep its owner from deleting it', async () => {
		const { token, sent } = await uploaded();
		const thief = await signIn();
		const body = { name: 'Mine', source_type: 'geotiff', source_config: configOf(sent) };
		const refused = await ask('POST', '/api/layers', thief, body);
		expect([refused.status, await refused.json()]).toMatchObject([
			422,
			{ errors: [{ pointer: '/source_config/uploadId' }] }
		]);
		expect((await ask('POST', '/api/layers', token, body)).status).toBe(201);
		const { id: thiefId } = (await (await ask('GET', '/api/me', thief)).json()) as { id: string };
		const id = randomUUID();
		await addLayer(id, configOf(sent), { id: thiefId });
		expect((await ask('GET', `/api/layers/${id}/tiles/6/33/19`)).status).toBe(502);
		expect((await ask('GET', `${sent}/file`)).status).toBe(404);
		const own = await ask('GET', '/api/layers?mine=true', token);
		const [layer] = (await own.json()) as { id: string }[];
		await ask('DELETE', `/api/layers/${layer?.id}`, token);
		const tus = { 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${token}` };
		const deleted = await fetch(server.url + sent, { method: 'DELETE', headers: tus });
		expect(deleted.status).toBe(204);
	});

	test('who edits the layer of another may send its file, and both may change it further', async () => {
		const { token: maker, sent: first } = await uploaded();
		const { token: editor, sent: second } = await uploaded();
		const body = { name: 'Ours', source_type: 'geotiff', source_config: configOf(first) };
		const layer = (await (await ask('POST', '/api/layers', maker, body)).json()) as { id: string };
		const map = (await (await ask('POST', '/api/maps', maker, { name: 'Plan' })).json()) as {
			id: string;
		};
		await ask('POST', `/api/maps/${map.id}/layers`, maker, { layer_id: layer.id });
		const link = await ask('POST', `/api/maps/${map.id}/links`, maker, { permission: 'edit' });
		const { token } = (await link.json()) as { token: string };
		expect((await ask('POST', '/api/join', editor, { token })).status).toBe(200);
		const path = `/api/layers/${layer.id}`;
		const put = async (as: string, source_config: object) =>
			(await ask('PUT', path, as, { source_config })).status;
		expect(await put(editor, configOf(second))).toBe(200);
		expect(await put(maker, { ...configOf(second), tileParams: {} })).toBe(200);
		expect((await ask('GET', `${path}/tiles/6/33/19`, maker)).status).toBe(200);
		expect((await ask('GET', `${second}/file`, maker)).status).toBe(200);
	});

	test('a layer that is handed over takes its file along', async () => {
		const { token, sent } = await uploaded();
		const { pool } = server.database;
		const id = randomUUID();
		await addLayer(id, configOf(sent), { of: sent });
		expect((await ask('DELETE', '/api/me', token)).status).toBe(204);
		const { rows } = await pool.query('select created_by from layers where id = $1', [id]);
		expect(rows).toEqual([{ created_by: null }]);
		expect((await ask('GET', `/api/layers/${id}/tiles/6/33/19`)).status).toBe(200);
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

	test('a small file that names a huge extent, before anything is made of it', async () => {
		const token = await signIn();
		const bytes = bytesOf('depths.tif');
		// The first entry of the first image is its width.
		const entry = bytes.readUInt32LE(4) + 2;
		expect(bytes.readUInt16LE(entry)).toBe(256);
		bytes.writeUInt16LE(4, entry + 2);
		bytes.writeUInt32LE(1_000_000, entry + 8);
		const sent = await sendUpload(server.url, token, bytes);
		expect(await uploadOutcome(server.url, token, sent)).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining('4 million are allowed here') as string
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
		const hasty = await signIn();
		const both = await Promise.all([create(hasty, 50_000), create(hasty, 50_000)]);
		expect(both.map(({ status }) => status).sort()).toEqual([201, 413]);
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
