/**
 * Tiles of 256 px per second that our tile route gives, beside TiTiler on the same file with as many
 * workers. Run it with `SAMSYN_TITILER=<venv>/bin/uvicorn node bench/server-tiles.ts <raster>`; the
 * raster is made into a DEFLATE COG first, so it needs gdal-bin.
 *
 * TiTiler reads the file from its disk, ours by ranges over HTTP: over HTTP TiTiler opens it anew for
 * every tile, and the comparison would flatter us.
 *
 * "drawn": every request is one that was not asked before, from files that are open and blocks that are
 * decoded (the range of values differs, so that no finished tile fits). "kept": the same tiles again.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRange } from '../server/static/range.ts';
import { startServer } from '../server/start-server.ts';
import { tileAt } from '../src/core/raster/tile-grid.ts';
import { titilerTileUrl } from '../src/core/raster/titiler.ts';
import { milliseconds, percentile, printTable } from './lib/table.ts';

const UVICORN = process.env['SAMSYN_TITILER'] ?? 'uvicorn';
const [, , raster] = process.argv;
if (raster === undefined) {
	process.stderr.write('Name a raster: node bench/server-tiles.ts <raster>\n');
	process.exit(2);
}
const WORKERS = availableParallelism();
const ROUNDS = 5;
const ZOOMS = [5, 6, 7];
const START_LIMIT_MS = 60_000;

type UrlOf = (tile: { z: number; x: number; y: number }, round: number) => string;
interface Figures {
	readonly perSecond: number;
	readonly p95: number;
}

const folder = mkdtempSync(join(tmpdir(), 'samsyn-tiles-bench-'));
const cog = join(folder, 'cog.tif');
execFileSync('gdal_translate', ['-q', '-of', 'COG', '-co', 'COMPRESS=DEFLATE', raster, cog]);
const bytes = readFileSync(cog);

const files = createServer((request, response) => {
	const range = parseRange(request.headers.range ?? '', bytes.length);
	const whole = { 'Accept-Ranges': 'bytes', 'Content-Length': bytes.length };
	if (request.method === 'HEAD') return void response.writeHead(200, whole).end();
	if (typeof range === 'string') return void response.writeHead(200, whole).end(bytes);
	response.writeHead(206, {
		'Content-Length': range.end - range.start + 1,
		'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}`
	});
	response.end(bytes.subarray(range.start, range.end + 1));
});
const filePort = await listen();
const url = `http://127.0.0.1:${filePort}/cog.tif`;

const ours = await startServer({
	port: 0,
	logLevel: 'error',
	dataFolder: join(folder, 'data'),
	rasters: {
		allowHosts: [`127.0.0.1:${filePort}`],
		workers: WORKERS,
		redisUrl: undefined,
		uploads: { maxBytes: 1, quotaBytes: 1, maxPixels: 100_000_000, s3: undefined }
	}
});
const layers: string[] = [];
const paramsOf = (round: number) => ({
	rescale: `${-4000 - round},0`,
	colormap_name: 'viridis'
});
for (let round = 0; round <= 2 * ROUNDS + 1; round++) layers.push(await addLayer(round));

const port = await freePort();
const args = ['titiler.application.main:app', '--host', '127.0.0.1', '--port', String(port)];
const titiler = spawn(UVICORN, [...args, '--workers', String(WORKERS), '--log-level', 'error'], {
	stdio: 'ignore',
	env: { ...process.env, GDAL_DISABLE_READDIR_ON_OPEN: 'EMPTY_DIR', VSI_CACHE: 'TRUE' }
});
try {
	const theirs = `http://127.0.0.1:${port}`;
	await answers(`${theirs}/healthz`);
	const tiles = tilesOf();
	const ourUrl: UrlOf = ({ z, x, y }, round) =>
		`${ours.url}/api/layers/${layers[round] ?? ''}/tiles/${z}/${x}/${y}.png`;
	const theirUrl: UrlOf = (tile, round) =>
		titilerTileUrl({ server: theirs, dialect: 'grid', url: cog, params: paramsOf(round) }, tile);
	const rows: string[][] = [];
	// Files open, blocks decoded, code compiled.
	for (const urlOf of [ourUrl, theirUrl]) await measure(urlOf, tiles, 8, [0, 0]);
	for (const [i, clients] of [1, 8].entries()) {
		const rounds = Array.from({ length: ROUNDS }, (_, round) => 1 + i * ROUNDS + round);
		const drawn = await measure(ourUrl, tiles, clients, rounds);
		const reference = await measure(theirUrl, tiles, clients, rounds);
		const kept = await measure(ourUrl, tiles, clients, rounds);
		rows.push(row(`${clients} clients, drawn`, drawn, reference));
		rows.push(row(`${clients} clients, kept`, kept, reference));
	}
	printTable(['tiles', 'ours', 'p95', 'TiTiler', 'p95', 'ratio', 'target'], rows);
	process.stdout.write(
		`${tiles.length} tiles of ${bytes.length} bytes, ${WORKERS} workers each. Load of this machine: ` +
			`${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores, clients included.\n`
	);
} finally {
	titiler.kill();
	await ours.stop();
	files.closeAllConnections();
	files.close();
	rmSync(folder, { recursive: true, force: true });
}
process.exit();

function row(what: string, mine: Figures, reference: Figures): string[] {
	return [
		what,
		`${mine.perSecond.toFixed(0)}/s`,
		milliseconds(mine.p95),
		`${reference.perSecond.toFixed(0)}/s`,
		milliseconds(reference.p95),
		`${(mine.perSecond / reference.perSecond).toFixed(2)}×`,
		'≥ 1×'
	];
}

async function measure(
	urlOf: UrlOf,
	tiles: readonly { z: number; x: number; y: number }[],
	clients: number,
	rounds: readonly number[]
): Promise<Figures> {
	const queue = rounds.flatMap((round) => tiles.map((tile) => urlOf(tile, round)));
	const count = queue.length;
	const times: number[] = [];
	const start = performance.now();
	await Promise.all(
		Array.from({ length: clients }, async () => {
			for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
				const asked = performance.now();
				const response = await fetch(next);
				await response.arrayBuffer();
				if (response.status !== 200) throw new Error(`${next}: ${response.status}`);
				times.push(performance.now() - asked);
			}
		})
	);
	const seconds = (performance.now() - start) / 1000;
	return { perSecond: count / seconds, p95: percentile(times, 0.95) };
}

/** The tiles over the middle of the North Sea, at zooms that read overviews and the finest level. */
function tilesOf() {
	return ZOOMS.flatMap((z) => {
		const { x, y } = tileAt(6, 56, z);
		const reach = z === ZOOMS[0] ? 0 : 1;
		const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
		return steps.flatMap((dx) => steps.map((dy) => ({ z, x: x + dx, y: y + dy })));
	});
}

async function addLayer(round: number): Promise<string> {
	const id = randomUUID();
	const config = { delivery: 'tiles', cogUrl: url, tileParams: paramsOf(round) };
	await ours.database.pool.query(
		`insert into layers (id, name, source_type, source_config, is_global)
		values ($1, 'Depths', 'geotiff', $2, true)`,
		[id, JSON.stringify(config)]
	);
	return id;
}

async function listen(): Promise<number> {
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	return (files.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function answers(address: string): Promise<void> {
	const until = performance.now() + START_LIMIT_MS;
	while (performance.now() < until) {
		const response = await fetch(address).catch(() => undefined);
		if (response?.ok === true) return;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new Error('TiTiler does not answer');
}
