/**
 * A tile of a Cloud Optimized GeoTIFF in the browser, from the question to the picture: of sources in
 * UTM and LAEA, which we reproject, beside maplibre-cog-protocol on the same data in EPSG:3857, which
 * it needs. Run it with `node bench/client-cog.ts`; GDAL makes the files.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRange } from '../server/static/range.ts';
import type { TileAddress } from '../src/core/raster/tile-grid.ts';
import { installReferences } from './lib/servers.ts';
import { openService, openSite } from './lib/site.ts';
import { milliseconds, percentile, printTable, ratio } from './lib/table.ts';

const [WEST, SOUTH, EAST, NORTH] = [10, 54, 14, 57] as const;
/** Pixels of a degree, before it is projected. */
const PER_DEGREE = 900;
/** Of a tile of this zoom, each pixel is one of the file. */
const ZOOM = 10;
const MERCATOR_METRES = 152.874;
const METRES = 85;
/** A map of 4 by 4 tiles around 12° E 56° N. */
const FIRST = { x: 544, y: 317 } as const;
const SIDE = 4;
const RUNS = 5;
const TIME_TARGET = '≤ 1.2×';
const BYTES_TARGET = '≤ 0.6×';

interface Source {
	readonly name: string;
	readonly kind: 'ours' | 'reference';
	readonly epsg: number;
	readonly metres: number;
}
const REFERENCE: Source = {
	name: 'maplibre-cog-protocol, EPSG:3857',
	kind: 'reference',
	epsg: 3857,
	metres: MERCATOR_METRES
};
const OURS: readonly Source[] = [
	{ name: 'ours, UTM 33', kind: 'ours', epsg: 32633, metres: METRES },
	{ name: 'ours, LAEA', kind: 'ours', epsg: 3035, metres: METRES },
	{ name: 'ours, EPSG:3857', kind: 'ours', epsg: 3857, metres: MERCATOR_METRES }
];

/** Waves with a little noise: neither flat nor impossible to compress. */
function writeRaster(folder: string): string {
	const [width, height] = [(EAST - WEST) * PER_DEGREE, (NORTH - SOUTH) * PER_DEGREE];
	const values = new Float32Array(width * height);
	let seed = 1;
	for (let i = 0; i < values.length; i++) {
		seed = (seed * 16_807) % 2_147_483_647;
		const [x, y] = [i % width, Math.floor(i / width)];
		values[i] = 50 * Math.sin(x / 90) + 40 * Math.cos(y / 70) + (seed % 100) / 100;
	}
	const path = join(folder, 'raster.bin');
	writeFileSync(path, values);
	const step = 1 / PER_DEGREE;
	writeFileSync(
		join(folder, 'raster.hdr'),
		[
			...['ENVI', `samples = ${width}`, `lines = ${height}`, 'bands = 1', 'header offset = 0'],
			...['data type = 4', 'interleave = bsq', 'byte order = 0'],
			`map info = {Geographic Lat/Lon, 1, 1, ${WEST}, ${NORTH}, ${step}, ${step}, WGS-84}`
		].join('\n')
	);
	return path;
}

function makeCog(raster: string, folder: string, { epsg, metres }: Source): void {
	execFileSync('gdalwarp', [
		...['-q', '-overwrite', '-t_srs', `EPSG:${epsg}`, '-tr', String(metres), String(metres)],
		...['-r', 'bilinear', '-dstnodata', '-9999', '-of', 'COG'],
		...['-co', 'COMPRESS=DEFLATE', '-co', 'PREDICTOR=YES', '-co', 'OVERVIEWS=AUTO'],
		...[raster, join(folder, `${epsg}.tif`)]
	]);
}

const tiles: TileAddress[] = Array.from({ length: SIDE * SIDE }, (_, i) => ({
	z: ZOOM,
	x: FIRST.x + (i % SIDE),
	y: FIRST.y + Math.floor(i / SIDE)
}));

installReferences();
const folder = mkdtempSync(join(tmpdir(), 'samsyn-cog-'));
const raster = writeRaster(folder);
for (const source of [REFERENCE, ...OURS.slice(0, 2)]) makeCog(raster, folder, source);

let [bytes, requests] = [0, 0];
const service = await openService((request, response) => {
	response.setHeader('access-control-allow-headers', 'Range');
	response.setHeader('access-control-expose-headers', 'Content-Range, Content-Length');
	// What a cache of the browser would save, a person at a first look does not have.
	response.setHeader('cache-control', 'no-store');
	if (request.method === 'OPTIONS') return void response.writeHead(204).end();
	const file = readFileSync(join(folder, (request.url ?? '').split('/').at(-1) ?? ''));
	const range = parseRange(request.headers.range ?? '', file.length);
	const part = typeof range === 'string' ? file : file.subarray(range.start, range.end + 1);
	requests += 1;
	bytes += part.length;
	if (typeof range !== 'string') {
		const whole = `bytes ${range.start}-${range.end}/${file.length}`;
		response.writeHead(206, { 'content-range': whole });
	}
	response.end(part);
});
const site = await openSite(new URL('./cog/', import.meta.url));

interface Drawn {
	readonly times: number[];
	readonly bytes: number;
	readonly requests: number;
}

async function draw({ kind, epsg }: Source): Promise<Drawn> {
	const context = await site.browser.newContext();
	const page = await context.newPage();
	await page.goto(site.url);
	await page.waitForFunction(() => 'cogBench' in window && 'referenceCog' in window);
	[bytes, requests] = [0, 0];
	const times = await page.evaluate(
		([kind, url, tiles]) => window.cogBench.draw(kind, url, tiles),
		[kind, service.url.replace(/wms$/, `${epsg}.tif`), tiles] as const
	);
	await context.close();
	return { times, bytes, requests };
}

try {
	const drawn = new Map<Source, Drawn[]>();
	// In turns, so that all see the same machine. The first run warms up.
	for (let run = 0; run <= RUNS; run += 1) {
		for (const source of [REFERENCE, ...OURS]) {
			const result = await draw(source);
			if (run > 0) drawn.set(source, [...(drawn.get(source) ?? []), result]);
		}
	}
	const figures = (source: Source) => {
		const runs = drawn.get(source) ?? [];
		const times = runs.flatMap((one) => one.times);
		const { bytes = NaN, requests = NaN } = runs[0] ?? {};
		return { median: percentile(times, 0.5), p95: percentile(times, 0.95), bytes, requests };
	};
	const their = figures(REFERENCE);
	const row = (source: Source): string[] => {
		const { median, p95, bytes, requests } = figures(source);
		return [
			source.name,
			milliseconds(median),
			ratio(median, their.median),
			milliseconds(p95),
			`${(bytes / 1024).toFixed(0)} kB`,
			ratio(bytes, their.bytes),
			String(requests)
		];
	};
	const target = ['target', '', TIME_TARGET, '', '', BYTES_TARGET, ''];
	const title = `${tiles.length} tiles of zoom ${ZOOM}, fetch → bitmap`;
	printTable(
		[title, 'median', 'ratio', 'p95', 'bytes', 'ratio', 'requests'],
		[REFERENCE, ...OURS].map(row).concat([target])
	);
} finally {
	await site.close();
	service.close();
	rmSync(folder, { recursive: true, force: true });
}
