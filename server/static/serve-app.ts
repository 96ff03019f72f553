import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { indexFiles } from './files.ts';
import type { Encoding, StaticFile } from './files.ts';
import { parseRange } from './range.ts';

/** SvelteKit names everything in here after its content. */
const IMMUTABLE = '/_app/immutable/';
const APP_FILES = '/_app/';
const PAGE = '/index.html';
const NEVER_CACHED = new Set([PAGE, '/service-worker.js', '/_app/version.json', '/_app/env.js']);

/** Serves the built client. */
export interface AppServer {
	serve(request: Request): Response;
	/** CSP sources of the inline scripts of the page. */
	readonly inlineScripts: readonly string[];
}

/** Serves the files of a build folder, and its page for every other path: routes live in the client. */
export function createAppServer(buildFolder: string): AppServer {
	const files = indexFiles(buildFolder);
	const page = files.get(PAGE);
	return {
		inlineScripts: page === undefined ? [] : scriptHashes(readFileSync(page.path, 'utf8')),
		serve: (request) => {
			const path = decodedPath(request);
			const file = path === undefined ? undefined : files.get(path);
			if (file !== undefined && path !== undefined) return answer(request, file, path);
			// A missing part of the app must not be answered with a page: it would be run as a script.
			if (path === undefined || path.startsWith(APP_FILES)) return plain('Not found.', 404);
			if (page !== undefined) return answer(request, page, PAGE);
			return plain('The client is not built: run "npm run build".', 503);
		}
	};
}

function decodedPath(request: Request): string | undefined {
	try {
		return decodeURIComponent(new URL(request.url).pathname);
	} catch {
		return undefined;
	}
}

function answer(request: Request, file: StaticFile, path: string): Response {
	const headers = new Headers({
		'Content-Type': file.contentType,
		'Cache-Control': cacheControl(path),
		ETag: `"${file.etag}"`,
		Vary: 'Accept-Encoding'
	});
	if (matches(request.headers.get('If-None-Match'), file.etag)) {
		return new Response(null, { status: 304, headers });
	}
	const rangeHeader = request.headers.get('Range');
	if (rangeHeader !== null) return part(request, file, headers, rangeHeader);
	const encoding = accepted(request.headers.get('Accept-Encoding') ?? '', file);
	const chosen = encoding === undefined ? file : (file.encoded.get(encoding) ?? file);
	if (encoding !== undefined) headers.set('Content-Encoding', encoding);
	else headers.set('Accept-Ranges', 'bytes');
	headers.set('Content-Length', String(chosen.size));
	return new Response(request.method === 'HEAD' ? null : stream(chosen.path), { headers });
}

/** A piece of a file, as readers of large rasters ask for it. */
function part(request: Request, file: StaticFile, headers: Headers, header: string): Response {
	const range = parseRange(header, file.size);
	headers.set('Accept-Ranges', 'bytes');
	if (range === 'unsatisfiable') {
		headers.set('Content-Range', `bytes */${file.size}`);
		return new Response(null, { status: 416, headers });
	}
	if (range === 'ignore') {
		headers.set('Content-Length', String(file.size));
		return new Response(request.method === 'HEAD' ? null : stream(file.path), { headers });
	}
	headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
	headers.set('Content-Length', String(range.end - range.start + 1));
	const body = request.method === 'HEAD' ? null : stream(file.path, range);
	return new Response(body, { status: 206, headers });
}

function stream(path: string, range?: { start: number; end: number }): ReadableStream {
	return Readable.toWeb(createReadStream(path, range)) as ReadableStream;
}

function cacheControl(path: string): string {
	if (path.startsWith(IMMUTABLE)) return 'public, max-age=31536000, immutable';
	if (NEVER_CACHED.has(path)) return 'no-cache';
	return 'public, max-age=3600';
}

function matches(header: string | null, etag: string): boolean {
	if (header === null) return false;
	return header.split(',').some((item) => item.trim().replace(/^W\//, '') === `"${etag}"`);
}

function accepted(header: string, file: StaticFile): Encoding | undefined {
	const offered = new Set<string>();
	for (const item of header.split(',')) {
		const [name = '', ...parameters] = item.trim().toLowerCase().split(/\s*;\s*/);
		if (!parameters.includes('q=0')) offered.add(name);
	}
	const order: readonly Encoding[] = ['br', 'gzip'];
	return order.find((encoding) => offered.has(encoding) && file.encoded.has(encoding));
}

function scriptHashes(html: string): string[] {
	const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
	return Array.from(scripts, ([, code = '']) => {
		const digest = createHash('sha256').update(code).digest('base64');
		return `'sha256-${digest}'`;
	});
}

function plain(text: string, status: number): Response {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	return new Response(text, { status, headers });
}
