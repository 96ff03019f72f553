import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { sessionSchema } from '#core/wire/session.ts';
import type { S3Settings } from '../raster-settings.ts';
import { testServer } from '../testing/database.ts';
import type { TestServer } from '../testing/database.ts';
import { signedS3Url } from './sign-s3.ts';
import { killDuringUploads } from './testing/interrupted-uploads.ts';
import { continueUpload, sendUpload, uploadOutcome } from './testing/send-upload.ts';

// .ci/run starts it; without it this suite would prove nothing, so it fails.
const endpoint = process.env['SAMSYN_S3_TEST_ENDPOINT'] ?? 'http://127.0.0.1:1';

/** An S3 takes parts of 5 MiB or more, the last excepted: the file is to have three. */
const SIDE = 2_000;
const PARTS = 5;
/** For a store that shares two cores with everything else. */
const TIDY_MS = 10_000;

let server: TestServer;
let s3: S3Settings;
let folder: string;
let large: Buffer;
beforeAll(async () => {
	s3 = {
		bucket: `samsyn-${randomUUID()}`,
		region: 'us-east-1',
		endpoint,
		accessKeyId: 'samsyn',
		secretAccessKey: 'secret'
	};
	await fetch(`${endpoint}/${s3.bucket}`, { method: 'PUT' });
	folder = mkdtempSync(join(tmpdir(), 'samsyn-s3-'));
	const path = join(folder, 'large.tif');
	execFileSync('gdal_translate', [
		...['-q', '-r', 'bilinear', '-outsize', String(SIDE), String(SIDE)],
		...[fixturePath('smooth.tif'), path]
	]);
	large = readFileSync(path);
	server = await start();
});
afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

function start(options: { readonly dataFolder?: string } = {}): Promise<TestServer> {
	const uploads = { maxBytes: 100_000_000, quotaBytes: 40_000_000, maxPixels: 100_000_000, s3 };
	return testServer({
		...options,
		rasters: { allowHosts: [], workers: 1, redisUrl: undefined, uploads }
	});
}

async function signIn(): Promise<string> {
	const body = JSON.stringify({ name: 'Astrid' });
	const headers = { 'Content-Type': 'application/json' };
	const response = await fetch(`${server.url}/api/session`, { method: 'POST', body, headers });
	return sessionSchema.parse(await response.json()).token;
}

/** Of whoever sent the file. */
async function addLayer(uploadId: string, more: object = {}): Promise<string> {
	const id = randomUUID();
	const config = { delivery: 'tiles', uploadId, tileParams: { rescale: '0,110' }, ...more };
	await server.database.pool.query(
		`insert into layers (id, name, source_type, source_config, is_global, created_by)
		select $1, 'Smooth', 'geotiff', $2, true, user_id from uploads where id = $3`,
		[id, JSON.stringify(config), uploadId]
	);
	return id;
}

/** Names of everything the store keeps. */
async function keptKeys(): Promise<string[]> {
	const text = await (await fetch(`${endpoint}/${s3.bucket}?list-type=2`)).text();
	return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key!).sort();
}

/** As if the store had lost it. */
async function loseKey(key: string): Promise<void> {
	const url = signedS3Url(s3, { key, method: 'DELETE', now: new Date() });
	const { status } = await fetch(url, { method: 'DELETE' });
	if (status !== 204) throw new Error(`the store answered ${status}`);
	if ((await keptKeys()).includes(key)) throw new Error(`${key} is still there`);
}

/** What became of an upload, once what came is taken away too: the outcome is told first. */
async function tidyOutcome(token: string, sent: string): Promise<Record<string, unknown>> {
	const outcome = await uploadOutcome(server.url, token, sent);
	const remains = async () => [
		...(await keptKeys()).filter((key) => key.startsWith(idOf(sent)) && !key.includes('-cog')),
		...scratchFiles()
	];
	await expect.poll(remains, { timeout: TIDY_MS }).toEqual([]);
	return outcome;
}

/** What stays of uploads on this machine. */
function scratchFiles(): string[] {
	return readdirSync(join(server.place.dataFolder, 'uploads'));
}

async function openUploads(): Promise<number> {
	const text = await (await fetch(`${endpoint}/${s3.bucket}?uploads`)).text();
	return text.match(/<Upload>/g)?.length ?? 0;
}

const idOf = (path: string) => path.split('/').at(-1)!;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('[U3] a raster is kept in an S3', () => {
	test('sent in pieces, resumed, checked, made a COG, drawn and read by ranges', async () => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, large, { parts: PARTS, send: 2 });
		// What came is where the store says, to the byte, whoever asks.
		await continueUpload(server.url, token, sent, large);
		expect(await tidyOutcome(token, sent)).toMatchObject({
			status: 'complete',
			is_cog: true,
			info: { width: SIDE, height: SIDE, dtype: 'float32' }
		});
		const id = idOf(sent);
		expect(await keptKeys()).toEqual([`${id}-cog`, `${id}-cog.info`]);
		expect(await openUploads()).toBe(0);
		expect(scratchFiles()).toEqual([]);

		const layer = await addLayer(id);
		const tile = await fetch(`${server.url}/api/layers/${layer}/tiles/7/68/40`);
		expect(tile.status).toBe(200);
		const { channels } = await sharp(await tile.arrayBuffer()).stats();
		expect(channels[0]!.stdev).toBeGreaterThan(1);
		// A tile server that the operator does not know is not told where the file is: we draw it.
		const elsewhere = await addLayer(id, { tileServer: 'http://tiles.invalid' });
		const own = await fetch(`${server.url}/api/layers/${elsewhere}/tiles/7/68/40`);
		expect(own.status).toBe(200);
		const point = await fetch(`${server.url}/api/layers/${layer}/point?lng=11&lat=55`);
		const said = execFileSync('gdallocationinfo', [
			...['-valonly', '-wgs84', join(folder, 'large.tif'), '11', '55']
		]);
		expect(((await point.json()) as { values: number[] }).values[0]).toBeCloseTo(Number(said), 3);

		const part = { Range: 'bytes=0-7' };
		const file = await fetch(`${server.url}${sent}/file`, { headers: part });
		expect(file.status).toBe(206);
		const start = Buffer.from(await file.arrayBuffer());
		expect([start.length, start.toString('latin1', 0, 2)]).toEqual([8, 'II']);
		const direct = await fetch(signedS3Url(s3, { key: `${id}-cog`, now: new Date() }), {
			headers: part
		});
		expect(direct.status).toBe(206);
		expect(Buffer.from(await direct.arrayBuffer())).toEqual(start);
	});

	test('an address keeps for a while, so that what was drawn is found again', async () => {
		const token = await signIn();
		const sent = await sendUpload(server.url, token, readFileSync(fixturePath('smooth.tif')));
		await tidyOutcome(token, sent);
		const layer = await addLayer(idOf(sent));
		const draw = async () =>
			(await fetch(`${server.url}/api/layers/${layer}/tiles/7/68/40`)).status;
		expect(await draw()).toBe(200);
		// The store loses it: only a copy can be shown now.
		await loseKey(`${idOf(sent)}-cog`);
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		expect(await draw()).toBe(200);
	});

	test('what is no raster is refused, and not kept', async () => {
		const before = await keptKeys();
		const token = await signIn();
		const sent = await sendUpload(server.url, token, Buffer.from('<html>hello</html>'));
		expect(await tidyOutcome(token, sent)).toMatchObject({
			status: 'failed',
			reason: 'The file is not a GeoTIFF.'
		});
		expect(await keptKeys()).toEqual(before);
	});
});

test('[U5] uploads that a kill interrupted go on, are checked, or failed with a reason', async () => {
	const env = {
		SAMSYN_S3_BUCKET: s3.bucket,
		SAMSYN_S3_ENDPOINT: endpoint,
		SAMSYN_S3_ACCESS_KEY_ID: s3.accessKeyId,
		SAMSYN_S3_SECRET_ACCESS_KEY: s3.secretAccessKey
	};
	const after = await killDuringUploads(large, env, async (id) => {
		await loseKey(`${id}.info`);
	});
	expect(after.wentOnAt).toBe(2 * Math.ceil(large.length / 3));
	expect(after.continued).toMatchObject({ status: 'complete' });
	expect(after.checked).toMatchObject({ status: 'complete' });
	expect(after.lost).toMatchObject({ status: 'failed' });
});

describe('[U4] an upload is deleted', () => {
	const remove = (token: string, path: string) =>
		fetch(server.url + path, {
			method: 'DELETE',
			headers: { ...bearer(token), 'Tus-Resumable': '1.0.0' }
		});

	test('unfinished: its pieces go, and it no longer counts', async () => {
		const before = { keys: await keptKeys(), open: await openUploads() };
		const token = await signIn();
		// Three of these would be more than one may keep.
		for (let i = 0; i < 3; i++) {
			const sent = await sendUpload(server.url, token, large, { parts: PARTS, send: 1 });
			expect((await remove(token, sent)).status).toBe(204);
			expect((await fetch(server.url + sent, { headers: bearer(token) })).status).toBe(404);
		}
		expect({ keys: await keptKeys(), open: await openUploads() }).toEqual(before);
	});

	test('finished: unless a layer shows it, and only by its owner', async () => {
		const before = await keptKeys();
		const [token, other] = [await signIn(), await signIn()];
		const sent = await sendUpload(server.url, token, readFileSync(fixturePath('smooth.tif')));
		await tidyOutcome(token, sent);
		const layer = await addLayer(idOf(sent));
		expect((await remove(other, sent)).status).toBe(404);
		expect((await remove(token, sent)).status).toBe(409);
		await server.database.pool.query('delete from layers where id = $1', [layer]);
		expect((await remove(token, sent)).status).toBe(204);
		expect((await fetch(server.url + sent, { headers: bearer(token) })).status).toBe(404);
		expect(await keptKeys()).toEqual(before);
	});
});
