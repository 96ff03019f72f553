import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { readFileSync } from 'node:fs';
import { sendUpload, uploadOutcome } from '../files/testing/send-upload.ts';
import { ROOM_LIMITS } from '../fetch/fetch-room.ts';
import { until } from '../sync/testing/until.ts';
import { parseRange } from '../static/range.ts';
import { apiServer } from './testing/api-client.ts';
import type { Answer, ApiServer, Ask, Person } from './testing/api-client.ts';
import { isRasterOperation } from './testing/raster-operations.ts';

/** As contract.pg.test.ts, of what needs files and services that others keep. */
const PICTURE_BYTES = 8 * 1024 * 1024;
let server: ApiServer;
let owner: Person;
let host: string;

/** A raster that is read by ranges, or not, and a map service. */
const others = createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	// It never answers.
	if (pathname === '/slow') return;
	if (pathname === '/odd') return answerOddly(searchParams, response);
	if (pathname === '/wms') {
		const isPicture = searchParams.get('REQUEST') === 'GetMap';
		response.setHeader('Content-Type', isPicture ? 'image/png' : 'text/xml');
		response.end(isPicture ? 'a picture' : '<WMS_Capabilities version="1.3.0"/>');
		return;
	}
	if (pathname !== '/depths.tif') return void response.writeHead(404).end();
	const bytes = readFileSync(fixturePath('depths.tif'));
	const isWhole = searchParams.has('whole');
	const range = isWhole ? 'ignore' : parseRange(request.headers.range ?? '', bytes.length);
	if (typeof range === 'string') return void response.end(bytes);
	response.writeHead(206, {
		'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}`
	});
	response.end(bytes.subarray(range.start, range.end + 1));
});

/** Of a type that the caller says, to see what becomes of it. */
function answerOddly(wish: URLSearchParams, response: ServerResponse): void {
	response.setHeader('Content-Type', wish.get('type') ?? '');
	response.end(wish.has('huge') ? Buffer.alloc(17 * 1024 * 1024, ' ') : 'alert(1)');
}

beforeAll(async () => {
	await new Promise<void>((resolve) => others.listen(0, '127.0.0.1', resolve));
	host = `127.0.0.1:${(others.address() as AddressInfo).port}`;
	server = await apiServer({
		rasters: {
			allowHosts: [host],
			workers: 1,
			redisUrl: undefined,
			uploads: { maxBytes: 1_000_000, quotaBytes: 1_500_000, maxPixels: 100_000_000, s3: undefined }
		}
	});
	owner = await server.api.signIn('Owner');
});
afterAll(async () => {
	await server.close();
	others.closeAllConnections();
	others.close();
});

const ask = (path: string, options: Ask = {}): Promise<Answer> =>
	server.api.ask('GET', path, { as: owner, ...options });

/** Expects these statuses, one by one. */
async function reach(...asked: readonly (readonly [number, string, Ask?])[]): Promise<void> {
	for (const [status, path, options] of asked) {
		expect([path, (await ask(path, options)).status]).toEqual([path, status]);
	}
}

function geotiff(file: string): Promise<string> {
	const source_config = {
		delivery: 'tiles',
		cogUrl: `http://${host}/${file}`,
		tileParams: { rescale: '-4000,0' }
	};
	return server.api.makeLayer(owner, { source_type: 'geotiff', source_config });
}

test('tiles, figures and values of layers', async () => {
	const good = `/api/layers/${await geotiff('depths.tif')}`;
	const bad = `/api/layers/${await geotiff('nowhere.tif')}`;
	const none = `/api/layers/${randomUUID()}`;
	const tile = 'tiles/6/33/19';
	const { headers } = await ask(`${good}/${tile}`);
	const known = { 'If-None-Match': headers.get('ETag') ?? '' };
	await reach(
		[200, `${good}/${tile}`],
		[304, `${good}/${tile}`, { headers: known }],
		[204, `${good}/tiles/6/1/1`],
		[404, `${none}/${tile}`],
		[422, `${good}/${tile}?time=soon`],
		[502, `${bad}/${tile}`]
	);
	for (const what of ['info', 'statistics', 'preview', 'point?lng=8&lat=56']) {
		const wrong = what.startsWith('point') ? 'point?lng=800&lat=0' : `${what}?time=soon`;
		await reach(
			[200, `${good}/${what}`],
			[404, `${none}/${what}`],
			[422, `${good}/${wrong}`],
			[502, `${bad}/${what}`]
		);
	}
});

test('coordinate systems', async () => {
	await reach(
		[200, '/api/crs/3035'],
		[404, '/api/crs/999999'],
		[422, '/api/crs/x'],
		[422, '/api/crs/0']
	);
});

test('services and files of others', async () => {
	const anyone = { as: undefined };
	const through = (route: string, address: string) =>
		`/api/${route}?url=${encodeURIComponent(`http://${host}/${address}`)}`;
	const map = 'wms?SERVICE=WMS&REQUEST=GetMap';
	const part = { headers: { Range: 'bytes=0-15' } };
	await reach(
		[200, through('wms/capabilities', 'wms?REQUEST=GetCapabilities')],
		[404, through('wms/capabilities', 'wms'), anyone],
		[422, '/api/wms/capabilities'],
		[502, through('wms/capabilities', 'nowhere')],
		[200, through('wms/proxy', map)],
		[404, through('wms/proxy', map), anyone],
		[422, through('wms/proxy', 'wms?REQUEST=Transaction')],
		[502, through('wms/proxy', 'nowhere?REQUEST=GetMap')],
		[206, through('files/proxy', 'depths.tif'), part],
		[200, through('files/proxy', 'depths.tif?whole'), part],
		[404, through('files/proxy', 'depths.tif'), { ...part, ...anyone }],
		[422, through('files/proxy', 'depths.tif')],
		[502, through('files/proxy', 'nowhere.tif'), part]
	);
});

test('nothing of a stranger runs as ours, and capabilities have a limit', async () => {
	const through = async (route: string, more: string) => {
		const url = encodeURIComponent(`http://${host}/odd?${more}`);
		const { status, headers } = await ask(`/api/${route}?url=${url}`);
		return [status, status === 200 ? headers.get('Content-Type') : null];
	};
	const type = (text: string) => `type=${encodeURIComponent(text)}`;
	const get = 'REQUEST=GetMap&';
	expect([
		await through('wms/capabilities', type('text/javascript; x=xml')),
		await through('wms/capabilities', type('text/xml, text/javascript')),
		await through('wms/capabilities', type('application/vnd.ogc.wms_xml; charset=latin1')),
		await through('wms/capabilities', `huge&${type('text/xml')}`),
		await through('wms/proxy', get + type('image/png, text/javascript')),
		await through('wms/proxy', get + type('application/x-xml-javascript')),
		await through('wms/proxy', get + type('Image/PNG; x=text/javascript'))
	]).toEqual([
		[502, null],
		[502, null],
		[200, 'text/xml; charset=latin1'],
		[502, null],
		[502, null],
		[502, null],
		[200, 'image/png']
	]);
});

test('uploads', async () => {
	const bytes = readFileSync(fixturePath('depths.tif'));
	const path = await sendUpload(server.url, owner.token, bytes);
	await uploadOutcome(server.url, owner.token, path);
	const none = `/api/uploads/${randomUUID()}`;
	await reach(
		[200, path],
		[304, path, { headers: { 'If-None-Match': '*' } }],
		[401, path, { as: undefined }],
		[404, none],
		[422, '/api/uploads/x'],
		[200, `${path}/file`],
		[206, `${path}/file`, { headers: { Range: 'bytes=0-15' } }],
		[416, `${path}/file`, { headers: { Range: 'bytes=9000000-' } }],
		[404, `${none}/file`],
		[422, '/api/uploads/x/file']
	);
});

test('who asks for too much of other servers at once is told to wait', async () => {
	const leave = new AbortController();
	const through = (route: string, address: string) =>
		`/api/${route}?url=${encodeURIComponent(`http://${host}/${address}`)}`;
	const slow = `${server.url}${through('wms/proxy', 'slow?REQUEST=GetMap')}`;
	const { waitingOfCaller, bytesOfCaller } = ROOM_LIMITS;
	const headers = { Authorization: `Bearer ${owner.token}` };
	// As many as fit, as many as may wait, and some more: those are told.
	const most = waitingOfCaller + bytesOfCaller / PICTURE_BYTES;
	const told: (string | null)[] = [];
	const asked = Array.from({ length: most + 20 }, async () => {
		const answer = await fetch(slow, { headers, signal: leave.signal }).catch(() => undefined);
		if (answer?.status === 429) told.push(answer.headers.get('Retry-After'));
	});
	try {
		await until(() => told.length > 0, { limitMs: 40_000 });
		expect(Number(told[0])).toBeGreaterThan(0);
		const other = await server.api.signIn('Other');
		await reach(
			[429, through('wms/capabilities', 'wms?REQUEST=GetCapabilities&new')],
			[200, through('wms/proxy', 'wms?REQUEST=GetMap'), { as: other }]
		);
	} finally {
		leave.abort();
		await Promise.all(asked);
	}
});

/** Whoever is served from elsewhere may have to wait: one place shows it for all. */
const isBusy = (name: string) => / (429|503)$/.test(name);

test('every promise was kept', () => {
	const unreached = server.api.contract.unreached.filter(isRasterOperation);
	expect(unreached.filter((name) => !isBusy(name))).toEqual([]);
});
