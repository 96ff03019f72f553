import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixturePath } from '#core/raster/testing/open-fixture.ts';
import { parseRange } from '../../static/range.ts';

export interface FixtureServer {
	/** `127.0.0.1:port`. */
	readonly host: string;
	close(): void;
}

/** Serves the raster fixtures with ranges, as object stores do. */
export async function fixtureServer(): Promise<FixtureServer> {
	const server = createServer((request, response) => {
		const name = (request.url ?? '').slice(1).split('?', 1)[0] ?? '';
		if (!/^[\w-]+\.tif$/.test(name)) return void response.writeHead(404).end();
		const bytes = readFileSync(fixturePath(name));
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
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		host: `127.0.0.1:${port}`,
		close() {
			server.closeAllConnections();
			server.close();
		}
	};
}
