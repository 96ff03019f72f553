// Builds the client when its sources changed since the last build. `npm run build` always builds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { ROOT, runQuietly } from './run.mjs';

const BUILD = join(ROOT, 'build');
const STAMP = join(BUILD, '.samsyn-build');
const SOURCES = [
	'src',
	'static',
	'messages',
	'project.inlang/settings.json',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];
/** Made by the build itself. */
const GENERATED = join(ROOT, 'src', 'lib', 'paraglide');

/**
 * Builds unless the build is of exactly these sources. False when that failed.
 *
 * @returns {Promise<boolean>}
 */
export async function ensureBuilt() {
	const hash = hashOfSources();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return true;
	process.stdout.write('Building the client …\n');
	return build(hash);
}

/** @param {string} hash */
async function build(hash) {
	if (!(await runQuietly('vite', ['build', '--logLevel', 'warn']))) return false;
	writeFileSync(STAMP, hash);
	return true;
}

function hashOfSources() {
	const hash = createHash('sha256');
	for (const path of SOURCES.flatMap((source) => filesIn(join(ROOT, source)))) {
		if (path.startsWith(GENERATED) || path.includes('.test.')) continue;
		hash
			.update(`${relative(ROOT, path)}\0`)
			.update(readFileSync(path))
			.update('\0');
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
	const found = statSync(path, { throwIfNoEntry: false });
	if (found === undefined) return [];
	if (found.isFile()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesIn(join(path, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await ensureInstalled();
	process.exitCode = (await build(hashOfSources())) ? 0 : 1;
}
