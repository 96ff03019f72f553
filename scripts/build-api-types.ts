/**
 * Makes the types of the HTTP API, `src/lib/api/schema.d.ts`, from the document that a running server
 * describes itself by. Its output is committed; run again when a route changes:
 * `node scripts/build-api-types.ts`. A test fails while it is stale.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start-server.ts';
import { TYPES_FILE, typesOf } from './api-types.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'samsyn-types-'));
const server = await startServer({ port: 0, logLevel: 'fatal', dataFolder });
try {
	const response = await fetch(`${server.url}/api/openapi.json`);
	writeFileSync(TYPES_FILE, await typesOf(await response.json()));
} finally {
	await server.stop();
	rmSync(dataFolder, { recursive: true, force: true });
}
