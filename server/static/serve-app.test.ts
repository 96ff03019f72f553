import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAppServer } from './serve-app.ts';
import type { AppServer } from './serve-app.ts';

const SCRIPT = '\n\tstart();\n';
const PAGE = `<!doctype html><script src="/x.js"></script><script type="module">${SCRIPT}</script>`;
const CODE = 'export const answer = 42;'.repeat(100);

let folder: string;
let app: AppServer;

function write(path: string, content: string | Buffer): void {
	const file = join(folder, 'build', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'samsyn-build-'));
	writeFileSync(join(folder, 'secret'), 'HUSH');
	write('index.html', PAGE);
	write('service-worker.js', 'self.x = 1;');
	write('_app/immutable/chunks/a.js', CODE);
	write('_app/immutable/chunks/a.js.gz', gzipSync(CODE));
	write('data/é å.geojson', '{}');
	write('.samsyn-build', 'HUSH');
	symlinkSync(join(folder, 'secret'), join(folder, 'build', 'link'));
	app = createAppServer(join(folder, 'build'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Response {
	return app.serve(new Request(`http://localhost${path}`, { headers, method }));
}

describe('files', () => {
	test('parts named after their content are kept for ever', async () => {
		const response = get('/_app/immutable/chunks/a.js');
		expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
		expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
		expect(await response.text()).toBe(CODE);
	});

	test('a compressed form is used when the browser takes it', async () => {
		const response = get('/_app/immutable/chunks/a.js', { 'Accept-Encoding': 'br, gzip' });
		expect(response.headers.get('Content-Encoding')).toBe('gzip');
		expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
		expect(response.headers.get('Vary')).toBe('Accept-Encoding');
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(Number(response.headers.get('Content-Length'))).toBe(bytes.length);
		expect(gunzipSync(bytes).toString()).toBe(CODE);
	});

	test('a browser that refuses it gets the file itself', async () => {
		const response = get('/_app/immutable/chunks/a.js', { 'Accept-Encoding': 'gzip;q=0' });
		expect(response.headers.get('Content-Encoding')).toBeNull();
		expect(await response.text()).toBe(CODE);
	});

	test.each(['/', '/service-worker.js', '/maps/1'])('%s is asked for again each time', (path) => {
		expect(get(path).headers.get('Cache-Control')).toBe('no-cache');
	});

	test('what did not change is not sent again', () => {
		const etag = get('/service-worker.js').headers.get('ETag') ?? '';
		const response = get('/service-worker.js', { 'If-None-Match': `"other", W/${etag}` });
		expect(response.status).toBe(304);
		expect(response.body).toBeNull();
	});

	test('HEAD has headers and no body', () => {
		const response = get('/_app/immutable/chunks/a.js', {}, 'HEAD');
		expect(response.headers.get('Content-Length')).toBe(String(CODE.length));
		expect(response.body).toBeNull();
	});

	test('a part of a file', async () => {
		const response = get('/_app/immutable/chunks/a.js', { Range: 'bytes=7-11' });
		expect(response.status).toBe(206);
		expect(response.headers.get('Content-Range')).toBe(`bytes 7-11/${CODE.length}`);
		expect(await response.text()).toBe(CODE.slice(7, 12));
	});

	test('a part past the end', () => {
		const response = get('/_app/immutable/chunks/a.js', { Range: 'bytes=99999-' });
		expect(response.status).toBe(416);
		expect(response.headers.get('Content-Range')).toBe(`bytes */${CODE.length}`);
	});

	test('names with spaces and accents', async () => {
		expect(await get(`/data/${encodeURIComponent('é å.geojson')}`).text()).toBe('{}');
	});
});

describe('the page', () => {
	test.each(['/', '/maps/3f0e', '/anything/else.txt'])('%s is answered with it', async (path) => {
		const response = get(path);
		expect(response.status).toBe(200);
		expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
		expect(await response.text()).toBe(PAGE);
	});

	test('a missing part of the app is not', () => {
		expect(get('/_app/immutable/chunks/gone.js').status).toBe(404);
	});

	test('its inline scripts may run, by their hash', () => {
		const hash = createHash('sha256').update(SCRIPT).digest('base64');
		expect(app.inlineScripts).toEqual([`'sha256-${hash}'`]);
	});

	test('without a build there is a sentence', async () => {
		const response = createAppServer(join(folder, 'none')).serve(new Request('http://localhost/'));
		expect(response.status).toBe(503);
		expect(await response.text()).toContain('npm run build');
	});
});

test.each([
	'/../secret',
	'/%2e%2e/secret',
	'/..%2fsecret',
	'/%2e%2e%2fsecret',
	'/..%5csecret',
	'/_app/..%2f..%2fsecret',
	'/_app/immutable/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret',
	'/.samsyn-build',
	'/%2esamsyn-build',
	'/link',
	'/index.html%00.js',
	'/%c0%ae%c0%ae/secret',
	'/%'
])('%s does not lead out of the build', async (path) => {
	const response = get(path);
	expect(await response.text()).not.toContain('HUSH');
});
