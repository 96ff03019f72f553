import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { parseRange } from '../../server/static/range.ts';
import { geotiff } from './geotiff.ts';

const SEA = [-20, 40, 30, 70] as const;

/** From 0 m in the west to 200 m in the east; nothing in the northernmost tenth. */
export const DEPTHS = geotiff({
	extent: SEA,
	valueAt: (x, y) => (y < 0.1 ? undefined : x * 200)
});

/** The months of 2023: warmest in July, the same everywhere but for a spread of a degree. */
function month(number: number): Buffer {
	const mean = 11 - 7 * Math.cos(((number - 1) / 12) * 2 * Math.PI);
	return geotiff({ extent: SEA, valueAt: (x) => mean + x - 0.5 });
}

/**
 * An object store with rasters, and what can be wrong with one: `/depth.tif`, `/sst_202301.tif` …, the
 * fixtures of the raster reader by name, and `/no-cors/`, `/no-ranges/`, `/login/` before any of them.
 */
export class RasterServer {
	/** Paths that were asked for. */
	readonly asked: string[] = [];
	/** Refuses everything until it is false again. */
	isDown = false;
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<RasterServer> {
		const server = createServer();
		const rasters = new RasterServer(server);
		server.on('request', (request, response) => void rasters.#answer(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return rasters;
	}

	get host(): string {
		return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	get url(): string {
		return `http://${this.host}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', this.url);
		const [, place, name] = /^\/(?:(no-cors|no-ranges|login)\/)?([^/]*)$/.exec(pathname) ?? [];
		if (place !== 'no-cors') {
			response.setHeader('Access-Control-Allow-Origin', '*');
			response.setHeader('Access-Control-Allow-Headers', 'Range');
			response.setHeader('Access-Control-Expose-Headers', 'Content-Range, ETag');
		}
		if (request.method === 'OPTIONS') return void response.writeHead(204).end();
		this.asked.push(pathname);
		if (this.isDown) return void response.writeHead(503).end();
		if (place === 'login') return void response.writeHead(401).end();
		if (name === 'page') {
			response.setHeader('Content-Type', 'text/html');
			return void response.end('<!doctype html><title>A page</title>');
		}
		const bytes = await bytesOf(name ?? '');
		if (!bytes) return void response.writeHead(404).end();
		send(bytes, place === 'no-ranges' ? '' : (request.headers.range ?? ''), response);
	}
}

async function bytesOf(name: string): Promise<Buffer | undefined> {
	if (name === 'depth.tif') return DEPTHS;
	const [, number] = /^sst_2023(\d\d)\.tif$/.exec(name) ?? [];
	if (number !== undefined) return month(Number(number));
	return /^[\w-]+\.tif$/.test(name)
		? readFile(fixturePath(name)).catch(() => undefined)
		: undefined;
}

function send(bytes: Buffer, asked: string, response: ServerResponse): void {
	response.setHeader('Content-Type', 'image/tiff');
	const range = parseRange(asked, bytes.length);
	if (typeof range === 'string') return void response.end(bytes);
	response.writeHead(206, { 'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}` });
	response.end(bytes.subarray(range.start, range.end + 1));
}
