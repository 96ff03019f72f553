// Sees to it that node_modules fits package-lock.json and holds a Node 24 that runs.
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { giveUp, ROOT, run } from './run.mjs';

const MODULES = join(ROOT, 'node_modules');
const NODE = join(MODULES, '.bin', 'node');

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked
 */

/**
 * Installs what is missing. Returns the path of Node 24.
 *
 * @returns {Promise<string>}
 */
export async function ensureInstalled() {
	if (!isInstalled()) {
		process.stdout.write('Installing packages …\n');
		if (!(await installPackages())) {
			giveUp('The packages could not be installed: is the network there?');
		}
	}
	await ensureNode();
	return NODE;
}

async function installPackages() {
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const clean = await run('npm', ['ci', ...quiet], { stdio: 'ignore' });
	if (clean === 0) return true;
	// npm ci insists on optional packages for every other system too, which a lockfile written on one
	// system may not list; npm install takes the same locked versions without insisting.
	return (await run('npm', ['install', '--no-save', ...quiet])) === 0;
}

/** Whether node_modules holds every package of the lockfile, in its version. */
function isInstalled() {
	const wanted = lockedPackages(join(ROOT, 'package-lock.json'));
	const found = lockedPackages(join(MODULES, '.package-lock.json'));
	if (wanted === undefined || found === undefined) return false;
	return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
		// Packages for other systems are in the lockfile only.
		if (path === '' || optional === true || devOptional === true) return true;
		return found[path]?.version === version && existsSync(join(ROOT, path, 'package.json'));
	});
}

/**
 * @param {string} path
 * @returns {Record<string, Locked> | undefined}
 */
function lockedPackages(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/** npm may have left out the install script that fetches Node itself. */
async function ensureNode() {
	if (nodeRuns()) return;
	process.stdout.write('Fetching Node 24 …\n');
	await run('npm', ['rebuild', 'node', '--loglevel=error']);
	if (nodeRuns()) return;
	await fetchNode();
	if (!nodeRuns()) {
		giveUp('Node 24 could not be installed for this machine: install it yourself and run again.');
	}
}

function nodeRuns() {
	if (!existsSync(NODE)) return false;
	const { stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
	return stdout?.trim() === `v${nodeVersion()}`;
}

/** @returns {string} */
function nodeVersion() {
	return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies.node;
}

/** Does what the install script of the package `node` does, without it. */
async function fetchNode() {
	const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	const name = `${prefix}-${process.platform}-${process.arch}`;
	const folder = join(MODULES, '.samsyn-node');
	const spec = `${name}@${nodeVersion()}`;
	await run('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, spec]);
	const source = join(folder, 'node_modules', name, 'bin', 'node');
	if (!existsSync(source)) return;
	const target = join(MODULES, 'node', 'bin', 'node');
	mkdirSync(dirname(target), { recursive: true });
	copyFileSync(source, target);
	chmodSync(target, 0o755);
	mkdirSync(dirname(NODE), { recursive: true });
	rmSync(NODE, { force: true });
	symlinkSync(join('..', 'node', 'bin', 'node'), NODE);
}
