import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MAP_SERVER } from '../../scripts/services.mjs';

const run = promisify(execFile);

/** Months of the time table, in its red, green and blue. */
const MONTHS = ['2024-01-01', '2024-02-01', '2024-03-01'] as const;

export interface MapServer {
	/** With `map=`, as services of MapServer have it. */
	readonly url: string;
	/** Milliseconds that each answer waits; may be changed. */
	delayMs: number;
	/** Requests so far, by their query. */
	readonly queries: string[];
	close(): Promise<void>;
}

/**
 * A real MapServer on the loopback: a zone at 10–12° east, 55–57° north, a time series of three months
 * over 0–20° east, 50–60° north, and soundings at two elevations.
 */
export async function startMapServer(): Promise<MapServer> {
	if (MAP_SERVER === undefined || !existsSync(MAP_SERVER)) throw new Error('there is no MapServer');
	const folder = await mkdtemp(join(tmpdir(), 'samsyn-mapserver-'));
	const binary = MAP_SERVER;
	const state = { delayMs: 0, queries: [] as string[] };
	const server = createServer(({ url = '' }, response) => {
		const query = url.split(/\?(.*)/s)[1] ?? '';
		state.queries.push(query);
		setTimeout(() => answer(binary, { folder, query, response }), state.delayMs);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/wms?map=${join(folder, 'sea.map')}`;
	await writeData(folder);
	await writeFile(join(folder, 'sea.map'), mapFile(folder, url));
	await writeFile(
		join(folder, 'mapserver.conf'),
		`CONFIG ENV "MS_MAP_PATTERN" "^${folder}/" END END\n`
	);
	return Object.assign(state, { url, close: () => close(server, folder) });
}

async function close(server: Server, folder: string): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await rm(folder, { recursive: true, force: true });
}

interface Cgi {
	readonly folder: string;
	readonly query: string;
	readonly response: ServerResponse;
}

/** One request, one process: what a web server does for a CGI program. */
function answer(binary: string, { folder, query, response }: Cgi): void {
	const cgi = spawn(binary, {
		env: {
			MAPSERVER_CONFIG_FILE: join(folder, 'mapserver.conf'),
			REQUEST_METHOD: 'GET',
			QUERY_STRING: query
		}
	});
	const chunks: Buffer[] = [];
	cgi.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	cgi.on('close', () => {
		const output = Buffer.concat(chunks);
		const end = output.indexOf('\r\n\r\n');
		response.setHeader('access-control-allow-origin', '*');
		for (const line of output.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n')) {
			const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
			if (name !== undefined && value !== undefined) response.setHeader(name, value);
		}
		if (end < 0) response.statusCode = 500;
		response.end(output.subarray(end + 4));
	});
}

async function writeData(folder: string): Promise<void> {
	const index: object[] = [];
	for (const [i, month] of MONTHS.entries()) {
		const grid = `ncols 4\nnrows 2\nxllcorner 0\nyllcorner 50\ncellsize 5\n${`${i + 1} `.repeat(4)}\n${`${i + 1} `.repeat(4)}\n`;
		await writeFile(join(folder, `${month}.asc`), grid);
		await run(
			'gdal_translate',
			['-q', '-ot', 'Byte', '-a_srs', 'EPSG:4326', `${month}.asc`, `${month}.tif`],
			{
				cwd: folder
			}
		);
		index.push(feature(box(0, 50, 20, 60), { location: join(folder, `${month}.tif`), at: month }));
	}
	await shapefile(folder, 'index', index);
	await shapefile(folder, 'soundings', [
		feature(box(0, 50, 5, 60), { elevation: 0, depth: 12 }),
		feature(box(5, 50, 10, 60), { elevation: 10, depth: 34 })
	]);
}

function feature(geometry: object, properties: object): object {
	return { type: 'Feature', geometry, properties };
}

function box(west: number, south: number, east: number, north: number): object {
	const ring = [
		[west, south],
		[west, north],
		[east, north],
		[east, south],
		[west, south]
	];
	return { type: 'Polygon', coordinates: [ring] };
}

async function shapefile(folder: string, name: string, features: object[]): Promise<void> {
	const json = join(folder, `${name}.geojson`);
	await writeFile(json, JSON.stringify({ type: 'FeatureCollection', features }));
	await run('ogr2ogr', ['-f', 'ESRI Shapefile', join(folder, `${name}.shp`), json]);
}

function mapFile(folder: string, url: string): string {
	return `MAP
NAME "sea"
SIZE 256 256
EXTENT 0 50 20 60
SHAPEPATH "${folder}"
IMAGETYPE "png"
IMAGECOLOR 255 255 255
PROJECTION "init=epsg:4326" END
WEB METADATA
	"ows_title" "Sea" "ows_enable_request" "*" "ows_onlineresource" "${url.replaceAll('&', '&amp;')}&amp;"
	"ows_srs" "EPSG:4326 EPSG:3857 EPSG:3035 CRS:84"
	"wms_feature_info_mime_type" "text/html" "wms_getfeatureinfo_formatlist" "text/plain,application/vnd.ogc.gml"
	"wms_attribution_title" "The institute"
END END
LAYER
	NAME "zone" TYPE POLYGON STATUS ON TEMPLATE "dummy"
	PROJECTION "init=epsg:4326" END
	METADATA "ows_title" "Zone" "gml_include_items" "all" "ows_include_items" "all" END
	FEATURE POINTS 10 55 10 57 12 57 12 55 10 55 END ITEMS "Bank" END
	PROCESSING "ITEMS=name"
	CLASS NAME "Zone" STYLE COLOR 255 0 0 END END
END
LAYER
	NAME "monthly" TYPE RASTER STATUS ON
	PROJECTION "init=epsg:4326" END
	TILEINDEX "index.shp" TILEITEM "location"
	METADATA
		"ows_title" "Monthly" "wms_timeitem" "at" "wms_timeextent" "2024-01-01/2024-03-01/P1M"
		"wms_timedefault" "2024-02-01" "wms_extent" "0 50 20 60"
	END
	CLASS NAME "January" EXPRESSION ([pixel] = 1) STYLE COLOR 255 0 0 END END
	CLASS NAME "February" EXPRESSION ([pixel] = 2) STYLE COLOR 0 255 0 END END
	CLASS NAME "March" EXPRESSION ([pixel] = 3) STYLE COLOR 0 0 255 END END
END
LAYER
	NAME "soundings" TYPE POLYGON STATUS ON DATA "soundings.shp" TEMPLATE "dummy"
	PROJECTION "init=epsg:4326" END
	METADATA
		"ows_title" "Soundings" "gml_include_items" "all" "ows_include_items" "all"
		"wms_dimensionlist" "elevation" "wms_elevation_item" "elevation" "wms_elevation_units" "m"
		"wms_elevation_extent" "0,10" "wms_elevation_default" "0"
	END
	CLASS NAME "Soundings" STYLE COLOR 0 0 255 END END
END
END
`;
}
