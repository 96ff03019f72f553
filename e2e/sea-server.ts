import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

/** Hosts that the browser is told to find at the sea server. */
const HOSTS = ['tile.openstreetmap.org', 'sea.example'];

/**
 * The sea of the tests, on loopback over https: basemap tiles, a WMS and a raster file that is read by
 * ranges. Every picture is of a colour that follows from where it lies.
 */
export class SeaServer {
	/** Paths that were asked for. */
	readonly asked: string[] = [];
	readonly file = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 31) % 251));
	readonly #folder: string;
	readonly #keys: { readonly key: Buffer; readonly cert: Buffer };
	#server: Server | undefined;
	#port = 0;

	private constructor(folder: string, keys: { key: Buffer; cert: Buffer }) {
		this.#folder = folder;
		this.#keys = keys;
	}

	static async open(): Promise<SeaServer> {
		const folder = await mkdtemp(join(tmpdir(), 'samsyn-sea-'));
		const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
		const subject = ['-subj', '/CN=sea.example', '-days', '2'];
		await promisify(execFile)('openssl', [
			...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert],
			...subject
		]);
		const sea = new SeaServer(folder, { key: await readFile(key), cert: await readFile(cert) });
		await sea.start();
		return sea;
	}

	/** For Chromium, so that it finds the hosts here and takes their certificate. */
	get chromiumArgs(): string[] {
		const rules = HOSTS.map((host) => `MAP ${host} 127.0.0.1:${this.#port}`).join(', ');
		return [`--host-resolver-rules=${rules}`, '--ignore-certificate-errors'];
	}

	async start(): Promise<void> {
		const server = createServer(this.#keys, (request, response) => {
			void this.#answer(request, response);
		});
		await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
		this.#port = (server.address() as AddressInfo).port;
		this.#server = server;
	}

	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		if (!server) return;
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}

	async close(): Promise<void> {
		await this.stop();
		await rm(this.#folder, { recursive: true });
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'https://sea.example');
		this.asked.push(`${request.headers.host ?? ''}${url.pathname}${url.search}`);
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Allow-Headers', 'Range');
		response.setHeader('Access-Control-Expose-Headers', 'Content-Range, ETag');
		if (request.method === 'OPTIONS') return void response.writeHead(204).end();
		if (url.pathname === '/depth.tif') return this.#piece(request, response);
		const size = url.pathname === '/wms' ? 512 : 256;
		const where = url.pathname === '/wms' ? (url.searchParams.get('BBOX') ?? '') : url.pathname;
		response.setHeader('Content-Type', 'image/png');
		response.end(await picture(where, size));
	}

	#piece(request: IncomingMessage, response: ServerResponse): void {
		const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
		if (from === undefined || to === undefined) return void response.writeHead(416).end();
		response.writeHead(206, {
			'Content-Type': 'image/tiff',
			'Content-Range': `bytes ${from}-${to}/${this.file.length}`,
			ETag: '"depth-1"'
		});
		response.end(this.file.subarray(Number(from), Number(to) + 1));
	}
}

/** A plain square with a darker edge; of a WMS one that lets the basemap through. */
function picture(where: string, size: number): Promise<Buffer> {
	const hash = Buffer.from(where).reduce((sum, byte) => (sum * 33 + byte) >>> 0, 5381);
	const [r, g, b] = [hash & 255, (hash >> 8) & 255, (hash >> 16) & 255];
	const alpha = size === 512 ? 0.5 : 1;
	return sharp({
		create: { width: size - 8, height: size - 8, channels: 4, background: { r, g, b, alpha } }
	})
		.extend({
			...{ top: 4, bottom: 4, left: 4, right: 4 },
			background: { r: r / 2, g: g / 2, b: b / 2, alpha }
		})
		.png()
		.toBuffer();
}
