import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createRouter } from './router.ts';

const SCRIPT = '/api/docs/rapidoc.js';
/** RapiDoc styles itself by style elements; its code comes from here only. */
const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"connect-src 'self'",
	"img-src 'self' data:",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'"
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width" />
		<title>SamSyn API</title>
		<script type="module" src="${SCRIPT}"></script>
	</head>
	<body>
		<rapi-doc
			spec-url="/api/openapi.json"
			render-style="read"
			show-header="false"
			allow-spec-url-load="false"
			allow-spec-file-load="false"
			load-fonts="false"
			info-description-headings-in-navbar="false"
			nav-bg-color="#eef2f5"
			nav-text-color="#33475b"
			nav-hover-bg-color="#e0e8ed"
			nav-accent-color="#0f766e"
			allow-server-selection="false"
			primary-color="#0f766e"
			persist-auth="false"
		></rapi-doc>
	</body>
</html>
`;

/** `/api/docs`: the reference that people read, rendered from `/api/openapi.json`. */
export function docsRouter() {
	const router = createRouter();
	let script: Promise<string> | undefined;
	router.get('/api/docs', (c) => {
		c.header('Content-Security-Policy', POLICY);
		return c.html(PAGE);
	});
	router.get(SCRIPT, async (c) => {
		script ??= readScript();
		const headers = { 'Content-Type': 'text/javascript', 'Cache-Control': 'max-age=86400' };
		return c.body(await script, 200, headers);
	});
	return router;
}

function readScript(): Promise<string> {
	const entry = createRequire(import.meta.url).resolve('rapidoc');
	return readFile(join(dirname(entry), 'rapidoc-min.js'), 'utf8');
}
