// The steps of `npm run check` and `npm test`, each with its count of what passed and failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPlaywright, readVitest } from './reports.mjs';
import { ROOT, run, runQuietly, toolEnvironment } from './run.mjs';

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {import('./reports.mjs').Outcome} Outcome */

/** Names of what failed, for the end: above it lie thousands of lines. @type {string[]} */
const failures = [];

const REPORTS = join(ROOT, 'node_modules', '.cache', 'samsyn-reports');

/**
 * A step that is right or wrong as a whole: counts, and shows what it says, only when it fails.
 *
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<Count>}
 */
async function inspection(title, command, args) {
	const ok = await runQuietly(command, args, `\n── ${title} ──\n`);
	process.stdout.write(`${ok ? '✓' : '✗'} ${title}\n`);
	if (!ok) failures.push(title);
	return { passed: 0, failed: ok ? 0 : 1 };
}

/**
 * One or more projects of vitest.config.ts.
 *
 * @param {string} title
 * @param {readonly string[]} projects
 * @returns {Promise<Count>}
 */
export async function vitest(title, projects) {
	heading(title);
	const report = newReport(`vitest-${projects.join('-')}.json`);
	const code = await run('vitest', [
		'run',
		'--passWithNoTests',
		...projects.flatMap((project) => ['--project', project]),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
	return counted(title, code, readReport(report), readVitest);
}

/**
 * A project of playwright.config.ts.
 *
 * @param {string} title
 * @param {string} project
 * @returns {Promise<Count>}
 */
export async function playwright(title, project) {
	heading(title);
	const report = newReport(`playwright-${project}.json`);
	const code = await run('playwright', ['test', '--pass-with-no-tests', '--project', project], {
		env: { ...toolEnvironment(), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
	});
	return counted(title, code, readReport(report), readPlaywright);
}

/** @returns {Promise<Count>} */
export async function check() {
	const made = await generated();
	// Components are a small part of the files and the larger part of the linter's time: each makes it
	// build the types of the whole program anew. Without its cache: that knows nothing of a type that
	// changed in another file.
	const inspected = await Promise.all([
		inspection('Lint of components', 'eslint', ['src/**/*.svelte']),
		inspection('Lint', 'eslint', ['.', '--ignore-pattern', '**/*.svelte']),
		besideLint()
	]);
	return total([made, ...inspected]);
}

async function besideLint() {
	return total([
		await inspection('Format', 'prettier', ['--check', '--log-level', 'warn', '.']),
		await inspection('Arrows', 'depcruise', ['--output-type', 'err', 'src', 'server', 'db']),
		await inspection('Types', 'svelte-check', ['--tsconfig', './tsconfig.json']),
		// Kit keeps it out of the app's types: it runs in a worker, not in a page.
		await inspection('Types of the service worker', 'tsc', ['-p', 'src/service-worker']),
		await inspection('Dead code', 'knip', []),
		await vitest('Unit tests', ['node'])
	]);
}

/** What the linter and the type checker need to see, and git does not hold: route types, messages. */
async function generated() {
	const messages = [
		...['compile', '--silent', '--project', './project.inlang', '--outdir', './src/lib/paraglide'],
		// The same as in vite.config.ts: it takes what it finds here when no message changed.
		...['--strategy', 'localStorage', 'preferredLanguage', 'baseLocale']
	];
	return total([
		await inspection('Generated: routes', 'svelte-kit', ['sync']),
		await inspection('Generated: messages', 'paraglide-js', messages)
	]);
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function total(counts) {
	return {
		passed: counts.reduce((sum, { passed }) => sum + passed, 0),
		failed: counts.reduce((sum, { failed }) => sum + failed, 0)
	};
}

/**
 * Prints the closing line and ends the process.
 *
 * @param {Count} count
 * @returns {never}
 */
export function finish({ passed, failed }) {
	for (const name of failures) process.stdout.write(`\nFailed: ${name}`);
	process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
	process.exit(failed === 0 ? 0 : 1);
}

/** @param {string} title */
function heading(title) {
	process.stdout.write(`\n── ${title} ──\n`);
}

/** @param {string} name */
function newReport(name) {
	const path = join(REPORTS, name);
	mkdirSync(REPORTS, { recursive: true });
	rmSync(path, { force: true });
	return path;
}

/** @param {string} path */
function readReport(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * A runner that fails without a failed test (or without a report) still counts as one failure.
 *
 * @param {string} title
 * @param {number} code
 * @param {any} report
 * @param {(report: any) => Outcome} read
 * @returns {Count}
 */
function counted(title, code, report, read) {
	const { passed, failed } = report === undefined ? { passed: 0, failed: [] } : read(report);
	if (code !== 0 && failed.length === 0) failed.push('the suite as a whole');
	failures.push(...failed.map((name) => `${title}: ${name}`));
	return { passed, failed: failed.length };
}
